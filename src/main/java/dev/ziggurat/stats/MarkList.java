package dev.ziggurat.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one reference went: a chain of (cause, until) in time order, from {@link #begin} to {@link #close}, without a gap.
 *
 * <p>Whoever holds a request appends {@link #spent} when it knows until when it holds it and why; neighbours of one cause join, a span of
 * length 0 leaves no mark. A level that completes a request for several waiters has each of theirs {@link #follow} its own list. The arrays
 * grow to the longest list ever seen and are then reused: nothing is allocated per reference.
 *
 * <p>To follow is to copy, but the copy is made late: a list ends in a reference to its <em>tail</em>, a part of the list it follows, until it
 * is appended to or the other begins anew. Most lists are booked and forgotten before that.
 */
public final class MarkList {
    /** The outcome of a list that nobody has answered yet. */
    public static final int UNANSWERED = -1;

    /** More marks than nearly every reference ever has, so that lists hardly grow once a run is under way. */
    private static final int MARKS = 28;

    /** More than ever follow nearly every list. */
    private static final int FOLLOWERS = 8;

    /** Cause and end of each mark of its own, side by side. */
    private long[] marks = new long[2 * MARKS];

    private int own;
    private long start;
    private long end;
    private int outcome = UNANSWERED;

    // What it follows after its own marks: from which mark of the other on, and how many marks.
    private @Nullable MarkList tail;
    private int tailFrom;
    private int tailSize;

    // Those whose tail this list is, or was.
    private MarkList[] followers = new MarkList[FOLLOWERS];
    private int followerCount;

    /** Empties the list and starts it at an instant, in picoseconds. */
    public void begin(long time) {
        letFollowersCopy();
        own = 0;
        tail = null;
        tailSize = 0;
        start = time;
        end = time;
        outcome = UNANSWERED;
    }

    /** Nobody will read the list before it begins again. */
    public void forget() {
        own = 0;
        tail = null;
        tailSize = 0;
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
        copyTail();
        int last = 2 * own;
        if (own > 0 && marks[last - 2] == cause) {
            letFollowersCopy();
            marks[last - 1] = until;
        } else {
            reserve(own + 1);
            marks[last] = cause;
            marks[last + 1] = until;
            own++;
        }
        end = until;
    }

    /**
     * Appends what another list says of the time after the end of this one. If the other begins later, the time between is accounted to
     * {@code gap}. The outcome is taken over unless this list has one already.
     */
    public void follow(MarkList other, int gap) {
        other.copyTail();
        if (other.start > end) {
            spent(gap, other.start);
        }
        int from = 0;
        while (from < other.own && other.until(from) <= end) {
            from++;
        }
        if (from < other.own) {
            spent(other.cause(from), other.until(from));
            if (from + 1 < other.own) {
                endIn(other, from + 1);
            }
        }
        if (outcome == UNANSWERED) {
            outcome = other.outcome;
        }
    }

    /** Makes the marks of another list from one on, of which none joins its neighbour, the end of this one. */
    private void endIn(MarkList other, int from) {
        copyTail();
        tail = other;
        tailFrom = from;
        tailSize = other.own - from;
        end = other.end;
        other.addFollower(this);
    }

    private void addFollower(MarkList list) {
        if (followerCount > 0 && followers[followerCount - 1] == list) {
            return;
        }
        if (followerCount == followers.length) {
            followers = Arrays.copyOf(followers, 2 * followers.length);
        }
        followers[followerCount++] = list;
    }

    private void letFollowersCopy() {
        for (int i = 0; i < followerCount; i++) {
            if (followers[i].tail == this) {
                followers[i].copyTail();
            }
        }
        followerCount = 0;
    }

    private void copyTail() {
        MarkList from = tail;
        if (from != null) {
            reserve(own + tailSize);
            System.arraycopy(from.marks, 2 * tailFrom, marks, 2 * own, 2 * tailSize);
            own += tailSize;
            tail = null;
            tailSize = 0;
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
        return own + tailSize;
    }

    /** Returns the cause of a mark. */
    public int cause(int mark) {
        return (int) word(2 * mark);
    }

    /** Returns the end of a mark, in picoseconds. */
    public long until(int mark) {
        return word(2 * mark + 1);
    }

    private long word(int place) {
        int beyond = place - 2 * own;
        return beyond < 0 || tail == null ? marks[place] : tail.marks[2 * tailFrom + beyond];
    }

    /** Returns how many marks come before those that it has in common with others. */
    int ownSize() {
        return own;
    }

    /** Returns the first mark that ends after an instant, {@link #size} if none does. */
    int markAfter(long time) {
        int mark = 0;
        while (mark < size() && until(mark) <= time) {
            mark++;
        }
        return mark;
    }

    /** Books its first marks, so many times each. */
    void book(Book into, int count, long times) {
        int mine = Math.min(count, own);
        long end = into.add(marks, 0, mine, start, times);
        if (tail != null) {
            into.add(tail.marks, tailFrom, tailFrom + count - mine, end, times);
        }
    }

    /** Whether what it says after its own marks, and no more, is what another list says from a mark on. */
    boolean endsIn(MarkList other, int from) {
        if (tailSize != other.size() - from) {
            return false;
        }
        return from < other.own
                ? tail == other && tailFrom == from
                : tail == other.tail && tailFrom == other.tailFrom + from - other.own;
    }

    /** Becomes what another list says from a mark on, which is neither its first nor its end. */
    void becomeTail(MarkList other, int from) {
        begin(other.until(from - 1));
        MarkList its = other.tail;
        if (its != null && from >= other.own) {
            endIn(its, other.tailFrom + from - other.own);
        } else {
            other.copyTail();
            endIn(other, from);
        }
    }

    private void reserve(int count) {
        if (2 * count > marks.length) {
            marks = Arrays.copyOf(marks, 4 * count);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[").append(start);
        for (int i = 0; i < size(); i++) {
            text.append(" -").append(cause(i)).append("-> ").append(until(i));
        }
        return text.append(']').toString();
    }
}
