package dev.ziggurat.os.segments;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Transfer;
import dev.ziggurat.storage.Direction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a kernel program that finds memory for a segment. If no hole is large enough and all together are, segments move down, one after the
 * other from the lowest hole on, until one is: the descriptor is made absent, all cores forget it, the lines are copied, the descriptor says where.
 * Otherwise the segment that came longest ago goes to swap, as a whole and whether it was written or not, and the search begins again.
 */
final class RoomSearch implements Transfer.Owner {
    private final Segmentation memory;
    private final SegmentProgram program;
    private final Transfer transfer;
    private Step step = Step.NONE;

    // What is wanted; where it was found; whether segments have moved for it.
    private long size;
    private long base = Segment.NOWHERE;
    private boolean compacting;

    // The segment that moves or goes: whence, whither, and how far it has come; whether the line there was loaded.
    private @Nullable Segment other;
    private long to;
    private long done;
    private boolean loaded;

    private enum Step {
        NONE,
        SEARCH,
        MOVE,
        COPY,
        LEAVE,
        WRITE
    }

    /** How far it is. */
    enum Progress {
        /** A step has been yielded. */
        GOES_ON,
        /** There is memory. */
        DONE,
        /** There is none. */
        NO_ROOM
    }

    RoomSearch(Segmentation memory, SegmentProgram program) {
        this.memory = memory;
        this.program = program;
        transfer = memory.transfer(this);
    }

    /** Begins for so many bytes, whole granules. */
    void begin(long bytes) {
        size = bytes;
        compacting = false;
        step = Step.SEARCH;
    }

    /** Hands out the memory that was found. */
    long found() {
        long found = base;
        base = Segment.NOWHERE;
        return found;
    }

    /** Yields the next step, or says that it is over. */
    Progress next(Reference into) {
        return switch (step) {
            case NONE -> throw new IllegalStateException("nothing is looked for");
            case SEARCH -> search(into);
            case MOVE -> {
                program.shootDown(into, other());
                done = 0;
                loaded = false;
                step = Step.COPY;
                yield Progress.GOES_ON;
            }
            case COPY -> copy(into);
            case LEAVE -> {
                program.shootDown(into, other());
                done = 0;
                step = Step.WRITE;
                yield Progress.GOES_ON;
            }
            case WRITE -> write(into);
        };
    }

    private Progress search(Reference into) {
        if (size > memory.holes.size()) {
            return giveUp();
        }
        base = memory.take(size);
        if (base != Segment.NOWHERE) {
            step = Step.NONE;
            return Progress.DONE;
        }
        Segment mover = memory.compacts && memory.holes.free() >= size ? memory.movable() : null;
        if (mover != null) {
            begin(into, mover, Step.MOVE);
            to = memory.holes.start(memory.holes.from(mover.base) - 1);
            memory.counts.compacts(!compacting);
            compacting = true;
            return Progress.GOES_ON;
        }
        return memory.swap == null ? stuck(into) : evict(into, memory.swap);
    }

    private Segment other() {
        return Objects.requireNonNull(other);
    }

    private void begin(Reference into, Segment segment, Step next) {
        other = segment;
        segment.busy = true;
        SegmentProgram.store(into, segment.space.table.clear(segment.number));
        step = next;
    }

    private Progress evict(Reference into, SegmentSwap swap) {
        Segment victim = memory.victim();
        if (victim == null) {
            return await(into);
        }
        long place = swap.take(victim.size);
        if (place == Segment.NOWHERE) {
            return stuck(into);
        }
        victim.place = place;
        begin(into, victim, Step.LEAVE);
        memory.counts.evicts(victim.size);
        return Progress.GOES_ON;
    }

    /** Nothing can go; but a segment that is pinned may be all that keeps others from moving together. */
    private Progress stuck(Reference into) {
        return memory.compacts && memory.holes.free() >= size ? await(into) : giveUp();
    }

    /** Nothing may go; what other threads have pinned may later. */
    private Progress await(Reference into) {
        if (!memory.pins.any()) {
            return giveUp();
        }
        program.block(into, memory.pins.afterThis());
        return Progress.GOES_ON;
    }

    private Progress giveUp() {
        step = Step.NONE;
        return Progress.NO_ROOM;
    }

    /** Copies upwards, line by line: the places may overlap. */
    private Progress copy(Reference into) {
        Segment segment = other();
        if (done == segment.size || segment.gone) {
            step = Step.SEARCH;
            return moved(segment, into);
        }
        int length = (int) Math.min(memory.site.lineBytes(), segment.size - done);
        into.set(loaded ? Kind.STORE : Kind.LOAD, (loaded ? to : segment.base) + done, length);
        done += loaded ? length : 0;
        loaded = !loaded;
        return Progress.GOES_ON;
    }

    private Progress moved(Segment segment, Reference into) {
        boolean gone = segment.gone;
        if (!gone) {
            memory.move(segment, to);
            SegmentProgram.store(into, memory.describe(segment));
        }
        memory.settled(segment);
        return gone ? search(into) : Progress.GOES_ON;
    }

    private Progress write(Reference into) {
        Segment segment = other();
        if (done < segment.size && !segment.gone) {
            done = Objects.requireNonNull(memory.swap).transfer(transfer, Direction.WRITE, segment, segment.base, done);
            program.block(into, transfer);
            return Progress.GOES_ON;
        }
        left();
        step = Step.SEARCH;
        return search(into);
    }

    /** The segment is in its place in the swap area, and its memory is free. */
    private void left() {
        Segment segment = other();
        long place = segment.base;
        memory.unsettle(segment);
        memory.giveBack(place, segment.size);
        memory.counts.wentOut(segment.size);
        memory.settled(segment);
    }

    /** The thread is over; returns whether something is under way that ends alone, and then the lock is let go. */
    boolean abandon() {
        if (transfer.active()) {
            transfer.orphan();
            return true;
        }
        if (step == Step.WRITE) {
            left();
        }
        if (base != Segment.NOWHERE) {
            memory.giveBack(found(), size);
        }
        step = Step.NONE;
        return false;
    }

    @Override
    public void over(long now) {
        left();
        step = Step.NONE;
        memory.lock.release(now);
    }
}
