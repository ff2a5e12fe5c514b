package dev.ziggurat.stats;

/**
 * A core's own time, or a thread's, divided among causes without a gap. Time is booked when what it was spent on is over; a span that began before
 * the border of the warm-up is cut there.
 *
 * <p>The time of one cause may be divided further ({@link #divide}): while a kernel program runs, its time is one cause, and what that was spent on
 * stands in a book of its own. Time that is charged to that very cause stands there under it, so that the book behind has all of the cause's time.
 */
public final class TimeBook {
    private static final int NOTHING = -1;

    private final Book all = new Book();

    /** What was booked after the border but lies before it. */
    private final Book late = new Book();

    private long settled;
    private long border = 0;

    /** The cause that is divided further, whether everything is booked to it at present, and what is behind it. */
    private int divided = NOTHING;

    private boolean only;
    private final Book behind = new Book();

    /** Whether the run is over. */
    private boolean closed;

    /** Books the time up to an instant, in picoseconds, to a cause; nothing if that much is booked already. */
    public void spend(int cause, long until) {
        if (only) {
            postBehind(cause, until);
            post(divided, until);
        } else {
            charge(cause, until);
        }
    }

    /** Does the same under the cause's own name even while everything is booked to one. */
    public void charge(int cause, long until) {
        if (cause == divided) {
            postBehind(cause, until);
        }
        post(cause, until);
    }

    private void postBehind(int cause, long until) {
        if (until > settled && !closed) {
            behind.add(cause, Math.max(0, until - Math.max(settled, border)));
        }
    }

    private void post(int cause, long until) {
        if (until <= settled || closed) {
            return;
        }
        if (settled < border) {
            late.add(cause, Math.min(until, border) - settled);
        }
        all.add(cause, until - settled);
        settled = until;
    }

    /** The run is over, at an instant in picoseconds up to which the time is booked to a cause; nothing is booked from now on. */
    public void close(int cause, long end) {
        charge(cause, end);
        closed = true;
    }

    /** Says which cause is divided further; called before anything is booked. */
    public void divide(int cause) {
        divided = cause;
    }

    /** From now on everything is booked to the cause that is divided. */
    public void bookAllToDivided() {
        only = true;
    }

    /** From now on everything is booked to its own cause. */
    public void bookEach() {
        only = false;
    }

    /** The book begins at an instant, in picoseconds, and not at 0; nothing has been booked. */
    public void beginAt(long time) {
        settled = time;
    }

    /** Books the time up to an instant as a list says; what lies before the list is booked to {@code before}. */
    public void follow(MarkList list, int before, long until) {
        spend(before, Math.min(list.start(), until));
        for (int i = 0; i < list.size(); i++) {
            spend(list.cause(i), Math.min(list.until(i), until));
        }
    }

    /** Cuts the books at an instant, in picoseconds: everything booked so far lies before it. */
    public void cutAt(long time) {
        border = time;
    }

    /** Returns until when time is booked, in picoseconds. */
    public long settled() {
        return settled;
    }

    /** Returns the time of a cause, in picoseconds. */
    public long sum(int cause) {
        return all.sum(cause) - late.sum(cause);
    }

    /** Returns what a cause had of the time that was booked to one, in picoseconds. */
    public long sumBehind(int cause) {
        return behind.sum(cause);
    }

    /** Returns the time that was booked to one cause whatever it was spent on, in picoseconds. */
    public long sumBehindAll() {
        return behind.total();
    }

    /** Returns the time booked to a cause since time 0, whatever border has been drawn, in picoseconds. */
    public long booked(int cause) {
        return all.sum(cause);
    }

    /** Whether the run is over for this book, so that nothing is booked any more. */
    public boolean closed() {
        return closed;
    }

    /** Returns the time of all causes, in picoseconds. */
    public long total() {
        return all.total() - late.total();
    }

    /** Returns the time booked in all, in picoseconds: equal to {@link #settled}. */
    public long booked() {
        return all.total();
    }
}
