package dev.ziggurat.workload;

import dev.ziggurat.memory.Program;
import dev.ziggurat.stats.Statistics;
import java.util.List;
import java.util.function.LongSupplier;

/** The run-time system of one process: it runs in user mode, below the programs of the process's threads, and answers their calls. */
public interface ProcessRuntime {
    /**
     * Returns what a thread runs whose own program is given: that program, and the run-time system's code where it calls for it.
     *
     * @param thread the thread's name
     */
    Program attach(String thread, Program program);

    /** Returns what a thread of its own runs, by its place among them; asked for once the programs of the process are attached. */
    default Program own(int thread) {
        throw new IllegalStateException("a run-time system without threads of its own has none of number " + thread);
    }

    /** Describes its statistics under {@code process.NAME}. */
    void describe(Statistics statistics);

    /** States who knows how many bytes of its process are in memory, for statistics alone; nobody does without an operating system. */
    default void resident(LongSupplier bytes) {
        // Most have no use for it.
    }

    /** Returns what is to be said of the run beside its statistics, each in a sentence. */
    default List<String> notes() {
        return List.of();
    }
}
