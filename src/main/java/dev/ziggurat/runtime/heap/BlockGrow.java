package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/** Has a {@link BlockList} reach further: the last hole grows, or there is one more. Answers below 0 if there is no memory, or no record, for it. */
final class BlockGrow extends Routine {
    private static final long FAILED = -1;

    private final BlockTable table;
    private final Reach reach;
    private final Reach.Move move;
    private final HeapCounts counts;
    private final TakeRecord takeRecord;
    private final GiveRecord giveRecord;
    private final Writes writes = new Writes();
    private Step step = Step.BEFORE;

    private long bytes;
    private long before;
    private long size;
    private long record;
    private long rover;

    private enum Step {
        BEFORE,
        SIZE,
        TAKE_RECORD,
        HAVE_RECORD,
        ROVER,
        MOVE,
        MOVED,
        END
    }

    BlockGrow(BlockTable table, Reach reach, HeapCounts counts) {
        this.table = table;
        this.reach = reach;
        this.counts = counts;
        move = reach.new Move();
        takeRecord = new TakeRecord(table);
        giveRecord = new GiveRecord(table);
    }

    BlockGrow by(long more) {
        bytes = more;
        step = Step.BEFORE;
        record = 0;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BEFORE -> {
                before = thread.load(table.last + BlockTable.BEFORE);
                step = before == 0 ? Step.TAKE_RECORD : Step.SIZE;
            }
            case SIZE -> {
                size = thread.follow(before + BlockTable.SIZE);
                step = BlockTable.isHole(size) ? Step.MOVE : Step.TAKE_RECORD;
            }
            case TAKE_RECORD -> {
                step = Step.HAVE_RECORD;
                takeRecord.begin(thread);
            }
            case HAVE_RECORD -> {
                record = thread.answer();
                step = Step.ROVER;
                if (record == 0) {
                    thread.end(FAILED);
                }
            }
            case ROVER -> {
                rover = thread.load(table.rover);
                step = Step.MOVE;
            }
            case MOVE -> {
                step = Step.MOVED;
                move.begin(thread, bytes);
            }
            case MOVED -> moved(thread);
            case END -> thread.end(0);
        }
    }

    private void moved(RuntimeThread thread) {
        step = Step.END;
        if (thread.answer() < 0) {
            thread.end(FAILED);
            if (record != 0) {
                thread.call(giveRecord.of(record, FAILED));
            }
            return;
        }
        long start = reach.end() - bytes;
        writes.add(table.last + BlockTable.START, reach.end());
        if (record == 0) {
            start -= BlockTable.bytes(size);
            counts.holes.remove(start);
            counts.holes.add(start, BlockTable.bytes(size) + bytes);
            writes.add(before + BlockTable.SIZE, BlockTable.hole(BlockTable.bytes(size) + bytes));
        } else {
            counts.holes.add(start, bytes);
            add(start);
        }
        writes.begin(thread);
    }

    private void add(long start) {
        writes.add(record + BlockTable.START, start);
        writes.add(record + BlockTable.SIZE, BlockTable.hole(bytes));
        writes.add(record + BlockTable.NEXT, table.last);
        writes.add(record + BlockTable.BEFORE, before);
        writes.add(table.last + BlockTable.BEFORE, record);
        writes.add(before == 0 ? table.head : before + BlockTable.NEXT, record);
        if (rover == table.last) {
            writes.add(table.rover, record);
        }
    }
}
