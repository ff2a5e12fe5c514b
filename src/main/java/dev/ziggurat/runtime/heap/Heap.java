package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import java.util.List;

/**
 * An allocator: its metadata lie in simulated memory, and its code loads and stores them. What it keeps on the host beside them is for statistics
 * and never decides anything.
 */
public interface Heap {
    /** Returns what its process declares for it. */
    List<Area> areas();

    /** Returns the allocator as a thread uses it. */
    HeapThread attach(RuntimeThread thread);

    /** Returns where it may place blocks, all of it from the start or not. */
    Area range();

    /** Whether an address lies in its {@link #range}. */
    default boolean reaches(long address) {
        Area range = range();
        return address >= range.start() && address < range.start() + range.bytes();
    }

    /** Returns what a figure is now. */
    long figure(HeapFigure which, long argument);

    /** Describes its statistics under {@code process.NAME.heap}. */
    void describe(Section section);
}
