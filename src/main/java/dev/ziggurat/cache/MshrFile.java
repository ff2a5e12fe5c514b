package dev.ziggurat.cache;

import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import org.jspecify.annotations.Nullable;

/**
 * The misses under way: miss status holding registers (Kroft, 1981), one a line. Each owns the request that fetches the line and the list of
 * those that wait for it. An entry whose fill time is known stays taken until that time.
 */
final class MshrFile {
    static final int NONE = -1;
    private static final long UNKNOWN = Long.MAX_VALUE;

    // One entry: the line, until when it is taken (UNKNOWN: pending), its request, its waiters in order of arrival,
    // whether the line was
    // recalled while it was on its way.
    private final long[] lines;
    private final long[] until;
    private final MemoryRequest[] fetches;
    private final @Nullable MemoryRequest[] firstWaiter;
    private final @Nullable MemoryRequest[] lastWaiter;
    private final boolean[] recalled;

    private int search;

    MshrFile(int entries, Requester owner) {
        lines = new long[entries];
        until = new long[entries];
        fetches = new MemoryRequest[entries];
        firstWaiter = new @Nullable MemoryRequest[entries];
        lastWaiter = new @Nullable MemoryRequest[entries];
        recalled = new boolean[entries];
        for (int i = 0; i < entries; i++) {
            fetches[i] = new MemoryRequest(owner, i);
        }
    }

    /** Returns an entry that is free at an instant, or {@link #NONE}; the search goes round, so that entries are reused late. */
    int free(long time) {
        int entries = until.length;
        for (int i = 0, entry = search; i < entries; i++, entry++) {
            if (entry >= entries) {
                entry = 0;
            }
            if (until[entry] <= time) {
                search = entry;
                return entry;
            }
        }
        return NONE;
    }

    /** Whether an entry's fill is still to come at an instant. */
    boolean busy(int entry, long time) {
        return until[entry] > time;
    }

    /** Whether an entry's fill is that of a line and will stay. */
    boolean fills(int entry, long line) {
        return lines[entry] == line && !recalled[entry];
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

    /** Takes a free entry for a line; its fill time is not known yet. */
    MemoryRequest take(int entry, long line) {
        lines[entry] = line;
        until[entry] = UNKNOWN;
        recalled[entry] = false;
        search = entry + 1;
        return fetches[entry];
    }

    /** Says when an entry's fill is there. */
    void fillAt(int entry, long time) {
        until[entry] = time;
    }

    /** Whether an entry's fill time is still unknown. */
    boolean pending(int entry) {
        return until[entry] == UNKNOWN;
    }

    long until(int entry) {
        return until[entry];
    }

    MemoryRequest fetch(int entry) {
        return fetches[entry];
    }

    /** The line of an entry was recalled: its fill serves those who wait and leaves nothing. */
    void recall(int entry) {
        recalled[entry] = true;
    }

    /** Whether the line of an entry was recalled while it was on its way. */
    boolean recalled(int entry) {
        return recalled[entry];
    }

    long line(int entry) {
        return lines[entry];
    }

    void addWaiter(int entry, MemoryRequest request) {
        request.next = null;
        MemoryRequest last = lastWaiter[entry];
        if (last == null) {
            firstWaiter[entry] = request;
        } else {
            last.next = request;
        }
        lastWaiter[entry] = request;
    }

    /** Takes the list of an entry's waiters, linked through {@code next}. */
    @Nullable
    MemoryRequest takeWaiters(int entry) {
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
