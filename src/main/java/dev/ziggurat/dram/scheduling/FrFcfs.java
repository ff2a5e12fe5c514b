package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;

/**
 * First ready, first come first served (Rixner et al., "Memory access scheduling", ISCA 2000): of the commands that are legal now, reads or
 * writes of open rows come before activates and precharges, and the older before the younger. A row is not closed while a request waits for
 * it. When reads and writes take turns, what the last turn has opened rows for goes first.
 */
public final class FrFcfs implements Scheduler {
    /** Of each command, by its ordinal: less is better. */
    private final int[] preference = new int[Command.CONSTRAINED];

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
        preference[candidates.otherColumn().ordinal()] = 0;
        preference[candidates.column().ordinal()] = 1;
        preference[Command.ACTIVATE.ordinal()] = 2;
        preference[Command.PRECHARGE.ordinal()] = 2;
        return candidates.soonest(from, preference);
    }
}
