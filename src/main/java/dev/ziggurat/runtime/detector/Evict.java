package dev.ziggurat.runtime.detector;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import dev.ziggurat.runtime.heap.HeapThread;

/** Puts a block into quarantine; while that holds too many bytes the oldest go to the allocator. Runs under the lock of the quarantine. */
final class Evict extends Routine {
    private static final long BYTES = 0xffff_ffffL;
    private static final int BEFORE_SHIFT = 48;

    private final Redzones detector;
    private final Quarantine quarantine;
    private final HeapThread own;
    private final Shadow.Paint paint;
    private final Writes writes = new Writes();
    private Step step = Step.TAIL;

    private long block;
    private long bytes;
    private long sum;
    private long oldest;
    private long next;
    private long info;

    private enum Step {
        TAIL,
        BYTES,
        HEAD,
        NEXT,
        INFO,
        PAINT,
        GIVE
    }

    Evict(Redzones detector, HeapThread own, Shadow.Paint paint) {
        this.detector = detector;
        quarantine = detector.quarantine;
        this.own = own;
        this.paint = paint;
    }

    /** Returns the bytes of a block that its header tells. */
    static long bytes(long header) {
        return header & BYTES;
    }

    /** Returns how far before a block that of the allocator begins, as its header tells. */
    private static long before(long header) {
        return (header >>> BEFORE_SHIFT) * Redzones.HEADER;
    }

    Evict enter(long freed, long freedBytes) {
        block = freed;
        bytes = freedBytes;
        step = Step.TAIL;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TAIL -> {
                long tail = thread.load(quarantine.tail());
                writes.add(tail == 0 ? quarantine.head() : tail, block);
                writes.add(block, 0);
                writes.add(quarantine.tail(), block);
                step = Step.BYTES;
            }
            case BYTES -> {
                quarantine.enters();
                sum = thread.load(quarantine.bytes()) + bytes;
                writes.add(quarantine.bytes(), sum);
                step = Step.HEAD;
                writes.begin(thread);
            }
            case HEAD -> {
                if (sum <= detector.spec.quarantine().bytes()) {
                    thread.end(0);
                    return;
                }
                oldest = thread.load(quarantine.head());
                step = Step.NEXT;
            }
            case NEXT -> {
                next = thread.follow(oldest);
                step = Step.INFO;
            }
            default -> leave(thread);
        }
    }

    private void leave(RuntimeThread thread) {
        switch (step) {
            case INFO -> {
                info = thread.load(oldest - Redzones.WORD);
                sum -= bytes(info);
                writes.add(quarantine.head(), next);
                if (next == 0) {
                    writes.add(quarantine.tail(), 0);
                }
                writes.add(quarantine.bytes(), sum);
                writes.add(oldest - Redzones.HEADER, 0);
                step = Step.PAINT;
                writes.begin(thread);
            }
            case PAINT -> {
                detector.blocks.forgotten(oldest);
                quarantine.leaves();
                step = Step.GIVE;
                long end = oldest + bytes(info) + detector.room();
                thread.call(paint.all(oldest - Redzones.HEADER, end, Shadow.UNKNOWN));
            }
            case GIVE -> {
                step = Step.HEAD;
                own.free(oldest - before(info));
            }
            default -> throw new IllegalStateException(step.toString());
        }
    }
}
