package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Makes a forwarding table for each page of the relocation set, one behind the other (ZRelocationSet::install), and forgets them when no reference needs them any more. */
final class ZInstall extends Routine {
    private static final int CLEARED = 16;

    /** How many pages the relocation set has. */
    private long chosen;

    private long next;
    private long record;
    private long table;
    private long entries;
    private long cleared;
    private Step step = Step.PAGE;

    private enum Step {
        PAGE,
        OBJECTS,
        USERS,
        MASK,
        OWNER,
        WAITERS,
        CLEAR,
        ENTER,
        FORGET,
        FORGOTTEN
    }

    /** Has the thread make the tables of so many pages. */
    void begin(RuntimeThread thread, long number) {
        chosen = number;
        next = 0;
        table = ZPages.FORWARDING;
        step = Step.PAGE;
        thread.call(this);
    }

    /** Has the thread forget all tables. */
    void forget(RuntimeThread thread) {
        next = 0;
        step = Step.FORGET;
        thread.call(this);
    }

    /** Returns how many pages the relocation set has. */
    long chosen() {
        return chosen;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PAGE -> {
                if (next == chosen) {
                    thread.end();
                } else {
                    record = thread.load(ZPages.sorted(next++));
                    step = Step.OBJECTS;
                }
            }
            case OBJECTS -> {
                entries = ZForwarding.entries(thread.follow(record + ZPages.LIVE_OBJECTS));
                step = Step.USERS;
            }
            case FORGET -> {
                if (next == chosen) {
                    chosen = 0;
                    thread.end();
                } else {
                    record = thread.load(ZPages.sorted(next++));
                    step = Step.FORGOTTEN;
                }
            }
            case FORGOTTEN -> {
                thread.store(ZPages.forwardingWord(ZPages.granuleOf(record)), 0);
                step = Step.FORGET;
            }
            default -> make(thread);
        }
    }

    private void make(RuntimeThread thread) {
        switch (step) {
            case USERS -> {
                thread.store(table + ZForwarding.USERS, 1);
                step = Step.MASK;
            }
            case MASK -> {
                thread.store(table + ZForwarding.MASK, entries - 1);
                step = Step.OWNER;
            }
            case OWNER -> {
                thread.store(table + ZForwarding.PAGE, record);
                step = Step.WAITERS;
            }
            case WAITERS -> {
                thread.store(table + ZForwarding.WAITERS, 0);
                cleared = 0;
                step = Step.CLEAR;
            }
            case CLEAR -> {
                thread.clear(ZForwarding.place(table, cleared), CLEARED);
                cleared += CLEARED / ZPages.WORD;
                step = cleared < entries ? Step.CLEAR : Step.ENTER;
            }
            default -> {
                thread.store(ZPages.forwardingWord(ZPages.granuleOf(record)), table);
                table = ZForwarding.place(table, entries);
                step = Step.PAGE;
            }
        }
    }
}
