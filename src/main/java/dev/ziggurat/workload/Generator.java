package dev.ziggurat.workload;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import java.util.List;

/** A program made by arithmetic: it has one area, makes no system call and yields loads and stores only. */
abstract class Generator implements Program {
    private final List<Area> areas;
    private final int size;
    private final int gap;

    /**
     * States what all references of the program have in common.
     *
     * @param footprint the bytes of its area
     * @param access the bytes of a reference
     * @param gap the non-memory instructions before a reference
     */
    Generator(long footprint, ByteSize access, Count gap) {
        areas = List.of(new Area("data", CommonKeys.BASE, footprint));
        size = (int) access.bytes();
        this.gap = (int) gap.value();
    }

    @Override
    public final List<Area> areas() {
        return areas;
    }

    /** Whether it comes to an end by itself. */
    boolean ends() {
        return false;
    }

    /** Returns the bytes of each of its references. */
    public final int accessSize() {
        return size;
    }

    /** Writes a reference that depends on nothing. */
    final void emit(Reference into, Reference.Kind kind, long address) {
        into.set(kind, address, size);
        into.gap = gap;
    }

    @Override
    public final void returned(long value) {
        throw new IllegalStateException("a generator makes no system call");
    }

    @Override
    public final boolean waits(long address) {
        return false;
    }
}
