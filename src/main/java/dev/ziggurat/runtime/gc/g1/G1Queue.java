package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread's queue: a buffer that is filled from its end to its beginning, and then put on a list. The queue has a word with the bytes that are left before
 * the entries, and one with the buffer's address (HotSpot's PtrQueue).
 */
final class G1Queue extends Routine {
    /** What comes before the entries of a buffer: the next of its list. */
    static final long HEADER = 8;

    private static final int WORD = 8;

    private final long at;
    private final long bytes;
    private final G1BufferList full;
    private final G1BufferList free;
    private final Relief relief;

    private long value;
    private long index;
    private long buffer;
    private Step step = Step.INDEX;

    private long entries;
    private long buffers;

    private enum Step {
        INDEX,
        CLAIM,
        BUFFER,
        PUT,
        FULL,
        RELIEVED,
        PUSHED,
        EMPTY,
        NEW_BUFFER,
        NEW_INDEX
    }

    /** What a thread does with its full buffer before it is put on the list, and afterwards. */
    interface Relief {
        /** Nothing is done then. */
        Relief NONE = new Relief() {};

        /** Has a thread perhaps empty the buffer itself, whose address was loaded by the reference at a position, and answer 1 if it did so. */
        default void before(RuntimeThread thread, long buffer, long at) {}

        /** There are so many on the list now. */
        default void pushed(RuntimeThread thread, long count) {}
    }

    /**
     * Makes the queue of a thread, without a buffer.
     *
     * @param at where its words are
     * @param entries how many a buffer holds
     */
    G1Queue(long at, int entries, G1BufferList full, G1BufferList free, Relief relief) {
        this.at = at;
        bytes = (long) entries * WORD;
        this.full = full;
        this.free = free;
        this.relief = relief;
    }

    /** Has a thread put a value into its queue. */
    void enqueue(RuntimeThread thread, long newValue) {
        value = newValue;
        entries++;
        step = Step.INDEX;
        thread.call(this);
    }

    /** Returns where its words are. */
    long at() {
        return at;
    }

    /** Returns how many values were put there, ever. */
    long entries() {
        return entries;
    }

    /** Returns how many buffers were full, ever. */
    long buffers() {
        return buffers;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case INDEX -> {
                index = thread.load(at);
                step = index == 0 ? Step.FULL : Step.CLAIM;
            }
            case CLAIM -> {
                index -= WORD;
                thread.store(at, index);
                step = Step.BUFFER;
            }
            case BUFFER -> {
                buffer = thread.load(at + WORD);
                step = Step.PUT;
            }
            case PUT -> {
                thread.store(buffer + HEADER + index, value);
                thread.end();
            }
            default -> renew(thread);
        }
    }

    /** Goes on giving the full buffer away and getting another. */
    private void renew(RuntimeThread thread) {
        switch (step) {
            case FULL -> {
                buffer = thread.load(at + WORD);
                step = buffer == 0 ? Step.EMPTY : Step.RELIEVED;
                if (buffer != 0) {
                    buffers++;
                    thread.reply(0);
                    relief.before(thread, buffer, thread.position());
                }
            }
            case RELIEVED -> {
                if (thread.answer() == 1) {
                    step = Step.NEW_INDEX;
                } else {
                    step = Step.PUSHED;
                    full.push(thread, buffer);
                }
            }
            case PUSHED -> {
                step = Step.EMPTY;
                relief.pushed(thread, thread.answer());
            }
            case EMPTY -> {
                step = Step.NEW_BUFFER;
                free.pop(thread);
            }
            case NEW_BUFFER -> {
                thread.store(at + WORD, thread.answer());
                step = Step.NEW_INDEX;
            }
            default -> {
                thread.store(at, bytes);
                step = Step.INDEX;
            }
        }
    }
}
