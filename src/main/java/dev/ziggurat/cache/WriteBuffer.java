package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;

/** The write-backs and passed-on stores under way: each entry owns its request and is taken until the level below has taken the data. */
final class WriteBuffer {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final MemoryRequest[] requests;
    private final long[] until;
    private int search;

    WriteBuffer(int entries, Requester owner) {
        requests = new MemoryRequest[entries];
        until = new long[entries];
        for (int i = 0; i < entries; i++) {
            requests[i] = new MemoryRequest(owner, i);
        }
    }

    /** Whether at least {@code count} entries are free at an instant. */
    boolean hasFree(int count, long time) {
        int free = 0;
        for (long end : until) {
            if (end <= time && ++free >= count) {
                return true;
            }
        }
        return free >= count;
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

    /** Fills a free entry (there must be one) with data that goes down at {@code time}. */
    MemoryRequest take(AccessType type, long address, int size, long time) {
        int entry = search;
        while (until[entry] > time) {
            entry = entry + 1 == until.length ? 0 : entry + 1;
        }
        search = entry + 1 == until.length ? 0 : entry + 1;
        until[entry] = UNKNOWN;
        MemoryRequest request = requests[entry];
        request.type = type;
        request.virtualAddress = 0;
        request.physicalAddress = address;
        request.size = size;
        request.pc = 0;
        request.time = time;
        request.marks.begin(time);
        return request;
    }

    /** Sends an entry down. */
    void send(MemoryRequest request, MemoryLevel below) {
        long taken = below.access(request);
        if (taken != MemoryLevel.PENDING) {
            takenBelow(request, taken);
        }
    }

    /** The level below has taken an entry's data at an instant. */
    void takenBelow(MemoryRequest request, long time) {
        request.marks.close(time);
        until[request.slot] = time;
    }

    /**
     * Takes back the entries of recalled bytes that the level below has not taken yet: their data went with the recall.
     *
     * @return whether there was one
     */
    boolean cancel(long address, int bytes, MemoryLevel below) {
        if (!(below instanceof Cancels queue)) {
            return false;
        }
        boolean found = false;
        for (int entry = 0; entry < until.length; entry++) {
            if (lies(entry, address, bytes) && queue.cancel(requests[entry])) {
                until[entry] = 0;
                found = true;
            }
        }
        return found;
    }

    /** Whether an entry of some bytes could still be taken back. */
    boolean keeps(long address, int bytes, MemoryLevel below) {
        if (!(below instanceof Cancels queue)) {
            return false;
        }
        for (int entry = 0; entry < until.length; entry++) {
            if (lies(entry, address, bytes) && queue.keeps(requests[entry])) {
                return true;
            }
        }
        return false;
    }

    /** Whether an entry that the level below has not taken lies in some bytes. */
    private boolean lies(int entry, long address, int bytes) {
        long offset = requests[entry].physicalAddress - address;
        return until[entry] == UNKNOWN && offset >= 0 && offset < bytes;
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
