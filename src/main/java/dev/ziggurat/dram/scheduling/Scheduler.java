package dev.ziggurat.dram.scheduling;

/** Decides which command comes next. */
public interface Scheduler {
    /** Whether a request for the open row may go before the oldest of its bank; asked once. */
    boolean passesForOpenRow();

    /**
     * Foresees which bank's candidate is issued next if nothing changes until then: in the first cycle in which any that this policy may
     * choose is legal, the one that it prefers of those. It is asked again when something has changed, but need not be if that is only one
     * more candidate, younger than all and legal only after the command foreseen; so such a one must not matter.
     *
     * @param from the first cycle that is free for a command
     * @return the bank, whose command comes in {@code from} or in its {@link Candidates#earliest}, whichever is later;
     *     {@link Candidates#NONE} if no bank may have a command
     */
    int next(Candidates candidates, long from);
}
