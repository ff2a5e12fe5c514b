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
            sums = Arrays.copyOf(sums, Math.max(2 * sums.length, cause + 1));
        }
        sums[cause] += picoseconds;
        total += picoseconds;
    }

    /** Books a whole list. */
    public void add(MarkList list) {
        add(list, list.ownSize(), 1);
        if (list.hasTail()) {
            if (!list.endsLike(run)) {
                bookRun();
                run.becomeTail(list);
            }
            runLength++;
        }
    }

    private void bookRun() {
        if (runLength > 0) {
            add(run, run.size(), runLength);
            runLength = 0;
        }
    }

    private void add(MarkList list, int marks, long times) {
        long begin = list.start();
        for (int i = 0; i < marks; i++) {
            long end = list.until(i);
            add(list.cause(i), times * (end - begin));
            begin = end;
        }
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
