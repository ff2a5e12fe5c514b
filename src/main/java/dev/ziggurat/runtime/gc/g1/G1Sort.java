package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Sorts words of memory, the largest last (D. L. Shell, 1959, with halved distances; HotSpot's is a quicksort). */
final class G1Sort extends Routine {
    private static final int WORD = 8;

    private final long base;

    private long count;
    private long gap;
    private long next;
    private long at;
    private long word;
    private long other;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        OTHER,
        SHIFT,
        PUT
    }

    /** Makes the code, for words from an address on. */
    G1Sort(long base) {
        this.base = base;
    }

    /** Has a thread sort so many words. */
    void begin(RuntimeThread thread, long words) {
        count = words;
        gap = words / 2;
        next = gap;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (gap == 0) {
                    thread.end();
                } else if (next == count) {
                    gap /= 2;
                    next = gap;
                } else {
                    at = next++;
                    word = thread.load(base + at * WORD);
                    step = Step.OTHER;
                }
            }
            case OTHER -> {
                step = Step.PUT;
                if (at >= gap) {
                    other = thread.load(base + (at - gap) * WORD);
                    step = other > word ? Step.SHIFT : Step.PUT;
                }
            }
            case SHIFT -> {
                thread.store(base + at * WORD, other);
                at -= gap;
                step = Step.OTHER;
            }
            case PUT -> {
                thread.store(base + at * WORD, word);
                step = Step.NEXT;
            }
        }
    }
}
