package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/** Gives a block of a {@link BlockList} back: its record is found by its bucket, and becomes that of a hole, or part of its neighbours'. */
final class BlockGive extends Routine {
    private final BlockTable table;
    private final Fit fit;
    private final HeapCounts counts;
    private final Writes writes = new Writes();
    private Step step = Step.BUCKET;

    private long block;

    // The block's record, and which word leads to it.
    private long record;
    private long leads;

    private long chain;
    private long size;
    private long next;
    private long nextSize;
    private long nextNext;
    private long before;
    private long beforeSize;
    private long rover;

    // The hole that there is at last.
    private long hole;
    private long holeStart;
    private long holeBytes;
    private long after;

    private enum Step {
        BUCKET,
        START,
        CHAIN,
        UNCHAIN,
        SIZE,
        NEXT,
        BEFORE,
        NEXT_SIZE,
        NEXT_NEXT,
        BEFORE_SIZE,
        ROVER,
        SPARE,
        END
    }

    BlockGive(BlockTable table, Fit fit, HeapCounts counts) {
        this.table = table;
        this.fit = fit;
        this.counts = counts;
    }

    BlockGive of(long address) {
        block = address;
        step = Step.BUCKET;
        return this;
    }

    /** Returns the bytes of the hole that the block has become or joined. */
    long holeBytes() {
        return holeBytes;
    }

    /** Returns where it begins. */
    long holeStart() {
        return holeStart;
    }

    /** Returns the record behind it. */
    long after() {
        return after;
    }

    /** Returns its record. */
    long hole() {
        return hole;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BUCKET -> {
                leads = table.bucket(block);
                record = thread.load(leads);
                step = Step.START;
            }
            case START -> {
                step = thread.follow(record + BlockTable.START) == block ? Step.UNCHAIN : Step.CHAIN;
            }
            case CHAIN -> {
                leads = record + BlockTable.CHAIN;
                record = thread.load(leads);
                step = Step.START;
            }
            case UNCHAIN -> {
                chain = thread.load(record + BlockTable.CHAIN);
                writes.add(leads, chain);
                step = Step.SIZE;
            }
            case SIZE -> {
                size = BlockTable.bytes(thread.load(record + BlockTable.SIZE));
                step = Step.NEXT;
            }
            default -> neighbours(thread);
        }
    }

    private void neighbours(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                next = thread.load(record + BlockTable.NEXT);
                step = Step.NEXT_SIZE;
            }
            case NEXT_SIZE -> {
                nextSize = thread.follow(next + BlockTable.SIZE);
                step = BlockTable.isHole(nextSize) ? Step.NEXT_NEXT : Step.BEFORE;
            }
            case NEXT_NEXT -> {
                nextNext = thread.load(next + BlockTable.NEXT);
                step = Step.BEFORE;
            }
            case BEFORE -> {
                before = thread.load(record + BlockTable.BEFORE);
                step = before != 0 ? Step.BEFORE_SIZE : fit.roves() ? Step.ROVER : Step.SPARE;
            }
            case BEFORE_SIZE -> {
                beforeSize = thread.follow(before + BlockTable.SIZE);
                step = fit.roves() ? Step.ROVER : Step.SPARE;
            }
            case ROVER -> {
                rover = thread.load(table.rover);
                step = Step.SPARE;
            }
            case SPARE -> join(thread);
            default -> thread.end(0);
        }
    }

    private boolean joinsBefore() {
        return before != 0 && BlockTable.isHole(beforeSize);
    }

    private boolean joinsNext() {
        return BlockTable.isHole(nextSize);
    }

    private void join(RuntimeThread thread) {
        hole = joinsBefore() ? before : record;
        holeBytes = size
                + (joinsBefore() ? BlockTable.bytes(beforeSize) : 0)
                + (joinsNext() ? BlockTable.bytes(nextSize) : 0);
        holeStart = joinsBefore() ? block - BlockTable.bytes(beforeSize) : block;
        after = joinsNext() ? nextNext : next;
        count();
        writes.add(hole + BlockTable.SIZE, BlockTable.hole(holeBytes));
        step = Step.END;
        if (hole == record && after == next) {
            writes.begin(thread);
            return;
        }
        long spare = thread.load(table.spare);
        if (hole != record) {
            spare = giveBack(record, spare);
        }
        if (after != next) {
            spare = giveBack(next, spare);
        }
        writes.add(table.spare, spare);
        writes.add(hole + BlockTable.NEXT, after);
        writes.add(after + BlockTable.BEFORE, hole);
        writes.begin(thread);
    }

    private long giveBack(long gone, long spare) {
        writes.add(gone + BlockTable.NEXT, spare);
        if (fit.roves() && rover == gone) {
            writes.add(table.rover, after);
        }
        return gone;
    }

    private void count() {
        counts.take(-size);
        if (joinsBefore()) {
            counts.holes.remove(holeStart);
            counts.merged();
        }
        if (joinsNext()) {
            counts.holes.remove(block + size);
            counts.merged();
        }
        counts.holes.add(holeStart, holeBytes);
    }
}
