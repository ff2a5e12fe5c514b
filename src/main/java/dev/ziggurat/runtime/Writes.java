package dev.ziggurat.runtime;

import java.util.Arrays;

/** Stores of words whose values are known already: what a routine has to change once it has read all that it needs. Yields them one by one. */
public final class Writes extends Routine {
    // What is still to be stored: addresses and words, side by side.
    private long[] addresses = new long[16];
    private long[] words = new long[16];
    private int count;
    private int done;

    /** Adds a store behind those that are there. */
    public void add(long address, long word) {
        if (count == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * count);
            words = Arrays.copyOf(words, 2 * count);
        }
        addresses[count] = address;
        words[count++] = word;
    }

    /** Has a thread make the stores, if there are any. */
    public void begin(RuntimeThread thread) {
        if (count > 0) {
            thread.call(this);
        }
    }

    @Override
    protected void step(RuntimeThread thread) {
        thread.store(addresses[done], words[done]);
        done++;
        if (done == count) {
            done = 0;
            count = 0;
            thread.end();
        }
    }
}
