package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;

/** A stretch of the heap that is used from its beginning upwards. */
final class Space {
    private final long base;
    private final long bytes;
    private long top;

    Space(long base, long bytes) {
        this.base = base;
        this.bytes = bytes;
        top = base;
    }

    long base() {
        return base;
    }

    long end() {
        return base + bytes;
    }

    /** Returns where the unused part begins. */
    long top() {
        return top;
    }

    void top(long newTop) {
        top = newTop;
    }

    /** Takes so many bytes from the unused part; returns where they are. */
    long take(long size) {
        long at = top;
        top += size;
        return at;
    }

    /** Returns what a process declares for it. */
    Area area(String name) {
        return new Area(name, base, bytes);
    }

    boolean contains(long address) {
        return address >= base && address < base + bytes;
    }

    void clear() {
        top = base;
    }
}
