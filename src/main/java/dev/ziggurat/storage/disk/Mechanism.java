package dev.ziggurat.storage.disk;

import dev.ziggurat.storage.Direction;

/**
 * Arm and platters of a disk: one access at a time, its parts known when it begins. The position of the platters follows from the absolute time:
 * sector 0 of an unskewed track passes at the multiples of a turn.
 */
final class Mechanism {
    private final DiskLayout layout;
    private final SeekCurve curve;
    private final long turn;
    private final long headSwitch;
    private final long writeSettle;

    private int cylinder;
    private int head;

    /** When the last access is over. */
    private long free;

    /** The first sector under the head of the last access, and the time of its parts. */
    long begun;

    long seek;
    long rotation;
    long transfer;

    /** By how many cylinders the arm moved at first. */
    int distance;

    /** When the bus has taken over the last sector of a read. */
    long sent;

    Mechanism(HddSpec spec) {
        layout = new DiskLayout(spec.platters());
        curve = new SeekCurve(spec.arm().seek());
        turn = spec.platters().turn();
        headSwitch = spec.arm().headSwitch().amount();
        writeSettle = spec.arm().writeSettle().amount();
    }

    /** Returns when the last access is over. */
    long free() {
        return free;
    }

    /**
     * Does an access that may begin at an instant; the fields say how.
     *
     * @param busTime what the bus takes for a sector; it carries sectors as they come off the disk
     * @return when the last sector has passed the head
     */
    long access(long block, int sectors, Direction direction, long ready, long busTime) {
        long time = Math.max(ready, free);
        layout.locate(block);
        distance = Math.abs(layout.cylinder - cylinder);
        seek = move(layout);
        if (direction == Direction.WRITE && seek > 0) {
            seek += writeSettle;
        }
        time += seek;
        rotation = untilUnderHead(time);
        time += rotation;
        begun = time;
        sent = time;
        long next = block;
        int left = sectors;
        while (true) {
            int run = Math.min(left, layout.left);
            long end = time + passing(run);
            sent = Math.max(Math.max(sent, time + passing(1)) + run * busTime, end + busTime);
            time = end;
            next += run;
            left -= run;
            if (left == 0) {
                break;
            }
            time = toTrackOf(next, time);
        }
        transfer = time - begun;
        free = time;
        return time;
    }

    /** Turns to the track of a block that follows on the last, and returns when the block is under the head. */
    private long toTrackOf(long block, long time) {
        layout.locate(block);
        long there = time + move(layout);
        return there + untilUnderHead(there);
    }

    /** Moves the arm to what was located; returns how long that takes. */
    private long move(DiskLayout to) {
        long time = curve.time(Math.abs(to.cylinder - cylinder));
        if (to.head != head) {
            time = Math.max(time, headSwitch);
        }
        cylinder = to.cylinder;
        head = to.head;
        return time;
    }

    /** Returns how long it takes until the located sector comes round. */
    private long untilUnderHead(long time) {
        long target = layout.angle * turn / layout.sectors;
        return Math.floorMod(target - time, turn);
    }

    /** Moves on to a block, the arm being free; returns when it is under the head. */
    long moveTo(long block, long from) {
        return toTrackOf(block, from);
    }

    /** Returns how many blocks there are from the last one moved to, itself included, to the end of its track. */
    int left() {
        return layout.left;
    }

    /** Returns how long a number of sectors of the present track take to pass. */
    long passing(int sectors) {
        return sectors * turn / layout.sectors;
    }

    /** Returns how many sectors of the present track have passed after a time. */
    int passed(long time) {
        return (int) (time * layout.sectors / turn);
    }
}
