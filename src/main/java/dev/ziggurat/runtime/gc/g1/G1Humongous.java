package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.World;

/**
 * A thread takes the first regions that are free beside each other, for one humongous object (G1CollectedHeap::humongous_obj_allocate). Whoever does so has the lock of the
 * heap.
 */
final class G1Humongous extends Routine {
    private final World world;
    private final G1Heap heap;
    private final G1Take take;

    private long bytes;
    private int needed;
    private int at;
    private int first;
    private int taken;
    private long word;
    private long count;
    private Step step = Step.FIND;

    private enum Step {
        FIND,
        TAKE,
        TOP,
        COUNT,
        MORE,
        END
    }

    G1Humongous(World world, G1Heap heap) {
        this.world = world;
        this.heap = heap;
        take = new G1Take(world, heap);
    }

    /** Has a thread do so; the answer is where the object is, or 0. */
    void begin(RuntimeThread thread, long size) {
        bytes = size;
        needed = (int) ((size + heap.regionBytes() - 1) / heap.regionBytes());
        at = 0;
        first = 0;
        taken = 0;
        step = Step.FIND;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FIND -> find(thread);
            case TAKE -> {
                if (taken == needed) {
                    step = Step.COUNT;
                } else {
                    step = Step.TOP;
                    take.begin(thread, taken == 0 ? G1Heap.HUMONGOUS : G1Heap.CONTINUED, first + taken);
                }
            }
            case TOP -> {
                int region = first + taken++;
                long end = heap.bottom(first) + bytes;
                thread.store(G1Heap.word(region, G1Heap.TOP), Math.min(end, heap.end(region)));
                step = Step.TAKE;
            }
            case COUNT -> {
                count = thread.load(G1Heap.HUMONGOUS_REGIONS);
                step = Step.MORE;
            }
            case MORE -> {
                thread.store(G1Heap.HUMONGOUS_REGIONS, count + needed);
                step = Step.END;
            }
            case END -> thread.end(heap.bottom(first));
        }
    }

    /** Looks at the next region, and at eight kinds when they begin. */
    private void find(RuntimeThread thread) {
        boolean last = at == heap.regions();
        if (at - first == needed) {
            step = Step.TAKE;
        } else if (last) {
            thread.end(0);
        } else {
            if (at % Long.BYTES == 0) {
                word = thread.load(G1Heap.KINDS + at);
            }
            boolean free = (word >>> (at % Long.BYTES * Byte.SIZE) & 0xff) == G1Heap.FREE;
            boolean aligned = world.model.aligned(heap.bottom(first)) == heap.bottom(first);
            at++;
            if (!free || !aligned) {
                first = at;
            }
        }
    }
}
