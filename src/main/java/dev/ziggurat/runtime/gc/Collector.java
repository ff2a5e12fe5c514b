package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import java.util.List;

/** A garbage collector with the heap that it owns, of one process. */
public interface Collector {
    /** Returns what its process declares for the heap and for what the collector keeps beside it. */
    List<Area> areas();

    /** Returns the heap as a thread of the program uses it. */
    Mutator attach(RuntimeThread thread, int number);

    /** Returns what a thread of its own does, by its place among them; it never ends by itself. */
    default Routine own(RuntimeThread thread, int place) {
        throw new IllegalStateException("a collector without threads of its own has none of number " + place);
    }

    /** Returns the address of the object that a word refers to, as it stands in a root or in an object, by looking and without a reference: for checks alone. */
    default long resolve(long word) {
        return word;
    }

    /** Describes what it counts under {@code process.NAME.gc}. */
    void describe(Section section);
}
