package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * How a thread stores a reference that is counted: the new object's count rises, the reference is exchanged, the old object's count falls (Py_XSETREF), and
 * if it is 0 the object is freed.
 *
 * <p>A new object has a count of 1 for the reference in a register that its maker holds; the first store of that reference takes the count over. If it is not
 * stored anywhere, the count falls before the next object is made.
 */
final class CountedStore extends Routine {
    private final Deallocation deallocation;
    private final Counted.Counts counts;

    /** The new object that the thread holds, 0 if there is none. */
    private long held;

    private long place;
    private long value;
    private long old;
    private long oldAt;
    private long word;
    private Step step = Step.COUNT;

    private enum Step {
        COUNT,
        INCREMENT,
        OLD,
        STORE,
        OLD_COUNT,
        DECREMENT
    }

    CountedStore(Deallocation deallocation, Counted.Counts counts) {
        this.deallocation = deallocation;
        this.counts = counts;
    }

    /** Has a thread store a reference at a place. */
    void begin(RuntimeThread thread, long at, long reference) {
        place = at;
        value = reference;
        step = Step.OLD;
        if (value != 0 && value == held) {
            held = 0;
        } else if (value != 0) {
            step = Step.COUNT;
        }
        thread.call(this);
    }

    /** The thread holds a new object. */
    void hold(long object) {
        held = object;
    }

    /** Has a thread hold nothing any more. */
    void letGo(RuntimeThread thread) {
        if (held != 0) {
            old = held;
            oldAt = 0;
            held = 0;
            step = Step.OLD_COUNT;
            thread.call(this);
        }
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case COUNT -> {
                word = thread.follow(value);
                step = Step.INCREMENT;
            }
            case INCREMENT -> {
                thread.store(value, word + 1);
                counts.increments++;
                step = Step.OLD;
            }
            case OLD -> {
                old = thread.load(place);
                oldAt = thread.position();
                step = Step.STORE;
            }
            case STORE -> {
                thread.store(place, value);
                step = Step.OLD_COUNT;
                if (old == 0) {
                    thread.end();
                }
            }
            case OLD_COUNT -> {
                word = thread.follow(old, oldAt);
                step = Step.DECREMENT;
            }
            case DECREMENT -> {
                thread.store(old, word - 1);
                counts.decrements++;
                thread.end();
                if (Counted.count(word) == 1) {
                    deallocation.begin(thread, old, oldAt);
                }
            }
        }
    }
}
