package dev.ziggurat.os.segments;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;

/** The part of a kernel program that fills a piece of memory with zeros, a line at a time. */
final class Clearing {
    private final int lineBytes;
    private long at;
    private long end;

    Clearing(int lineBytes) {
        this.lineBytes = lineBytes;
    }

    void begin(long start, long bytes) {
        at = start;
        end = start + bytes;
    }

    /** Yields the next store; false if there is none. */
    boolean next(Reference into) {
        if (at >= end) {
            return false;
        }
        int length = (int) Math.min(lineBytes, end - at);
        into.set(Kind.STORE, at, length);
        at += length;
        return true;
    }
}
