package dev.ziggurat.runtime.gc;

import java.util.ArrayList;
import java.util.List;

/** Where the references are from which everything that lives is reached: the globals, then the frames of the threads. */
public final class Roots {
    private static final int WORD = 8;

    /** The locals of a thread without any. */
    private static final Frame NONE = new Frame(Places.FRAMES);

    private final long globals;
    private final List<Frame> frames = new ArrayList<>();

    /** The locals of a thread: slots in simulated memory, of which the first {@code count} are in use. */
    public static final class Frame {
        private final long base;
        private int count;

        /** How many slots have been in use at once at most: what is in those is old. */
        private int most;

        private Frame(long base) {
            this.base = base;
        }

        /** Returns where a slot stands, which from now on is in use with all before it. */
        public long slot(int index) {
            if (index >= count) {
                if (index >= Places.FRAME_BYTES / WORD) {
                    throw new IllegalStateException("a thread has no more locals than its frame has words");
                }
                if (index > count && count < most) {
                    throw new IllegalStateException("a local comes into use again, and one before it has no new value");
                }
                count = index + 1;
                most = Math.max(most, count);
            }
            return base + (long) index * WORD;
        }

        /** Returns where the first slot stands. */
        public long base() {
            return base;
        }

        public int count() {
            return count;
        }

        /** The slots from one on are not in use any more. */
        void shrinkTo(int newCount) {
            count = Math.min(count, newCount);
        }
    }

    Roots(long globals) {
        this.globals = globals;
    }

    /** Returns the locals of a new thread. */
    public Frame addThread() {
        Frame frame = new Frame(Places.FRAMES + frames.size() * Places.FRAME_BYTES);
        frames.add(frame);
        return frame;
    }

    /** Returns how many globals there are. */
    public long globals() {
        return globals;
    }

    /** Returns the locals of a thread by its number, of which there are none if it has no frame. */
    public Frame frame(int thread) {
        return thread < frames.size() ? frames.get(thread) : NONE;
    }

    /** Returns where a global stands. */
    public long global(long index) {
        if (index < 0 || index >= globals) {
            throw new IllegalArgumentException("there are " + globals + " globals, not one of number " + index);
        }
        return Places.GLOBALS + index * WORD;
    }

    /** Goes through all roots. */
    public final class Walk {
        private long next;
        private int frame;

        public void begin() {
            next = 0;
            frame = -1;
        }

        /** Returns where the next root stands, 0 after the last. */
        public long next() {
            if (frame < 0) {
                if (next < globals) {
                    return global(next++);
                }
                frame = 0;
                next = 0;
            }
            while (frame < frames.size()) {
                Frame at = frames.get(frame);
                if (next < at.count) {
                    return at.base + next++ * WORD;
                }
                frame++;
                next = 0;
            }
            return 0;
        }
    }
}
