package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.heap.HeapThread;
import dev.ziggurat.stats.Section;
import java.util.List;

/** What looks for memory errors of a process. */
public interface Detector {
    /** Returns what its process declares for it. */
    List<Area> areas();

    /** Returns what a thread uses instead of its allocator. */
    GuardedThread attach(RuntimeThread thread, HeapThread own);

    /** Describes its statistics under {@code process.NAME.detector}. */
    void describe(Section section);

    /** Returns what it has found, in words. */
    List<String> reports();
}
