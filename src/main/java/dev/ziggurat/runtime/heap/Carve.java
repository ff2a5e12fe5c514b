package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/**
 * Makes a block of a part of a hole: what lies before stays the hole's, what lies behind becomes another. Answers the block, 0 if there is no record
 * left for it.
 */
final class Carve extends Routine {
    private final BlockTable table;
    private final Fit fit;
    private final HeapCounts counts;
    private final TakeRecord takeRecord;
    private final GiveRecord giveRecord;
    private final Writes writes = new Writes();
    private Step step = Step.NEXT;

    // The hole and its bytes, the block and its bytes.
    private long node;
    private long start;
    private long size;
    private long block;
    private long bytes;

    /** Whether the block's place was given, so that the search for the next does not go on behind it. */
    private boolean given;

    // What was read and taken.
    private long next;
    private long chain;
    private long place;
    private long blockRecord;
    private long tailRecord;

    private enum Step {
        BLOCK_RECORD,
        HAVE_BLOCK_RECORD,
        TAIL_RECORD,
        HAVE_TAIL_RECORD,
        NEXT,
        CHAIN,
        ROVER,
        WRITE,
        END
    }

    Carve(BlockTable table, Fit fit, HeapCounts counts) {
        this.table = table;
        this.fit = fit;
        this.counts = counts;
        takeRecord = new TakeRecord(table);
        giveRecord = new GiveRecord(table);
    }

    /** States the hole. */
    Carve of(long record, long from, long holeBytes) {
        node = record;
        start = from;
        size = holeBytes;
        return this;
    }

    /** Cuts a block out that the fit has found a place for. */
    void begin(RuntimeThread thread, long newBlock, long newBytes) {
        begin(thread, newBlock, newBytes, false);
    }

    /** Cuts a block out whose place was given. */
    void beginGiven(RuntimeThread thread, long newBlock, long newBytes) {
        begin(thread, newBlock, newBytes, true);
    }

    private void begin(RuntimeThread thread, long newBlock, long newBytes, boolean placeGiven) {
        block = newBlock;
        bytes = newBytes;
        given = placeGiven;
        blockRecord = node;
        tailRecord = 0;
        step = lead() > 0 ? Step.BLOCK_RECORD : tail() > 0 ? Step.TAIL_RECORD : Step.NEXT;
        thread.call(this);
    }

    private long lead() {
        return block - start;
    }

    private long tail() {
        return start + size - block - bytes;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BLOCK_RECORD -> {
                step = Step.HAVE_BLOCK_RECORD;
                takeRecord.begin(thread);
            }
            case HAVE_BLOCK_RECORD -> {
                blockRecord = thread.answer();
                step = tail() > 0 ? Step.TAIL_RECORD : Step.NEXT;
                if (blockRecord == 0) {
                    thread.end(0);
                }
            }
            case TAIL_RECORD -> {
                step = Step.HAVE_TAIL_RECORD;
                takeRecord.begin(thread);
            }
            case HAVE_TAIL_RECORD -> haveTailRecord(thread);
            case NEXT -> {
                next = thread.load(node + BlockTable.NEXT);
                step = Step.CHAIN;
            }
            case CHAIN -> {
                chain = thread.load(table.bucket(block));
                step = fit.roves() && given ? Step.ROVER : Step.WRITE;
            }
            case ROVER -> {
                place = thread.load(table.roverPlace);
                step = Step.WRITE;
            }
            case WRITE -> {
                write();
                step = Step.END;
                writes.begin(thread);
            }
            case END -> thread.end(block);
        }
    }

    /** There may be a record for the block, but none for what lies behind it: then it goes back. */
    private void haveTailRecord(RuntimeThread thread) {
        tailRecord = thread.answer();
        step = Step.NEXT;
        if (tailRecord == 0) {
            thread.end(HeapThread.NONE);
            if (blockRecord != node) {
                thread.call(giveRecord.of(blockRecord, HeapThread.NONE));
            }
        }
    }

    private void write() {
        counts.holes.remove(start);
        counts.take(bytes);
        if (lead() > 0) {
            counts.holes.add(start, lead());
            writes.add(node + BlockTable.SIZE, BlockTable.hole(lead()));
            link(node, blockRecord);
            writes.add(blockRecord + BlockTable.START, block);
        }
        writes.add(blockRecord + BlockTable.SIZE, BlockTable.block(bytes));
        long behind = blockRecord;
        if (tail() > 0) {
            counts.holes.add(block + bytes, tail());
            writes.add(tailRecord + BlockTable.START, block + bytes);
            writes.add(tailRecord + BlockTable.SIZE, BlockTable.hole(tail()));
            link(blockRecord, tailRecord);
            behind = tailRecord;
        }
        if (behind != node) {
            counts.split();
            link(behind, next);
        }
        writes.add(blockRecord + BlockTable.CHAIN, chain);
        writes.add(table.bucket(block), blockRecord);
        if (fit.roves()) {
            moveRover();
        }
    }

    private void link(long first, long second) {
        writes.add(first + BlockTable.NEXT, second);
        writes.add(second + BlockTable.BEFORE, first);
    }

    private void moveRover() {
        long after = tailRecord == 0 ? next : tailRecord;
        if (!given) {
            writes.add(table.rover, after);
            writes.add(table.roverPlace, block + bytes);
        } else if (start < place && block + bytes >= place) {
            // The last block was placed inside this hole: the first record behind that place is a new one.
            writes.add(table.rover, block >= place ? blockRecord : after);
        }
    }
}
