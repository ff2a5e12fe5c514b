package dev.ziggurat.cache;

import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/** Requests that wait, in order of arrival, linked through {@code next}. */
final class WaitingLine {
    private @Nullable MemoryRequest first;
    private @Nullable MemoryRequest last;
    private int size;

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    /** Returns the first without taking it, null if there is none. */
    @Nullable
    MemoryRequest first() {
        return first;
    }

    void addLast(MemoryRequest request) {
        request.next = null;
        if (last == null) {
            first = request;
        } else {
            last.next = request;
        }
        last = request;
        size++;
    }

    /** Puts back what {@link #takeFirst} took. */
    void putBack(MemoryRequest request) {
        request.next = first;
        first = request;
        if (last == null) {
            last = request;
        }
        size++;
    }

    /** Takes the first, null if there is none. */
    @Nullable
    MemoryRequest takeFirst() {
        MemoryRequest request = first;
        if (request != null) {
            first = request.next;
            if (first == null) {
                last = null;
            }
            request.next = null;
            size--;
        }
        return request;
    }

    boolean contains(MemoryRequest request) {
        for (MemoryRequest each = first; each != null; each = each.next) {
            if (each == request) {
                return true;
            }
        }
        return false;
    }

    /** Takes one out of the middle; returns whether it stood there. */
    boolean remove(MemoryRequest request) {
        MemoryRequest before = null;
        for (MemoryRequest each = first; each != null; each = each.next) {
            if (each == request) {
                unlink(before, request);
                return true;
            }
            before = each;
        }
        return false;
    }

    private void unlink(@Nullable MemoryRequest before, MemoryRequest request) {
        if (before == null) {
            first = request.next;
        } else {
            before.next = request.next;
        }
        if (last == request) {
            last = before;
        }
        request.next = null;
        size--;
    }
}
