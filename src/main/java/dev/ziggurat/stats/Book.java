package dev.ziggurat.stats;

import java.util.Arrays;

/** Sums of time by cause, in picoseconds: of references, of a thread or of a core. */
public final class Book {
    private long[] sums = new long[16];
    private long total;

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
        addBetween(list, list.start(), list.end());
    }

    /** Books the part of a list that lies between two instants. */
    public void addBetween(MarkList list, long from, long until) {
        long begin = list.start();
        for (int i = 0; i < list.size(); i++) {
            long end = list.until(i);
            long part = Math.min(end, until) - Math.max(begin, from);
            if (part > 0) {
                add(list.cause(i), part);
            }
            begin = end;
        }
    }

    /** Returns the sum of a cause, in picoseconds. */
    public long sum(int cause) {
        return cause < sums.length ? sums[cause] : 0;
    }

    /** Returns the sum of all causes, in picoseconds. */
    public long total() {
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
