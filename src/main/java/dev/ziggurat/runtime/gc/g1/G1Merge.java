package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Places;
import java.util.List;

/**
 * Makes the list of the cards that a pause scans, each once: those of all queues that are still dirty, and those of the remembered sets of the collection set
 * (G1RemSet::merge_heap_roots). Cards of the young and of the collection set itself are left out.
 */
final class G1Merge extends Routine {
    private static final int WORD = 8;

    private final G1Heap heap;
    private final G1BufferList full;
    private final G1BufferList free;
    private final long bytes;
    private final List<Long> queues;
    private final G1RemsetWalk walk;
    private final Card card = new Card();

    private int queue;
    private long buffer;
    private long bufferAt;
    private long index;
    private long entry;
    private long chosen;
    private long next;
    private long count;
    private Step step = Step.POP;

    private enum Step {
        POP,
        POPPED,
        ENTRY,
        QUEUE,
        QUEUE_BUFFER,
        QUEUE_ENTRY,
        QUEUE_EMPTIED,
        CHOSEN,
        REGION
    }

    /**
     * Makes the code.
     *
     * @param entries how many a buffer holds
     * @param queues where the words of the threads' queues are
     */
    G1Merge(G1Heap heap, G1BufferList full, G1BufferList free, int entries, List<Long> queues) {
        this.heap = heap;
        this.full = full;
        this.free = free;
        bytes = (long) entries * WORD;
        this.queues = queues;
        walk = new G1RemsetWalk(
                heap, (thread, number, at) -> card.begin(thread, Places.CARDS + number, at, G1Heap.REMEMBERED));
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread) {
        count = 0;
        queue = 0;
        step = Step.POP;
        thread.call(this);
    }

    /** Returns how many cards there are. */
    long cards() {
        return count;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case POP -> {
                step = Step.POPPED;
                full.pop(thread);
            }
            case POPPED -> {
                buffer = thread.answer();
                bufferAt = thread.answeredAt();
                entry = 0;
                step = buffer == 0 ? Step.QUEUE : Step.ENTRY;
            }
            case ENTRY -> {
                if (entry == bytes) {
                    step = Step.POP;
                    free.push(thread, buffer);
                } else {
                    take(thread);
                }
            }
            case CHOSEN -> {
                chosen = thread.load(G1Heap.CHOSEN_REGIONS);
                next = 0;
                step = Step.REGION;
            }
            case REGION -> {
                if (next == chosen) {
                    thread.end();
                } else {
                    walk.begin(thread, (int) thread.load(G1Heap.CHOICE + next++ * WORD));
                }
            }
            default -> queues(thread);
        }
    }

    /** Goes on with the buffers that are not full. */
    private void queues(RuntimeThread thread) {
        switch (step) {
            case QUEUE -> {
                if (queue == queues.size()) {
                    step = Step.CHOSEN;
                } else {
                    index = thread.load(queues.get(queue));
                    step = Step.QUEUE_BUFFER;
                }
            }
            case QUEUE_BUFFER -> {
                buffer = thread.load(queues.get(queue) + WORD);
                bufferAt = thread.position();
                entry = index;
                step = buffer == 0 || index == bytes ? Step.QUEUE : Step.QUEUE_ENTRY;
                queue += step == Step.QUEUE ? 1 : 0;
            }
            case QUEUE_ENTRY -> {
                if (entry == bytes) {
                    step = Step.QUEUE_EMPTIED;
                } else {
                    take(thread);
                }
            }
            default -> {
                thread.store(queues.get(queue++), bytes);
                step = Step.QUEUE;
            }
        }
    }

    private void take(RuntimeThread thread) {
        long dirty = thread.follow(buffer + G1Queue.HEADER + entry, bufferAt);
        entry += WORD;
        card.begin(thread, dirty, thread.position(), G1Heap.LOGGED);
    }

    /** A card is put on the list, unless it is there, or not one to scan. */
    private final class Card extends Routine {
        private long at;
        private long loadedAt;
        private int value;
        private int stage;

        void begin(RuntimeThread thread, long newCard, long position, int newValue) {
            at = newCard;
            loadedAt = position;
            value = newValue;
            stage = 0;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (stage++) {
                case 0 -> {
                    thread.from(loadedAt);
                    int found = thread.followByte(at);
                    boolean wanted = found == G1Heap.DIRTY || (found == G1Heap.CLEAN && value == G1Heap.REMEMBERED);
                    if (!wanted) {
                        thread.end();
                    }
                }
                case 1 -> {
                    thread.from(loadedAt);
                    int kind = thread.followByte(heap.kindOf(heap.cards().first(at)));
                    if (!G1Heap.tenured(kind) || (kind & G1Heap.CHOSEN) != 0) {
                        thread.end();
                    }
                }
                case 2 -> thread.storeByte(at, value);
                default -> {
                    thread.store(G1Heap.SCAN + count++ * WORD, at);
                    thread.end();
                }
            }
        }
    }
}
