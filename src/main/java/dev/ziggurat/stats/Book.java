package dev.ziggurat.stats;

import java.util.Arrays;

/**
 * Sums of time by cause, in picoseconds: of references, of a thread or of a core.
 *
 * <p>References that wait for one line end alike; those that come one after the other are counted and booked together.
 */
public final class Book {
    private long[] sums = new long[16];
    private long total;

    /** The tail of the lists booked last, and how many of them are still to be booked. */
    private final MarkList run = new MarkList();

    private long runLength;

    /** Books a span of a cause. */
    public void add(int cause, long picoseconds) {
        if (cause >= sums.length) {
            grow(cause);
        }
        sums[cause] += picoseconds;
        total += picoseconds;
    }

    /** Books a whole list. */
    public void add(MarkList list) {
        add(list, list.ownSize());
    }

    /** Books a whole list, of which others share what it says of the time after an instant, in picoseconds. */
    public void addShared(MarkList list, long time) {
        add(list, Math.min(list.markAfter(time) + 1, list.size()));
    }

    /** Books what a list says of the time after an instant, in picoseconds. */
    public void addAfter(MarkList list, long time) {
        int mark = list.markAfter(time);
        if (mark < list.size()) {
            add(list.cause(mark), list.until(mark) - time);
            addTail(list, mark + 1);
        }
    }

    private void add(MarkList list, int first) {
        list.book(this, first, 1);
        addTail(list, first);
    }

    private void addTail(MarkList list, int from) {
        if (from == list.size()) {
            return;
        }
        if (!run.endsIn(list, from)) {
            bookRun();
            run.becomeTail(list, from);
        }
        runLength++;
    }

    private void bookRun() {
        if (runLength > 0) {
            run.book(this, run.size(), runLength);
            runLength = 0;
        }
    }

    /** Books marks from a row of causes and ends, so many times each; returns the end of the last. */
    long add(long[] row, int from, int to, long since, long times) {
        long begin = since;
        for (int i = from; i < to; i++) {
            int cause = (int) row[2 * i];
            long end = row[2 * i + 1];
            if (cause >= sums.length) {
                grow(cause);
            }
            sums[cause] += times * (end - begin);
            begin = end;
        }
        total += times * (begin - since);
        return begin;
    }

    private void grow(int cause) {
        sums = Arrays.copyOf(sums, Math.max(2 * sums.length, cause + 1));
    }

    /** Returns the sum of a cause, in picoseconds. */
    public long sum(int cause) {
        bookRun();
        return cause < sums.length ? sums[cause] : 0;
    }

    /** Returns the sum of all causes, in picoseconds. */
    public long total() {
        bookRun();
        return total;
    }

    /** Describes a time metric {@code CAUSE_ns} for each cause known, and {@code total_ns}; called when every cause has its name. */
    public void describe(Section section, Names causes, String what) {
        for (int i = 0; i < causes.size(); i++) {
            int cause = i;
            String name = causes.name(i);
            section.time(name.replace(' ', '_') + "_ns", what + " spent in '" + name + "'", () -> sum(cause));
        }
        section.time("total_ns", what + ", all causes", this::total);
    }
}
