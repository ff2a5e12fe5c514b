package dev.ziggurat.os.segments;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.os.KernelProgram;
import dev.ziggurat.os.ManagedMemory;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.SwapArea;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Memory of segments: each lies in one piece, placed when it is made or first touched, moved and swapped as a whole. */
public final class SegmentedMemory implements ManagedMemory, Watched {
    private final Segmentation memory;
    private final SegmentSpaces spaces;

    /** By number of the thread; null until it first called. */
    private final List<@Nullable Programs> programs = new ArrayList<>();

    /** The programs of a thread; it has no fault program if its process has no address space. */
    private record Programs(@Nullable SegmentFault fault, SegmentCallProgram call) {}

    /**
     * Makes memory without address spaces.
     *
     * @param area where segments go that have no place, null if there is nowhere
     */
    public SegmentedMemory(SegmentSite site, ContiguousMemory store, @Nullable SwapArea area) {
        SegmentSwap swap = area == null ? null : new SegmentSwap(area.device(), area.size());
        memory = new Segmentation(site, store, swap);
        spaces = new SegmentSpaces(store.bytes(), store.capacity());
        site.kernel().simulation().engine().watch(this);
    }

    /** Makes an address space. Area i is the segment of number i + 1, wherever it says that it begins, and comes into memory when it is touched. */
    @Override
    public AddressSpace open(List<Area> areas, int leafShift) {
        int tag = spaces.freeTag();
        if (tag < 0 || areas.size() >= SegmentTable.ENTRIES) {
            throw new IllegalArgumentException(
                    "the kernel has no room for the segment table of another process of " + areas.size() + " segments");
        }
        SegmentTable table = new SegmentTable(memory.site.words(), spaces.table(tag));
        SegmentSpace space = new SegmentSpace(new AddressSpace(table.address(), tag, table.address()), table);
        for (Area area : areas) {
            space.add(new Segment(space, space.freeNumber(), area.bytes(), memory.whole(area.bytes()), Rights.ALL));
        }
        spaces.add(space);
        return space.address;
    }

    @Override
    public long mapped(AddressSpace space) {
        SegmentSpace of = spaces.of(space.tag());
        return of == null ? 0 : of.mappedBytes();
    }

    @Override
    public long resident(AddressSpace space) {
        SegmentSpace of = spaces.of(space.tag());
        return of == null ? 0 : of.residentBytes();
    }

    private @Nullable SegmentSpace space(Process process) {
        AddressSpace address = process.space();
        return address == null ? null : spaces.of(address.tag());
    }

    private Programs programs(Thread thread) {
        while (programs.size() <= thread.number()) {
            programs.add(null);
        }
        Programs known = programs.get(thread.number());
        if (known == null) {
            SegmentSpace space = space(thread.process());
            known = new Programs(
                    space == null ? null : new SegmentFault(memory, thread, space),
                    new SegmentCallProgram(memory, thread, space));
            programs.set(thread.number(), known);
        }
        return known;
    }

    @Override
    public KernelProgram fault(Thread thread, long address, AccessType access, int fault) {
        memory.counts.told();
        SegmentFault program = Objects.requireNonNull(programs(thread).fault, "a fault without an address space");
        return program.of(address, access, fault);
    }

    @Override
    public KernelProgram call(Thread thread, Reference call) {
        return programs(thread).call.of(call);
    }

    @Override
    public void retired(Thread thread, Reference reference) {
        throw new IllegalStateException("nobody watches references");
    }

    @Override
    public void recovered(Thread thread, long time) {
        Programs known = thread.number() < programs.size() ? programs.get(thread.number()) : null;
        if (known == null) {
            return;
        }
        memory.pins.recovered(thread.number(), time);
        if (known.fault != null) {
            known.fault.abandon(time);
        }
        known.call.abandon(time);
    }

    @Override
    public void ended(Process process, long time) {
        SegmentSpace space = space(process);
        if (space == null) {
            return;
        }
        memory.kernel.forget(space.address);
        for (int number = 1; number < SegmentTable.ENTRIES; number++) {
            Segment segment = space.segment(number);
            if (segment != null) {
                memory.dispose(segment);
            }
        }
        spaces.remove(space);
    }

    @Override
    public boolean watchesReferences() {
        return false;
    }

    @Override
    public MemoryCounts numbers() {
        return new SegmentNumbers(memory, spaces);
    }

    @Override
    public @Nullable String waitsFor() {
        long transfers = memory.counts.underWay();
        int waiting = memory.lock.waiting();
        return transfers + waiting == 0
                ? null
                : "os: " + waiting + " threads wait for the lock of memory, " + transfers + " transfers are under way";
    }

    private long undecided() {
        long count = 0;
        for (Programs each : programs) {
            count += each != null && each.fault != null && each.fault.undecided() ? 1 : 0;
        }
        return count;
    }

    /** Describes its statistics under {@code os}, {@code os.segments}, {@code os.swap} and {@code process.NAME}. */
    @Override
    public void describe(Statistics statistics, List<Process> processes) {
        Section section = statistics.section("os");
        memory.counts.describe(section, this::undecided);
        memory.counts.describePlaces(statistics.section("os.segments"));
        Names causes = memory.kernel.simulation().causes();
        memory.counts.describeTimes(statistics.section("os.swap"), causes);
        if (memory.swap != null) {
            memory.swap.describe(section);
        }
        for (Process process : processes) {
            process.describeFaults(statistics);
        }
    }
}
