package dev.ziggurat.stats;

import java.util.Arrays;

/**
 * Where the time of one reference went: a chain of (cause, until) in time order, from {@link #begin} to {@link #close}, without a gap.
 *
 * <p>Whoever holds a request appends {@link #spent} when it knows until when it holds it and why; neighbours of one cause join, a span of
 * length 0 leaves no mark. A level that completes a request for several waiters appends its own list to each of theirs. The arrays grow to
 * the longest list ever seen and are then reused: nothing is allocated per reference.
 */
public final class MarkList {
    /** The outcome of a list that nobody has answered yet. */
    public static final int UNANSWERED = -1;

    /** More marks than nearly every reference ever has, so that lists hardly grow once a run is under way. */
    private static final int MARKS = 40;

    private int[] causes = new int[MARKS];
    private long[] ends = new long[MARKS];
    private int size;
    private long start;
    private long end;
    private int outcome = UNANSWERED;

    /** Empties the list and starts it at an instant, in picoseconds. */
    public void begin(long time) {
        size = 0;
        start = time;
        end = time;
        outcome = UNANSWERED;
    }

    /**
     * Accounts the time from the end of the list to {@code until}, in picoseconds, to a cause.
     *
     * @throws AccountingException if {@code until} lies before the end of the list
     */
    public void spent(int cause, long until) {
        if (until <= end) {
            if (until < end) {
                throw new AccountingException(
                        "a mark goes back in time: cause " + cause + " until " + until + " after " + this);
            }
            return;
        }
        if (size > 0 && causes[size - 1] == cause) {
            ends[size - 1] = until;
        } else {
            append(cause, until);
        }
        end = until;
    }

    /**
     * Appends what another list says of the time after the end of this one. If the other begins later, the time between is accounted to
     * {@code gap}. The outcome is taken over unless this list has one already.
     */
    public void follow(MarkList other, int gap) {
        if (other.start > end) {
            spent(gap, other.start);
        }
        int from = 0;
        while (from < other.size && other.ends[from] <= end) {
            from++;
        }
        if (from < other.size) {
            spent(other.causes[from], other.ends[from]);
            copyFrom(other, from + 1);
        }
        if (outcome == UNANSWERED) {
            outcome = other.outcome;
        }
    }

    /** Says who answered (a number of the simulation's outcome names); the first to say it is right. */
    public void answered(int by) {
        if (outcome == UNANSWERED) {
            outcome = by;
        }
    }

    /** Returns who answered, or {@link #UNANSWERED}. */
    public int outcome() {
        return outcome;
    }

    /**
     * States that the reference ends at an instant.
     *
     * @throws AccountingException if the list ends earlier or later
     */
    public void close(long time) {
        if (end != time) {
            throw new AccountingException("a reference ends at " + time + " ps but its marks say " + this);
        }
    }

    /** Returns where the list begins, in picoseconds. */
    public long start() {
        return start;
    }

    /** Returns where the list ends so far, in picoseconds. */
    public long end() {
        return end;
    }

    /** Returns the number of marks. */
    public int size() {
        return size;
    }

    /** Returns the cause of a mark. */
    public int cause(int mark) {
        return causes[mark];
    }

    /** Returns the end of a mark, in picoseconds. */
    public long until(int mark) {
        return ends[mark];
    }

    /** Appends the other list's marks from one on, of which none joins its neighbour. */
    private void copyFrom(MarkList other, int from) {
        int count = other.size - from;
        if (count == 0) {
            return;
        }
        reserve(size + count);
        System.arraycopy(other.causes, from, causes, size, count);
        System.arraycopy(other.ends, from, ends, size, count);
        size += count;
        end = other.end;
    }

    private void reserve(int marks) {
        if (marks > causes.length) {
            causes = Arrays.copyOf(causes, 2 * marks);
            ends = Arrays.copyOf(ends, 2 * marks);
        }
    }

    private void append(int cause, long until) {
        reserve(size + 1);
        causes[size] = cause;
        ends[size++] = until;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[").append(start);
        for (int i = 0; i < size; i++) {
            text.append(" -").append(causes[i]).append("-> ").append(ends[i]);
        }
        return text.append(']').toString();
    }
}
