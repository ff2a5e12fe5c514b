package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread looks an object up in the forwarding table of its page. */
final class ZFind extends Routine {
    private final ZPages pages;

    private long forwarding;
    private long from;

    // The positions of the loads that the table's address and the index come from.
    private long forwardingAt;
    private long maskAt;

    private long mask;
    private long index;
    private boolean masked;

    ZFind(ZPages pages) {
        this.pages = pages;
    }

    /** Has a thread do so; the answer is where the object is now, 0 if it has not moved. The table's address comes from the load at a {@link RuntimeThread#position}. */
    void begin(RuntimeThread thread, long table, long position, long object) {
        forwarding = table;
        forwardingAt = position;
        from = pages.bit(object) / 2;
        masked = false;
        thread.call(this);
    }

    /** Returns where the entry stands that the search has ended at. */
    long place() {
        return ZForwarding.place(forwarding, index);
    }

    /** The search goes on behind the entry that it has ended at. */
    void skip() {
        index = (index + 1) & mask;
    }

    /** Returns the entry that has the object moved to an address. */
    long entry(long to) {
        return ZForwarding.entry(from, to);
    }

    /** Whether an entry is that of the object. */
    boolean of(long entry) {
        return ZForwarding.from(entry) == from;
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (!masked) {
            masked = true;
            mask = thread.follow(forwarding + ZForwarding.MASK, forwardingAt);
            maskAt = thread.position();
            index = ZForwarding.hash(from) & mask;
            return;
        }
        long entry = thread.follow(place(), maskAt);
        if (entry == 0) {
            thread.end(0);
        } else if (of(entry)) {
            thread.end(ZForwarding.to(entry));
        } else {
            skip();
        }
    }

    /** Returns where an object is now, by looking and without a reference: for checks alone. */
    static long peek(WordStore words, ZPages pages, long object) {
        long table = words.read(ZPages.forwardingWord(pages.granule(object)));
        if (table == 0) {
            return object;
        }
        long mask = words.read(table + ZForwarding.MASK);
        long from = pages.bit(object) / 2;
        for (long index = ZForwarding.hash(from) & mask; ; index = (index + 1) & mask) {
            long entry = words.read(ZForwarding.place(table, index));
            if (entry == 0) {
                return object;
            }
            if (ZForwarding.from(entry) == from) {
                return ZForwarding.to(entry);
            }
        }
    }
}
