package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Finds a record that is not in use: one that was given back, or the next that never was. Answers it, or 0. */
final class TakeRecord extends Routine {
    private final BlockTable table;
    private Step step = Step.SPARE;
    private long record;
    private long next;

    private enum Step {
        SPARE,
        LINK,
        UNLINK,
        FRESH,
        ADVANCE
    }

    TakeRecord(BlockTable table) {
        this.table = table;
    }

    void begin(RuntimeThread thread) {
        step = Step.SPARE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SPARE -> {
                record = thread.load(table.spare);
                step = record == 0 ? Step.FRESH : Step.LINK;
            }
            case LINK -> {
                next = thread.follow(record + BlockTable.NEXT);
                step = Step.UNLINK;
            }
            case UNLINK -> {
                thread.store(table.spare, next);
                thread.end(record);
            }
            case FRESH -> {
                record = thread.load(table.fresh);
                step = Step.ADVANCE;
                if (record + BlockTable.RECORD > table.end) {
                    thread.end(0);
                }
            }
            case ADVANCE -> {
                thread.store(table.fresh, record + BlockTable.RECORD);
                thread.end(record);
            }
        }
    }
}
