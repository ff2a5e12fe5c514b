package dev.ziggurat.cpu;

import dev.ziggurat.stats.TimeBook;

/**
 * The core's own time in a {@link HitRun}, booked as {@link Retirement} books it cycle by cycle.
 *
 * <p>As long as something retires in every cycle, there is nothing to decide. Where nothing does for a while, there is a <em>bubble</em>, which
 * belongs to the cause that held back dispatch lately, and to the hit that the oldest instruction waited for. What holds back dispatch is known
 * only when younger instructions have been looked at; so bubbles wait, in order, until dispatch has passed them.
 */
final class RunTime {
    private final CoreBooks books;
    private final long latency;
    private final long period;
    private final int nothing;
    private final int storeBuffer;

    // Bubbles not yet booked, a ring: the last cycle before and the first after in which something retires, what
    // retires then (a kind of
    // PlainInstructions) and when that began, and what holds back dispatch.
    private final int mask;
    private final long[] after;
    private final long[] before;
    private final int[] kind;
    private final long[] begun;
    private final int[] held;
    private long first;
    private long next;

    /** The last cycle in which something retires so far; at the beginning that before the run. */
    private long last;

    /** Until when dispatch was held back by a full store queue. */
    private long heldUntil;

    // What was before the run.
    private long oldLast;
    private int oldStall;

    // To what an instruction that is taken out again leads back.
    private long markedNext;
    private long markedLast;

    /** Makes the time of runs that have at most so many instructions in the window at once, with those that are to be taken out again. */
    RunTime(Pipeline core, int most) {
        books = core.books;
        latency = core.data.latency();
        period = core.period;
        nothing = books.causes.window();
        storeBuffer = books.causes.storeBuffer();
        int ring = Integer.highestOneBit(most) << 1;
        mask = ring - 1;
        after = new long[ring];
        before = new long[ring];
        kind = new int[ring];
        begun = new long[ring];
        held = new int[ring];
    }

    /** Begins after the cycle in which something retired last; {@code stall} is what has held back dispatch since. */
    void begin(long retiredAt, int stall) {
        oldLast = retiredAt;
        oldStall = stall;
        last = retiredAt;
        first = 0;
        next = 0;
        heldUntil = -1;
    }

    /** Something retires in a cycle: an instruction of a kind, dispatched at an instant. Told in program order. */
    void retires(long cycle, int what, long dispatched) {
        if (cycle != last) {
            if (cycle != last + period) {
                bubble(cycle, what, dispatched);
            }
            last = cycle;
        }
    }

    private void bubble(long cycle, int what, long dispatched) {
        if (next - first > mask) {
            bookUntil(dispatched);
        }
        int place = (int) next++ & mask;
        after[place] = last;
        before[place] = cycle;
        kind[place] = what;
        begun[place] = dispatched;
        held[place] = stallAfter(last);
    }

    private int stallAfter(long cycle) {
        if (heldUntil > cycle) {
            return storeBuffer;
        }
        return cycle == oldLast ? oldStall : nothing;
    }

    /** What retires from now on may be taken out again. */
    void mark() {
        markedNext = next;
        markedLast = last;
    }

    /** Takes out what has retired since the mark. */
    void reset() {
        next = markedNext;
        last = markedLast;
    }

    /**
     * A full store queue holds back dispatch up to an instant. The bubble that comes of it ends with the store, which is told next; what holds back
     * dispatch says nothing of bubbles before, for what ends those was dispatched when they began.
     */
    void held(long until) {
        heldUntil = until;
    }

    private void bookUntil(long time) {
        while (first < next && before[(int) first & mask] <= time) {
            bookFirst();
        }
    }

    /** Books what a bubble was, as {@link Retirement} does. */
    private void bookFirst() {
        int place = (int) first++ & mask;
        long cycle = before[place];
        TimeBook time = books.time;
        if (after[place] >= 0) {
            time.spend(books.causes.retiring(), after[place] + period);
        }
        if (time.settled() < cycle
                && (kind[place] == PlainInstructions.HIT || kind[place] == PlainInstructions.FORWARDED)) {
            time.spend(held[place], Math.min(cycle, begun[place]));
            int cause = kind[place] == PlainInstructions.HIT ? books.hitCause() : books.causes.forward();
            time.spend(cause, Math.min(cycle, begun[place] + latency));
            time.spend(books.causes.retiring(), cycle);
        }
        time.spend(held[place], cycle);
    }

    /** Books everything up to the last retirement at or before an instant, with which the run ends. */
    void end(long time) {
        bookUntil(time);
        last = Math.min(first < next ? after[(int) first & mask] : last, time);
        if (last >= 0) {
            books.time.spend(books.causes.retiring(), last);
        }
    }

    /** Returns, after the end, the last cycle in which something retired. */
    long retiredAt() {
        return last;
    }

    /** Returns, after the end, what has held back dispatch since. */
    int stall() {
        return stallAfter(last);
    }
}
