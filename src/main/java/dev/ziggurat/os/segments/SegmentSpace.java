package dev.ziggurat.os.segments;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.SegmentTable;
import org.jspecify.annotations.Nullable;

/** The segments of a process: their table in simulated memory, and what the kernel knows beside. */
final class SegmentSpace {
    final AddressSpace address;
    final SegmentTable table;

    private final @Nullable Segment[] segments = new Segment[SegmentTable.ENTRIES];

    SegmentSpace(AddressSpace address, SegmentTable table) {
        this.address = address;
        this.table = table;
    }

    /** Returns a segment by its number, null if there is none. */
    @Nullable
    Segment segment(long number) {
        return number > 0 && number < segments.length ? segments[(int) number] : null;
    }

    /** Returns the lowest number that no segment has, 0 if all are taken. */
    int freeNumber() {
        for (int number = 1; number < segments.length; number++) {
            if (segments[number] == null) {
                return number;
            }
        }
        return 0;
    }

    /** Returns the bytes that its segments take, in memory or not. */
    long mappedBytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment == null ? 0 : segment.size;
        }
        return sum;
    }

    /** Returns the bytes that its segments take in memory. */
    long residentBytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment != null && segment.inMemory() ? segment.size : 0;
        }
        return sum;
    }

    void add(Segment segment) {
        segments[segment.number] = segment;
    }

    void remove(Segment segment) {
        segments[segment.number] = null;
    }
}
