package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import java.util.List;

/** A garbage collector with the heap that it owns, of one process. */
interface Collector {
    /** Returns what its process declares for the heap and for what the collector keeps beside it. */
    List<Area> areas();

    /** Returns the heap as a thread of the program uses it. */
    Mutator attach(RuntimeThread thread, int number);

    /** Describes what it counts under {@code process.NAME.gc}. */
    void describe(Section section);
}
