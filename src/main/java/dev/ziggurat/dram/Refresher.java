package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Candidates;
import dev.ziggurat.dram.scheduling.Readiness;
import dev.ziggurat.dram.scheduling.RefreshPolicy;
import dev.ziggurat.dram.standard.Command;

/**
 * Carries out refresh, before all other commands. From the cycle in which a refresh is due its rank takes no activate and no precharge for a
 * request; rows that were opened and not yet used are still used once, so that no activate was in vain. Then all open banks are closed with
 * one command as soon as each may be, and the rank is refreshed when they are.
 */
final class Refresher {
    private static final long ALL = -1;

    private final RefreshPolicy policy;
    private final Rows rows;
    private final Readiness readiness;
    private final Candidates candidates;
    private final CommandBus bus;

    // Of each rank: whether its refresh is due and not yet issued, since when it is due, and until when the last one
    // lasts.
    private final boolean[] pending;
    private final long[] since;
    private final long[] until;

    private int pendingRanks;

    /** The rank that was refreshed by the last step, -1 if none was. */
    private int refreshed;

    private long next;

    Refresher(RefreshPolicy policy, int ranks, Rows rows, Candidates candidates, CommandBus bus) {
        this.policy = policy;
        this.rows = rows;
        readiness = bus.readiness();
        this.candidates = candidates;
        this.bus = bus;
        pending = new boolean[ranks];
        since = new long[ranks];
        until = new long[ranks];
        next = firstDue();
    }

    /** Returns the cycle before which refresh has nothing to do, unless a row is used before. */
    long next() {
        return next;
    }

    /** A row was used: a refresh may have waited for that. */
    void used(long cycle) {
        if (pendingRanks > 0) {
            next = cycle + 1;
        }
    }

    /** Returns the rank that the last step refreshed, -1 if it did none. */
    int refreshed() {
        return refreshed;
    }

    /** Returns the cycle since which the last refresh of a rank was due. */
    long since(int rank) {
        return since[rank];
    }

    /** Returns the cycle from which on a rank takes commands again after its last refresh. */
    long until(int rank) {
        return until[rank];
    }

    /** Whether refresh may have something to do in a cycle. */
    boolean due(long cycle) {
        return pendingRanks > 0 || cycle >= next;
    }

    /** Does what refresh has to do in a cycle; returns whether a command was issued. */
    boolean step(long cycle) {
        refreshed = -1;
        for (int rank = 0; rank < pending.length; rank++) {
            if (!pending[rank] && policy.due(rank) <= cycle) {
                begin(rank);
            }
        }
        next = firstDue();
        for (int rank = 0; pendingRanks > 0 && rank < pending.length; rank++) {
            if (pending[rank] && close(rank, cycle)) {
                next = cycle + 1;
                return true;
            }
        }
        return false;
    }

    private long firstDue() {
        long first = RefreshPolicy.NEVER;
        for (int rank = 0; rank < pending.length; rank++) {
            if (!pending[rank]) {
                first = Math.min(first, policy.due(rank));
            }
        }
        return first;
    }

    private void begin(int rank) {
        pending[rank] = true;
        pendingRanks++;
        since[rank] = policy.due(rank);
        candidates.allow(Command.ACTIVATE, rank, 0);
        candidates.allow(Command.PRECHARGE, rank, 0);
    }

    /** Brings a rank's refresh forward; returns whether a command was issued. */
    private boolean close(int rank, long cycle) {
        long unused = rows.fresh(rank);
        candidates.allow(Command.READ, rank, unused);
        candidates.allow(Command.WRITE, rank, unused);
        if (unused != 0) {
            return false;
        }
        long open = rows.opened(rank);
        long earliest = open == 0 ? readiness.earliestOfRank(Command.REFRESH, rank) : rows.earliestPrechargeAll(rank);
        if (earliest > cycle) {
            next = Math.min(next, earliest);
            return false;
        }
        if (open == 0) {
            refresh(rank, cycle);
        } else {
            bus.prechargeAll(rank, open, cycle);
            rows.allClosed(rank);
        }
        return true;
    }

    private void refresh(int rank, long cycle) {
        bus.refresh(rank, cycle);
        policy.refreshed(rank);
        pending[rank] = false;
        pendingRanks--;
        refreshed = rank;
        until[rank] = readiness.earliestOfRank(Command.ACTIVATE, rank);
        candidates.allow(Command.ACTIVATE, rank, ALL);
        candidates.allow(Command.PRECHARGE, rank, ALL);
        candidates.allow(Command.READ, rank, ALL);
        candidates.allow(Command.WRITE, rank, ALL);
    }
}
