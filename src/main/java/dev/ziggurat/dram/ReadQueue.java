package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/** The reads of a channel that are not yet answered: those in the queue, which know their requests, and those that wait for an entry. */
final class ReadQueue {
    final Queue entries;
    private final @Nullable MemoryRequest[] requests;
    private final Waiting waiting = new Waiting();

    ReadQueue(int capacity, Banks banks) {
        entries = new Queue(capacity, banks);
        requests = new @Nullable MemoryRequest[capacity];
    }

    /** Whether a read that has just arrived must wait for an entry. */
    boolean mustWait() {
        return entries.full() || !waiting.isEmpty();
    }

    void await(MemoryRequest request) {
        waiting.add(request);
    }

    /** Takes the oldest waiting read out if there is room for it; null otherwise. */
    @Nullable
    MemoryRequest takeAcceptable() {
        return waiting.isEmpty() || entries.full() ? null : waiting.take();
    }

    /** Makes an entry; there must be room. */
    int add(Place place, MemoryRequest request, long number, long cycle) {
        int entry = entries.add(place, number, cycle);
        requests[entry] = request;
        return entry;
    }

    MemoryRequest request(int entry) {
        MemoryRequest request = requests[entry];
        if (request == null) {
            throw new IllegalStateException("a read entry without its request");
        }
        return request;
    }

    void remove(int entry) {
        requests[entry] = null;
        entries.remove(entry);
    }

    /** Returns how many reads wait for an entry; counted one by one, for checks only. */
    long waiting() {
        return waiting.count();
    }
}
