package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/** Gives a record back that was taken in vain. */
final class GiveRecord extends Routine {
    private final BlockTable table;
    private final Writes writes = new Writes();
    private long record;
    private long answer;
    private boolean over;

    GiveRecord(BlockTable table) {
        this.table = table;
    }

    /** States the record, and what is to be answered then. */
    GiveRecord of(long unused, long then) {
        record = unused;
        answer = then;
        over = false;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (over) {
            thread.end(answer);
            return;
        }
        over = true;
        writes.add(record + BlockTable.NEXT, thread.load(table.spare));
        writes.add(table.spare, record);
        writes.begin(thread);
    }
}
