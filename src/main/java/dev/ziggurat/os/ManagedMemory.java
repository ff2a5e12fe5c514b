package dev.ziggurat.os;

import dev.ziggurat.memory.Area;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.stats.Statistics;
import java.util.List;

/** Memory under an operating system: what a machine needs of it, beside what the kernel does. */
public interface ManagedMemory extends VirtualMemory {
    /**
     * Makes an address space.
     *
     * @param areas which addresses may be used, for everything
     * @param leafShift the binary logarithm of the size of its pages; without meaning where there are none
     * @throws IllegalArgumentException if there is no place for it, or for an area
     */
    AddressSpace open(List<Area> areas, int leafShift);

    /** Returns the numbers behind the kernel's files of memory. */
    MemoryCounts numbers();

    /** Describes its statistics; called when every cause has its name. */
    void describe(Statistics statistics, List<Process> processes);
}
