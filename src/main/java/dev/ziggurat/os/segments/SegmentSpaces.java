package dev.ziggurat.os.segments;

import dev.ziggurat.mmu.SegmentTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address spaces that there are, by tag: the table of each lies at a place of its own behind the memory of segments. */
final class SegmentSpaces {
    private final long start;
    private final long most;
    private final List<@Nullable SegmentSpace> spaces = new ArrayList<>();
    private int living;

    /** Makes room for tables from an address on, rounded up to a whole table, to the end of memory. */
    SegmentSpaces(long start, long end) {
        this.start = (start + SegmentTable.BYTES - 1) / SegmentTable.BYTES * SegmentTable.BYTES;
        most = (end - this.start) / SegmentTable.BYTES;
    }

    /** Returns the lowest tag that no space has, -1 if there is no place for another table. */
    int freeTag() {
        int tag = 0;
        while (tag < spaces.size() && spaces.get(tag) != null) {
            tag++;
        }
        return tag < most ? tag : -1;
    }

    /** Returns where the table of a tag lies. */
    long table(int tag) {
        return start + (long) tag * SegmentTable.BYTES;
    }

    void add(SegmentSpace space) {
        int tag = space.address.tag();
        while (spaces.size() <= tag) {
            spaces.add(null);
        }
        spaces.set(tag, space);
        living++;
    }

    /** Returns the space of a tag, null if it has ended. */
    @Nullable
    SegmentSpace of(int tag) {
        return tag < spaces.size() ? spaces.get(tag) : null;
    }

    void remove(SegmentSpace space) {
        spaces.set(space.address.tag(), null);
        living--;
    }

    long living() {
        return living;
    }

    /** Returns the bytes of all segments, in memory or not. */
    long bytes() {
        long sum = 0;
        for (SegmentSpace space : spaces) {
            for (int number = 1; space != null && number < SegmentTable.ENTRIES; number++) {
                Segment segment = space.segment(number);
                sum += segment == null ? 0 : segment.bytes;
            }
        }
        return sum;
    }
}
