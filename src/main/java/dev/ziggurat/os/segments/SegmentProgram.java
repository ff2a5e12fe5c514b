package dev.ziggurat.os.segments;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.KernelProgram;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.ShootDown;
import dev.ziggurat.os.Thread;

/** A program of segmentation. It belongs to one thread, which uses it again and again, and does all it does while it has the lock of memory. */
abstract class SegmentProgram extends KernelProgram {
    final Segmentation memory;
    final Thread thread;

    private final ShootDown shootDown;
    private Awaited what;
    private String verdict = Process.VIOLATION;

    SegmentProgram(Segmentation memory, Thread thread) {
        this.memory = memory;
        this.thread = thread;
        shootDown = memory.kernel.shootDown();
        what = memory.lock.free;
    }

    @Override
    protected final Awaited awaited() {
        return what;
    }

    final void block(Reference into, Awaited awaited) {
        what = awaited;
        into.operation(Kind.BLOCK);
    }

    /** All cores are to forget a segment; the core waits for it. */
    final void shootDown(Reference into, Segment segment) {
        what = shootDown.ofSegment(segment.space.address, segment.number);
        into.operation(Kind.HOLD);
    }

    /** Stores a descriptor that was changed. */
    static void store(Reference into, long entry) {
        into.set(Kind.STORE, entry, SegmentTable.ENTRY);
    }

    final void kill(Reference into, String how) {
        verdict = how;
        into.operation(Kind.KILL);
    }

    @Override
    protected final String verdict() {
        return verdict;
    }
}
