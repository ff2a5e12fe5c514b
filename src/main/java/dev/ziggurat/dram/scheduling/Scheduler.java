package dev.ziggurat.dram.scheduling;

/** Decides which command comes next. */
public interface Scheduler {
    /** Whether a request for the open row may go before the oldest of its bank; asked once. */
    boolean passesForOpenRow();

    /**
     * Picks the bank whose candidate is issued in a cycle. It may be asked again, and for a cycle in which something else comes first, so it
     * changes nothing but the candidates' bound.
     *
     * @return the bank, or {@link Candidates#NONE}; then {@link Candidates#bound()} is a cycle, not later than the first in which a pick could
     *     be made if nothing arrives
     */
    int pick(Candidates candidates, long cycle);
}
