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
    public int pick(Candidates candidates, long cycle) {
        int late = candidates.oldestReady(candidates.otherColumn(), cycle);
        if (late != Candidates.NONE) {
            return late;
        }
        int hit = candidates.oldestReady(candidates.column(), cycle);
        if (hit != Candidates.NONE) {
            return hit;
        }
        int activate = candidates.oldestReady(Command.ACTIVATE, cycle);
        int precharge = candidates.oldestReady(Command.PRECHARGE, cycle);
        if (activate == Candidates.NONE || precharge == Candidates.NONE) {
            return Math.max(activate, precharge);
        }
        return candidates.age(activate) < candidates.age(precharge) ? activate : precharge;
    }
}
