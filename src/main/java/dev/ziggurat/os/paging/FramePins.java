package dev.ziggurat.os.paging;

import dev.ziggurat.os.replacement.Pins;
import java.util.Arrays;

/** The frames that were brought for references which have not retired, and for which threads. */
final class FramePins implements Pins {
    private static final int GONE = -1;

    // Frame and number of the thread, side by side.
    private long[] frames = new long[8];
    private int[] threads = new int[8];
    private int count;

    void pin(long frame, int thread) {
        if (count == frames.length) {
            frames = Arrays.copyOf(frames, 2 * count);
            threads = Arrays.copyOf(threads, 2 * count);
        }
        frames[count] = frame;
        threads[count] = thread;
        count++;
    }

    /** Lets go what is kept for a thread; returns whether there was anything. */
    boolean release(int thread) {
        int before = count;
        for (int i = count - 1; i >= 0; i--) {
            if (threads[i] == thread) {
                drop(i);
            }
        }
        return count < before;
    }

    /** A frame has lost its page. */
    void forget(long frame) {
        for (int i = count - 1; i >= 0; i--) {
            if (frames[i] == frame) {
                drop(i);
            }
        }
    }

    private void drop(int place) {
        count--;
        frames[place] = frames[count];
        threads[place] = threads[count];
        threads[count] = GONE;
    }

    boolean isEmpty() {
        return count == 0;
    }

    @Override
    public boolean pinned(long frame) {
        for (int i = 0; i < count; i++) {
            if (frames[i] == frame) {
                return true;
            }
        }
        return false;
    }
}
