package dev.ziggurat.runtime.program;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.runtime.Routine;
import java.util.List;

/** A program that makes objects: its code is made when it is known on which heap. Without a run-time system it cannot run. */
public abstract class ObjectProgram implements Program {
    /** Returns the code of the program, for a thread. */
    public abstract Routine code(Objects objects);

    @Override
    public final List<Area> areas() {
        return List.of();
    }

    @Override
    public final void skipTo(long n) {
        throw alone();
    }

    @Override
    public final void next(Reference into) {
        throw alone();
    }

    @Override
    public final void returned(long value) {
        throw alone();
    }

    @Override
    public final boolean waits(long address) {
        throw alone();
    }

    private static IllegalStateException alone() {
        return new IllegalStateException("a program that makes objects, without a run-time system");
    }
}
