package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/** The writes of a channel that are not yet on the bus: those in the queue, found by their line, and those that wait for an entry. */
final class WriteQueue {
    private static final int FILTER = 64;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    final Queue entries;
    private final WriteIndex index;
    private final AddressMap map;
    private final Waiting waiting = new Waiting();

    /** How many waiting writes have a line of each hash value: nearly always tells that nobody need look through them. */
    private final int[] waitingLines = new int[FILTER];

    WriteQueue(int capacity, Banks banks, AddressMap map) {
        entries = new Queue(capacity, banks);
        index = new WriteIndex(capacity);
        this.map = map;
    }

    /** Whether all the wanted bytes of a line wait to be written. */
    boolean covers(long line, long bytes) {
        int entry = index.find(line);
        long pending = entry == Queue.NONE ? 0 : index.bytes(entry);
        if (waitingLines[filter(line)] != 0) {
            for (MemoryRequest each = waiting.first(); each != null; each = each.next) {
                if (map.line(each.physicalAddress) == line) {
                    pending |= map.bytes(each);
                }
            }
        }
        return (bytes & ~pending) == 0;
    }

    /** Joins a write to the entry of its line; returns false if there is none. */
    boolean merge(long line, long bytes) {
        int entry = index.find(line);
        if (entry == Queue.NONE) {
            return false;
        }
        index.merge(entry, bytes);
        return true;
    }

    /** Whether a line has an entry. */
    boolean holds(long line) {
        return index.find(line) != Queue.NONE;
    }

    /** Whether a write that has just arrived must wait for an entry. */
    boolean mustWait() {
        return entries.full() || !waiting.isEmpty();
    }

    void await(MemoryRequest request) {
        waiting.add(request);
        waitingLines[filter(map.line(request.physicalAddress))]++;
    }

    /** Takes the oldest waiting write out if it can be accepted, because there is room or an entry that it joins; null otherwise. */
    @Nullable
    MemoryRequest takeAcceptable() {
        MemoryRequest request = waiting.first();
        if (request == null) {
            return null;
        }
        long line = map.line(request.physicalAddress);
        if (entries.full() && index.find(line) == Queue.NONE) {
            return null;
        }
        waitingLines[filter(line)]--;
        return waiting.take();
    }

    /** Makes an entry for a line; there must be room. */
    int add(Place place, long bytes, long number, long cycle) {
        int entry = entries.add(place, number, cycle);
        index.add(entry, place.line, bytes);
        return entry;
    }

    void remove(int entry) {
        index.remove(entry);
        entries.remove(entry);
    }

    /** Returns how many writes wait for an entry; counted one by one, for checks only. */
    long waiting() {
        return waiting.count();
    }

    private static int filter(long line) {
        return (int) ((line * GOLDEN) >>> (Long.SIZE - Integer.numberOfTrailingZeros(FILTER)));
    }
}
