package dev.ziggurat.os;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import java.util.List;

/** What a core runs that has nothing to do: no reference is ever asked of it. */
enum Idle implements Program {
    PROGRAM;

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public void skipTo(long n) {
        throw asked();
    }

    @Override
    public void next(Reference into) {
        throw asked();
    }

    @Override
    public void returned(long value) {
        throw asked();
    }

    @Override
    public boolean waits(long address) {
        throw asked();
    }

    private static IllegalStateException asked() {
        return new IllegalStateException("an idle core was asked for its next reference");
    }
}
