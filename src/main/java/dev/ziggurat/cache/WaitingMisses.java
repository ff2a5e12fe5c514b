package dev.ziggurat.cache;

import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/** The requests of one cache that lack an entry, in order of arrival, and how many of them wait for each set. */
final class WaitingMisses {
    private final WaitingLine line = new WaitingLine();
    private final int[] perSet;

    WaitingMisses(int sets) {
        perSet = new int[sets];
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    int size() {
        return line.size();
    }

    /** Whether somebody waits for a set. */
    boolean holds(int set) {
        return perSet[set] > 0;
    }

    /** Returns the first without taking it, null if there is none. */
    @Nullable
    MemoryRequest first() {
        return line.first();
    }

    void addLast(MemoryRequest request, int set) {
        line.addLast(request);
        perSet[set]++;
    }

    /** Takes the first; there must be one, and {@code set} is its set. */
    void removeFirst(int set) {
        line.takeFirst();
        perSet[set]--;
    }

    /** Puts back what was taken first. */
    void putBack(MemoryRequest request, int set) {
        line.putBack(request);
        perSet[set]++;
    }
}
