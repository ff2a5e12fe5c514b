package dev.ziggurat.cache;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one cache that lack an entry, in order of arrival, and how many of them wait for each set. They are taken in that order when an
 * entry comes free, until one lacks an entry again: nothing is polled.
 */
final class WaitingMisses extends Event {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Engine engine;
    private final Cache cache;
    private final WaitingLine line = new WaitingLine();
    private final int[] perSet;

    // What the first lacks (a cause) and when that is known to come free.
    private int lacking;
    private long lackingUntil;

    WaitingMisses(Engine engine, Cache cache, int sets) {
        this.engine = engine;
        this.cache = cache;
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

    /** Notes what the request that is being served lacks, and when that is known to come free; returns {@link Cache#BLOCKED}. */
    long lack(int cause, long until) {
        lacking = cause;
        lackingUntil = until;
        return Cache.BLOCKED;
    }

    void add(MemoryRequest request, int set) {
        line.addLast(request);
        perSet[set]++;
    }

    /** Adds a request that has just been found to lack an entry. */
    void addBlocked(MemoryRequest request, int set) {
        add(request, set);
        wakeAt(lackingUntil);
    }

    boolean contains(MemoryRequest request) {
        return line.contains(request);
    }

    /** Takes a request out of the middle; returns whether it waited. */
    boolean remove(MemoryRequest request, int set) {
        boolean waited = line.remove(request);
        if (waited) {
            perSet[set]--;
        }
        return waited;
    }

    /** An entry comes free at an instant. */
    void wake(long time) {
        if (!line.isEmpty()) {
            wakeAt(time);
        }
    }

    private void wakeAt(long time) {
        if (time == UNKNOWN || (scheduled() && due() <= time)) {
            return;
        }
        engine.reschedule(this, Math.max(time, engine.now()));
    }

    /** An entry has come free. */
    @Override
    protected void fire() {
        for (MemoryRequest request = line.takeFirst(); request != null; request = line.takeFirst()) {
            int set = cache.setOf(request);
            perSet[set]--;
            long time = cache.admit(request, lacking, engine.now());
            if (time == Cache.BLOCKED) {
                line.putBack(request);
                perSet[set]++;
                wakeAt(lackingUntil);
                return;
            }
            if (time != MemoryLevel.PENDING) {
                request.requester().completed(request, time);
            }
        }
    }
}
