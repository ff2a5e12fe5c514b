package dev.ziggurat.storage.disk;

import dev.ziggurat.storage.Direction;

/**
 * The memory of a disk: segments with writes that are not yet on the platter, in order of arrival, and the sectors that the last read went on to
 * read.
 *
 * <p>A write that follows on the last one joins its segment. Of reads one stream is kept. What the arm does with the buffer is decided here: it
 * reads on until it is wanted, and writes the oldest segment whenever no request is in service or a write needs room.
 */
final class DiskBuffer {
    private final Mechanism mechanism;
    private final DiskBufferSpec spec;
    private final HddCounts counts;

    // A ring of segments with writes that the arm has not begun: first block, sectors.
    private final long[] first;
    private final int[] sectors;
    private int oldest;
    private int waiting;

    /** When the segment that is being written is free. */
    private long written;

    // The stream: whether it goes on; its first block, the first block that is not read for sure, when that begins at
    // the earliest, its end.
    private boolean streaming;
    private long streamFirst;
    private long streamNext;
    private long streamFrom;
    private long streamEnd;

    DiskBuffer(Mechanism mechanism, DiskBufferSpec spec, HddCounts counts) {
        this.mechanism = mechanism;
        this.spec = spec;
        this.counts = counts;
        first = new long[Math.max(1, spec.segments())];
        sectors = new int[Math.max(1, spec.segments())];
    }

    /** Whether a write of so many sectors can be kept at all. */
    boolean takes(int count) {
        return spec.segments() > 0 && count <= spec.blocks();
    }

    /** Keeps a write; returns when there is room for it, the arm beginning the oldest segment at {@code ready} if it must. */
    long keep(long block, int count, long ready) {
        forgetStream(block, count);
        int last = (oldest + waiting - 1 + first.length) % first.length;
        if (waiting > 0 && first[last] + sectors[last] == block && takes(sectors[last] + count)) {
            sectors[last] += count;
            return ready;
        }
        long room = ready;
        if (waiting + (written > ready ? 1 : 0) >= first.length) {
            // The segment being written comes free before the next: then room is known without another.
            room = Math.max(room, waiting == first.length ? write(ready) : written);
        }
        int place = (oldest + waiting) % first.length;
        first[place] = block;
        sectors[place] = count;
        waiting++;
        return room;
    }

    /** Whether segments wait to be written. */
    boolean dirty() {
        return waiting > 0;
    }

    /** Writes the oldest segment; returns when the arm is free. */
    long write(long ready) {
        endStream(ready);
        written = mechanism.access(first[oldest], sectors[oldest], Direction.WRITE, ready, 0);
        oldest = (oldest + 1) % first.length;
        waiting--;
        counts.written(mechanism);
        return written;
    }

    /** Whether a read that is taken at an instant is wholly in the buffer. */
    boolean holds(long block, int count, long now) {
        for (int i = 0; i < waiting; i++) {
            int place = (oldest + i) % first.length;
            if (first[place] <= block && block + count <= first[place] + sectors[place]) {
                return true;
            }
        }
        if (block < streamFirst || block + count > streamEnd) {
            return false;
        }
        return block + count <= streamNext || block + count <= readUpTo(now);
    }

    /** Returns the first block that the stream has not read at an instant. */
    private long readUpTo(long now) {
        while (streaming && streamNext < streamEnd) {
            streamFrom = mechanism.moveTo(streamNext, streamFrom);
            int run = (int) Math.min(streamEnd - streamNext, mechanism.left());
            long end = streamFrom + mechanism.passing(run);
            if (end > now) {
                return streamNext + mechanism.passed(Math.max(0, now - streamFrom));
            }
            streamNext += run;
            streamFrom = end;
        }
        return streamNext;
    }

    /** A read that ends at a block was answered from here at an instant: if the stream had come to its end, it goes on. */
    void used(long end, long capacity, long now) {
        if (streaming && end > streamFirst && end <= streamEnd) {
            boolean full = readUpTo(now) == streamEnd;
            streamEnd = Math.min(capacity, Math.max(streamEnd, end + spec.blocks()));
            if (full) {
                streamFrom = now;
            }
        }
    }

    /** Writes whatever of a range is kept, with all that is older. */
    void clean(long block, int count, long ready) {
        int last = -1;
        for (int i = 0; i < waiting; i++) {
            int place = (oldest + i) % first.length;
            if (first[place] < block + count && block < first[place] + sectors[place]) {
                last = i;
            }
        }
        for (int i = 0; i <= last; i++) {
            write(ready);
        }
    }

    /** The arm is wanted: the stream ends with what it has read. */
    void endStream(long ready) {
        if (streaming) {
            streamEnd = readUpTo(Math.max(ready, mechanism.free()));
            streamNext = streamEnd;
            streaming = false;
        }
    }

    /** A read from the platter has ended: the arm goes on from there. */
    void follow(long block, int count, long end, long capacity) {
        streaming = true;
        streamFirst = block;
        streamNext = block + count;
        streamFrom = end;
        streamEnd = Math.min(capacity, streamNext + Math.max(0, spec.blocks() - count));
    }

    /** What the stream holds of a range that is written is no longer true. */
    void forgetStream(long block, int count) {
        if (block < streamEnd && streamFirst < block + count) {
            streaming = false;
            streamFirst = 0;
            streamNext = 0;
            streamEnd = 0;
        }
    }
}
