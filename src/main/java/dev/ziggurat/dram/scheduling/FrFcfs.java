package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;

/**
 * First ready, first come first served (Rixner et al., "Memory access scheduling", ISCA 2000): of the commands that are legal now, reads or
 * writes of open rows come before activates and precharges, and the older before the younger. A row is not closed while a request waits for
 * it. When reads and writes take turns, what the last turn has opened rows for goes first.
 */
public final class FrFcfs implements Scheduler {
    /** {@code scheduler: fr-fcfs}. */
    public record Spec() implements SchedulerSpec {
        @Override
        public Scheduler create() {
            return new FrFcfs();
        }
    }

    @Override
    public boolean passesForOpenRow() {
        return true;
    }

    @Override
    public int next(Candidates candidates, long from) {
        candidates.search(from);
        candidates.sooner(candidates.otherColumn());
        candidates.sooner(candidates.column());
        candidates.sooner(Command.ACTIVATE);
        candidates.soonerOrOlder(Command.PRECHARGE);
        return candidates.found();
    }
}
