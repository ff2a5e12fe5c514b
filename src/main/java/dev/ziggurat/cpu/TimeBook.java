package dev.ziggurat.cpu;

import dev.ziggurat.stats.Book;
import dev.ziggurat.stats.MarkList;

/**
 * A core's own time, from 0 on, divided among causes without a gap. Time is booked when what it was spent on is over; a span that began before
 * the border of the warm-up is cut there.
 */
final class TimeBook {
    private final Book all = new Book();

    /** What was booked after the border but lies before it. */
    private final Book late = new Book();

    private long settled;
    private long border = Long.MIN_VALUE;

    /** Books the time up to an instant, in picoseconds, to a cause; nothing if that much is booked already. */
    void spend(int cause, long until) {
        if (until <= settled) {
            return;
        }
        if (settled < border) {
            late.add(cause, Math.min(until, border) - settled);
        }
        all.add(cause, until - settled);
        settled = until;
    }

    /** Books the time up to an instant as a list says; what lies before the list is booked to {@code before}. */
    void follow(MarkList list, int before, long until) {
        spend(before, Math.min(list.start(), until));
        for (int i = 0; i < list.size(); i++) {
            spend(list.cause(i), Math.min(list.until(i), until));
        }
    }

    /** Cuts the books at an instant, in picoseconds: everything booked so far lies before it. */
    void cutAt(long time) {
        border = time;
    }

    /** Returns until when time is booked, in picoseconds. */
    long settled() {
        return settled;
    }

    /** Returns the time of a cause, in picoseconds. */
    long sum(int cause) {
        return all.sum(cause) - late.sum(cause);
    }

    /** Returns the time of all causes, in picoseconds. */
    long total() {
        return all.total() - late.total();
    }

    /** Returns the time booked in all, in picoseconds: equal to {@link #settled}. */
    long booked() {
        return all.total();
    }
}
