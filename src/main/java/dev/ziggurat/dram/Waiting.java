package dev.ziggurat.dram;

import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/** Requests that have arrived and wait in their senders' slots, in order of arrival, linked through {@link MemoryRequest#next}. */
final class Waiting {
    private @Nullable MemoryRequest first;
    private @Nullable MemoryRequest last;

    @Nullable
    MemoryRequest first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    void add(MemoryRequest request) {
        request.next = null;
        if (last == null) {
            first = request;
        } else {
            last.next = request;
        }
        last = request;
    }

    /** Takes the first out; there must be one. */
    MemoryRequest take() {
        MemoryRequest request = first;
        if (request == null) {
            throw new IllegalStateException("nothing waits");
        }
        first = request.next;
        if (first == null) {
            last = null;
        }
        request.next = null;
        return request;
    }

    /** Counts them one by one. */
    long count() {
        long count = 0;
        for (MemoryRequest each = first; each != null; each = each.next) {
            count++;
        }
        return count;
    }
}
