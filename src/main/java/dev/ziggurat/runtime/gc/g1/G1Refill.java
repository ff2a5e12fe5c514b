package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Rest;
import dev.ziggurat.runtime.gc.StartMarking;
import dev.ziggurat.runtime.gc.World;

/**
 * A thread gets a buffer: of the region in which all threads allocate, by compare-and-exchange; when that is full, under the lock of the heap another becomes it, as long as
 * eden may grow. A humongous object gets regions of its own.
 */
final class G1Refill extends Routine {
    private final G1Heap heap;
    private final Allocation into;
    private final long portion;
    private final Rest rest;
    private final Mutex lock = new Mutex(G1Heap.LOCK);
    private final G1Take take;
    private final G1Humongous humongous;
    private final StartMarking starts;

    private long bytes;
    private boolean forced;

    /** The region at hand, from its first address, 0 is none; how far it is used. */
    private long current;

    private long currentAt;
    private long top;
    private long left;
    private long chosen;
    private int region;
    private long answer;
    private Step step = Step.REST;

    private enum Step {
        REST,
        CHOOSE,
        CURRENT,
        TOP,
        CLAIM,
        LOCK,
        AGAIN,
        FILL_TOP,
        FILL,
        GAP,
        LEFT,
        TAKE,
        LESS,
        CHOSEN,
        LIST,
        COUNT,
        PUBLISH,
        NONE,
        UNLOCK,
        RETRY,
        HUMONGOUS,
        HUMONGOUS_TAKEN,
        ENTER,
        END
    }

    G1Refill(World world, G1Heap heap, Allocation into, long buffer) {
        this.heap = heap;
        this.into = into;
        portion = world.model.aligned(Math.min(buffer, heap.regionBytes() / 2));
        rest = new Rest(into);
        take = new G1Take(world, heap);
        humongous = new G1Humongous(world, heap);
        starts = new StartMarking(heap.cards());
    }

    /**
     * Has a thread get a buffer for so many bytes at least; answers 0 if there is none.
     *
     * @param force whether it takes a free region even if eden may not grow
     */
    void begin(RuntimeThread thread, long least, boolean force) {
        bytes = least;
        forced = force;
        step = Step.REST;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case REST -> {
                step = Step.CHOOSE;
                rest.begin(thread);
            }
            case CHOOSE -> {
                step = heap.humongous(bytes) ? Step.HUMONGOUS : Step.CURRENT;
                if (step == Step.HUMONGOUS) {
                    lock.acquire(thread);
                }
            }
            case CURRENT -> {
                current = thread.load(G1Heap.CURRENT);
                currentAt = thread.position();
                step = current == 0 ? Step.LOCK : Step.TOP;
            }
            case TOP -> {
                top = thread.follow(heap.wordOf(current, G1Heap.TOP), currentAt);
                step = top + bytes <= current + heap.regionBytes() ? Step.CLAIM : Step.LOCK;
            }
            case CLAIM -> {
                long size = Math.min(Math.max(bytes, portion), current + heap.regionBytes() - top);
                step = Step.TOP;
                if (thread.compareAndExchange(heap.wordOf(current, G1Heap.TOP), top, top + size) == top) {
                    into.buffer(top, top + size);
                    thread.end(1);
                }
            }
            case LOCK -> {
                step = Step.AGAIN;
                lock.acquire(thread);
            }
            case HUMONGOUS -> {
                step = Step.HUMONGOUS_TAKEN;
                humongous.begin(thread, bytes);
            }
            case HUMONGOUS_TAKEN -> {
                answer = thread.answer();
                step = Step.ENTER;
                lock.release(thread);
            }
            case ENTER -> {
                step = Step.END;
                if (answer != 0) {
                    starts.begin(thread, answer, bytes);
                }
            }
            case END -> {
                if (answer != 0) {
                    into.buffer(answer, answer + bytes);
                }
                thread.end(answer);
            }
            default -> renew(thread);
        }
    }

    /** Goes on making another region the one in which threads allocate: the rest of the old one is taken as if it were an object. */
    private void renew(RuntimeThread thread) {
        switch (step) {
            case AGAIN -> {
                long now = thread.load(G1Heap.CURRENT);
                currentAt = thread.position();
                step = now != current ? Step.RETRY : now == 0 ? Step.LEFT : Step.FILL_TOP;
                if (step == Step.RETRY) {
                    lock.release(thread);
                }
            }
            case FILL_TOP -> {
                top = thread.follow(heap.wordOf(current, G1Heap.TOP), currentAt);
                step = Step.FILL;
            }
            case FILL -> {
                long end = current + heap.regionBytes();
                boolean done = thread.compareAndExchange(heap.wordOf(current, G1Heap.TOP), top, end) == top;
                step = !done ? Step.FILL_TOP : top < end ? Step.GAP : Step.LEFT;
            }
            case GAP -> {
                thread.store(top, ObjectModel.gap(current + heap.regionBytes() - top));
                step = Step.LEFT;
            }
            case LEFT -> {
                left = thread.load(G1Heap.EDEN_LEFT);
                step = left == 0 && !forced ? Step.NONE : Step.TAKE;
            }
            case TAKE -> {
                step = Step.LESS;
                take.begin(thread, G1Heap.EDEN | G1Heap.CHOSEN);
            }
            default -> publish(thread);
        }
    }

    private void publish(RuntimeThread thread) {
        switch (step) {
            case LESS -> {
                region = (int) thread.answer() - 1;
                step = region < 0 ? Step.NONE : Step.CHOSEN;
                if (region >= 0) {
                    thread.store(G1Heap.EDEN_LEFT, Math.max(0, left - 1));
                }
            }
            case CHOSEN -> {
                chosen = thread.load(G1Heap.CHOSEN_REGIONS);
                step = Step.LIST;
            }
            case LIST -> {
                thread.store(G1Heap.CHOICE + chosen * Long.BYTES, region);
                step = Step.COUNT;
            }
            case COUNT -> {
                thread.store(G1Heap.CHOSEN_REGIONS, chosen + 1);
                step = Step.PUBLISH;
            }
            case PUBLISH -> {
                thread.store(G1Heap.CURRENT, heap.bottom(region));
                step = Step.RETRY;
                lock.release(thread);
            }
            case NONE -> {
                thread.store(G1Heap.CURRENT, 0);
                step = Step.UNLOCK;
            }
            case UNLOCK -> {
                answer = 0;
                step = Step.END;
                lock.release(thread);
            }
            default -> step = Step.CURRENT;
        }
    }
}
