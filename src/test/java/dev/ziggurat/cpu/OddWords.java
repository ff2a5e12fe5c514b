package dev.ziggurat.cpu;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import java.util.List;

/** A program of which a garbage collector makes the references that begin in an odd word. */
record OddWords(Program program) implements Program {
    /** Whether the reference of an address is the collector's. */
    static boolean collects(long address) {
        return (address >>> 3 & 1) == 1;
    }

    @Override
    public void next(Reference into) {
        program.next(into);
        into.collector = into.kind.memory() && collects(into.address);
    }

    @Override
    public List<Area> areas() {
        return program.areas();
    }

    @Override
    public void skipTo(long n) {
        program.skipTo(n);
    }

    @Override
    public void returned(long value) {
        program.returned(value);
    }

    @Override
    public boolean waits(long address) {
        return program.waits(address);
    }

    @Override
    public Pacing pacing() {
        return program.pacing();
    }
}
