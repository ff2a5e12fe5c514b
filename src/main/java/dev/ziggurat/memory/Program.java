package dev.ziggurat.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever uses a core: a synthetic workload, a trace, a mutator, a collector, a fault handler. Nobody reads ahead of the core, so a program
 * may depend on what came before. The logical effect of a reference happens inside the {@link #next} that yields it.
 */
public interface Program {
    /** Returns the areas it uses; asked before its first reference. */
    List<Area> areas();

    /** Positions the program as if {@code next} had been called {@code n} times since its start. */
    void skipTo(long n);

    /** Writes the next reference; called once per reference, when the core takes it, and never after EXIT. */
    void next(Reference into);

    /** Receives the answer of a system call, or the time that CLOCK asked for. */
    void returned(long value);

    /** Returns the name of a system call that the program has yielded, by its number. */
    default String operation(int number) {
        throw new IllegalStateException("a program that makes no system calls");
    }

    /** Asked when a WAIT takes effect; false = go on at once, so that no wake-up is lost. */
    boolean waits(long address);

    /** Returns the call frames that it pushes and pops on the stack of its thread, null if it has none. */
    default @Nullable CallStack callStack() {
        return null;
    }

    /** Returns when an open-loop core issues its references; other cores do not ask. */
    default Pacing pacing() {
        return Pacing.CLOCKED;
    }
}
