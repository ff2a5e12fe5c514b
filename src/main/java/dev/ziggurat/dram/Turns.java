package dev.ziggurat.dram;

/**
 * Whether reads or writes are served. Writes are served when their queue has reached its high mark, until it is down to its low mark, and
 * whenever no read is queued.
 */
final class Turns {
    private final Queue reads;
    private final Queue writes;
    private final int drainFrom;
    private final int drainTo;

    private boolean draining;
    private Queue served;

    /**
     * @param drainFrom so many queued writes are drained though reads wait
     * @param drainTo until no more than so many are left
     */
    Turns(Queue reads, Queue writes, int drainFrom, int drainTo) {
        this.reads = reads;
        this.writes = writes;
        this.drainFrom = drainFrom;
        this.drainTo = drainTo;
        served = reads;
    }

    /** Whether a decision now would differ from the last. */
    boolean due() {
        if (writes.size() == 0 && served == reads && !draining) {
            return false;
        }
        boolean drains = drains();
        return drains != draining || wanted(drains) != served;
    }

    /** Decides; returns the queue that is served from now on. */
    Queue decide() {
        draining = drains();
        served = wanted(draining);
        return served;
    }

    private boolean drains() {
        int queued = writes.size();
        return draining ? queued > drainTo : queued >= drainFrom;
    }

    private Queue wanted(boolean drains) {
        return drains || (reads.size() == 0 && writes.size() > 0) ? writes : reads;
    }
}
