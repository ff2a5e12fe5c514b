package dev.ziggurat.cache;

import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The misses under way: miss status holding registers (Kroft, 1981), one a line. Each owns the request that fetches the line and the list of
 * those that wait for it. An entry whose fill time is known stays taken until that time.
 */
final class MshrFile {
    static final int NONE = -1;
    private static final long UNKNOWN = Long.MAX_VALUE;

    // One entry: until when it is taken (UNKNOWN: pending), which way it fills or filled last (NONE if the line was
    // recalled on its way, or the way is known to be filled), whether it was sent for a right alone, its request, its
    // waiters in order of arrival.
    private final long[] until;
    private final int[] sets;
    private final int[] ways;
    private final boolean[] upgrades;
    private final MemoryRequest[] fetches;
    private final @Nullable MemoryRequest[] firstWaiter;
    private final @Nullable MemoryRequest[] lastWaiter;

    /** How often something has changed. */
    private long changes;

    MshrFile(int entries, Requester owner) {
        until = new long[entries];
        sets = new int[entries];
        ways = new int[entries];
        Arrays.fill(ways, NONE);
        upgrades = new boolean[entries];
        fetches = new MemoryRequest[entries];
        firstWaiter = new @Nullable MemoryRequest[entries];
        lastWaiter = new @Nullable MemoryRequest[entries];
        for (int i = 0; i < entries; i++) {
            fetches[i] = new MemoryRequest(owner, i);
        }
    }

    int entries() {
        return until.length;
    }

    /** Returns a number that is another whenever something has changed: who waits for a fill, when it comes, or where. */
    long changes() {
        return changes;
    }

    /** Returns the first entry that is free at an instant, or {@link #NONE}: few are in use at a time, and those are at hand. */
    int free(long time) {
        for (int entry = 0; entry < until.length; entry++) {
            if (until[entry] <= time) {
                return entry;
            }
        }
        return NONE;
    }

    /** Returns the entry that fills a way or filled it last, or {@link #NONE}. */
    int filling(int set, int way) {
        for (int entry = 0; entry < until.length; entry++) {
            if (sets[entry] == set && ways[entry] == way) {
                return entry;
            }
        }
        return NONE;
    }

    /** Says which way an entry fills. */
    void fills(int entry, int set, int way) {
        changes++;
        sets[entry] = set;
        ways[entry] = way;
    }

    /** An entry fills no way any more: its line was recalled, or is there. */
    void fillsNothing(int entry) {
        changes++;
        ways[entry] = NONE;
    }

    int set(int entry) {
        return sets[entry];
    }

    /** Returns the way that an entry fills or filled last, {@link #NONE} if it fills nothing any more. */
    int way(int entry) {
        return ways[entry];
    }

    /** Whether an entry's fill is still to come at an instant. */
    boolean busy(int entry, long time) {
        return until[entry] > time;
    }

    /** Returns the earliest instant after {@code time} at which an entry is known to come free, {@code Long.MAX_VALUE} if none is known. */
    long nextFree(long time) {
        long next = UNKNOWN;
        for (long end : until) {
            if (end > time) {
                next = Math.min(next, end);
            }
        }
        return next;
    }

    /** Takes a free entry; its fill time is not known yet. */
    MemoryRequest take(int entry) {
        changes++;
        until[entry] = UNKNOWN;
        return fetches[entry];
    }

    /** Says when an entry's fill is there. */
    void fillAt(int entry, long time) {
        changes++;
        until[entry] = time;
    }

    /** Says whether an entry is sent for the right to write its line, which is here, and not for the line. */
    void upgrades(int entry, boolean right) {
        upgrades[entry] = right;
    }

    /** Whether an entry was sent for the right to write its line. */
    boolean upgrades(int entry) {
        return upgrades[entry];
    }

    /** When an entry's fill is there is not known any more. */
    void await(int entry) {
        changes++;
        until[entry] = UNKNOWN;
    }

    /** Whether an entry's fill time is still unknown. */
    boolean pending(int entry) {
        return until[entry] == UNKNOWN;
    }

    MemoryRequest fetch(int entry) {
        return fetches[entry];
    }

    void addWaiter(int entry, MemoryRequest request) {
        changes++;
        request.next = null;
        MemoryRequest last = lastWaiter[entry];
        if (last == null) {
            firstWaiter[entry] = request;
        } else {
            last.next = request;
        }
        lastWaiter[entry] = request;
    }

    /** Returns the last of an entry's waiters, null if there is none. */
    @Nullable
    MemoryRequest lastWaiter(int entry) {
        return lastWaiter[entry];
    }

    /** Takes the list of an entry's waiters, linked through {@code next}. */
    @Nullable
    MemoryRequest takeWaiters(int entry) {
        changes++;
        MemoryRequest first = firstWaiter[entry];
        firstWaiter[entry] = null;
        lastWaiter[entry] = null;
        return first;
    }

    /** Returns how many entries are taken at an instant. */
    int taken(long time) {
        int count = 0;
        for (long end : until) {
            if (end > time) {
                count++;
            }
        }
        return count;
    }
}
