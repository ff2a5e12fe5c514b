package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.dram.scheduling.Candidates;
import dev.ziggurat.dram.scheduling.Readiness;
import dev.ziggurat.dram.standard.Command;
import java.util.Arrays;

/**
 * Which row of each bank is open, and what each bank's requests therefore want next: the column command of the oldest request for the open
 * row, or if there is none a precharge for the oldest request, or on a closed bank an activate for it.
 *
 * <p>A row is used first by the request for which it was opened. That request stays the bank's candidate even if meanwhile the other queue is
 * served or a refresh is due, so no activate is ever in vain.
 */
final class Rows {
    private static final int CLOSED = -1;

    private final Candidates candidates;
    private final Readiness readiness;
    private final boolean hitsFirst;
    private final BankBits bits;
    private final int perRank;
    private final int ranks;

    // Of each bank: its open row, and the entry whose command is the bank's candidate.
    private final int[] open;
    private final int[] entry;

    // Of each rank, a bit a bank: those open, and those whose row has not been used since it was opened.
    private final long[] opened;
    private final long[] fresh;

    private final Queue reads;
    private final Queue writes;
    private Queue served;

    Rows(Readiness readiness, Candidates candidates, Queue reads, Queue writes, boolean hitsFirst) {
        Banks banks = readiness.banks();
        this.candidates = candidates;
        this.readiness = readiness;
        this.hitsFirst = hitsFirst;
        this.reads = reads;
        this.writes = writes;
        served = reads;
        bits = new BankBits(banks);
        perRank = banks.perRank();
        ranks = banks.ranks();
        open = new int[banks.count()];
        Arrays.fill(open, CLOSED);
        entry = new int[banks.count()];
        opened = new long[ranks];
        fresh = new long[ranks];
    }

    Queue served() {
        return served;
    }

    /** Returns the queue of a column command. */
    Queue queue(Command column) {
        return column == Command.READ ? reads : writes;
    }

    /** Returns the entry whose command a bank wants. */
    int entry(int bank) {
        return entry[bank];
    }

    /** Returns the open banks of a rank, a bit each. */
    long opened(int rank) {
        return opened[rank];
    }

    /** Returns the banks of a rank, a bit each, whose row has not been used since it was opened. */
    long fresh(int rank) {
        return fresh[rank];
    }

    /** Returns the first cycle in which all open banks of a rank may be closed at once. */
    long earliestPrechargeAll(int rank) {
        long earliest = 0;
        for (long left = opened[rank]; left != 0; left &= left - 1) {
            int bank = rank * perRank + Long.numberOfTrailingZeros(left);
            earliest = Math.max(earliest, readiness.earliest(Command.PRECHARGE, bank));
        }
        return earliest;
    }

    /** From now on another queue is served. */
    void serve(Queue queue) {
        served = queue;
        candidates.serve(queue == reads ? Command.READ : Command.WRITE);
        for (int rank = 0; rank < ranks; rank++) {
            candidates.dropAllBut(rank, fresh[rank]);
            for (long left = queue.occupied(rank) & ~fresh[rank]; left != 0; left &= left - 1) {
                derive(rank * perRank + Long.numberOfTrailingZeros(left));
            }
        }
    }

    /**
     * An entry has come into the queue that is served: it changes its bank's candidate if it is the first of the bank, or the first for the
     * open row. Returns whether it did.
     */
    boolean added(int added) {
        int bank = served.bank[added];
        if (candidates.wantsNothing(bank)) {
            derive(bank);
            return true;
        }
        if (hitsFirst && open[bank] == served.row[added] && candidates.wants(bank) == Command.PRECHARGE) {
            entry[bank] = added;
            candidates.want(bank, candidates.column(), served.order[added]);
            return true;
        }
        return false;
    }

    /** A row was opened for an entry of the queue that is served. */
    void activated(int bank, int opener) {
        long bit = bits.bit[bank];
        open[bank] = served.row[opener];
        opened[bits.rank[bank]] |= bit;
        fresh[bits.rank[bank]] |= bit;
        wantColumn(bank, opener);
    }

    /** A bank was closed. */
    void closed(int bank) {
        open[bank] = CLOSED;
        opened[bits.rank[bank]] &= ~bits.bit[bank];
        fresh[bits.rank[bank]] &= ~bits.bit[bank];
        derive(bank);
    }

    /** All banks of a rank were closed. */
    void allClosed(int rank) {
        long were = opened[rank];
        opened[rank] = 0;
        fresh[rank] = 0;
        for (long left = were; left != 0; left &= left - 1) {
            int bank = rank * perRank + Long.numberOfTrailingZeros(left);
            open[bank] = CLOSED;
            derive(bank);
        }
    }

    /** The open row was used by an entry that has just left its queue; {@code younger} came after it in the bank. */
    void used(int bank, Queue queue, int younger) {
        fresh[bits.rank[bank]] &= ~bits.bit[bank];
        int hit = hitsFirst && queue == served ? served.toRow(younger, open[bank]) : Queue.NONE;
        if (hit != Queue.NONE) {
            wantColumn(bank, hit);
        } else {
            derive(bank);
        }
    }

    private void derive(int bank) {
        int oldest = served.first(bank);
        if (oldest == Queue.NONE) {
            candidates.drop(bank);
            return;
        }
        int row = open[bank];
        if (row == CLOSED) {
            want(bank, Command.ACTIVATE, oldest);
            return;
        }
        int hit = hitsFirst || served.row[oldest] == row ? served.toRow(oldest, row) : Queue.NONE;
        if (hit == Queue.NONE) {
            want(bank, Command.PRECHARGE, oldest);
        } else {
            wantColumn(bank, hit);
        }
    }

    private void wantColumn(int bank, int hit) {
        want(bank, candidates.column(), hit);
    }

    private void want(int bank, Command command, int by) {
        entry[bank] = by;
        candidates.want(bank, command, served.order[by]);
    }
}
