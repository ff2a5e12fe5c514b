package dev.ziggurat.runtime.detector;

import dev.ziggurat.runtime.heap.HeapLock;

/** The words of a quarantine: a list of blocks through their first words, the oldest first, and the sum of their bytes. */
final class Quarantine {
    private final long base;
    private final HeapLock lock;
    private long entered;
    private long left;

    Quarantine(long base) {
        this.base = base;
        lock = new HeapLock(base);
    }

    long lock() {
        return base;
    }

    /** Returns the lock itself. */
    HeapLock mutex() {
        return lock;
    }

    long head() {
        return base + Redzones.WORD;
    }

    long tail() {
        return base + 2L * Redzones.WORD;
    }

    long bytes() {
        return base + 3L * Redzones.WORD;
    }

    void enters() {
        entered++;
    }

    void leaves() {
        left++;
    }

    long entered() {
        return entered;
    }

    long left() {
        return left;
    }
}
