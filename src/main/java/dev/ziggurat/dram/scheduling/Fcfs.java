package dev.ziggurat.dram.scheduling;

/**
 * First come, first served: everything waits for the oldest request, the yardstick of Rixner et al. ("Memory access scheduling", ISCA 2000).
 * Reads and writes take turns as with every scheduler; the order holds among the reads and among the writes.
 */
public final class Fcfs implements Scheduler {
    /** {@code scheduler: fcfs}. */
    public record Spec() implements SchedulerSpec {
        @Override
        public Scheduler create() {
            return new Fcfs();
        }
    }

    @Override
    public boolean passesForOpenRow() {
        return false;
    }

    @Override
    public int next(Candidates candidates, long from) {
        return candidates.oldest();
    }
}
