package dev.ziggurat.os;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import java.util.List;

/** A program of the kernel: references with physical addresses, SPEND, BLOCK, HOLD, and RETURN or KILL at the end. */
public abstract class KernelProgram implements Program {
    /** Returns what the BLOCK or HOLD that was yielded last waits for. */
    protected abstract Awaited awaited();

    /** Returns how the process ends whose thread runs this program, when it yields KILL. */
    protected String verdict() {
        return Process.VIOLATION;
    }

    @Override
    public final List<Area> areas() {
        return List.of();
    }

    @Override
    public final void skipTo(long n) {
        throw new IllegalStateException("a kernel program runs from its beginning");
    }

    @Override
    public final void returned(long value) {
        throw new IllegalStateException("the kernel calls nobody");
    }

    @Override
    public final boolean waits(long address) {
        throw new IllegalStateException("the kernel waits for no word");
    }
}
