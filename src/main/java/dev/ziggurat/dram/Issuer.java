package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.dram.scheduling.Candidates;
import dev.ziggurat.dram.scheduling.Readiness;
import dev.ziggurat.dram.scheduling.Scheduler;
import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.memory.MemoryRequest;
import org.jspecify.annotations.Nullable;

/**
 * The half of a channel that issues commands: at most one in a cycle, for refresh if it needs one, otherwise for an entry of the queue that
 * is served.
 */
final class Issuer {
    private static final long NEVER = Long.MAX_VALUE;

    private final Accounting accounting;
    private final ChannelCounts counts;
    private final BankBits bits;
    private final int perRank;
    private final ReadQueue reads;
    private final WriteQueue writes;
    private final Scheduler scheduler;
    private final Candidates candidates;
    private final Rows rows;
    private final CommandBus bus;
    private final Refresher refresher;
    private final boolean closesUnwanted;
    private final Turns turns;

    /** The bank whose command comes next, in the cycle {@code foreseenIn}, if nothing changes before. */
    private int foreseen = Candidates.NONE;

    private long foreseenIn = NEVER;

    /** Whether something has changed since that was foreseen. */
    private boolean outdated;

    /** The read that the last step answered, null if it answered none, and when it is served, in picoseconds. */
    private @Nullable MemoryRequest answered;

    private long answerTime;

    Issuer(DramSpec spec, Accounting accounting, CommandBus bus, ReadQueue reads, WriteQueue writes) {
        this.accounting = accounting;
        this.bus = bus;
        this.reads = reads;
        this.writes = writes;
        counts = bus.counts();
        Banks banks = Banks.of(spec.device().organisation(), spec.ranks());
        bits = new BankBits(banks);
        perRank = banks.perRank();
        Readiness readiness = bus.readiness();
        turns = new Turns(reads.entries, writes.entries, spec.drainFrom(), spec.drainTo());
        closesUnwanted = spec.rowPolicy().create().closesWhenUnwanted();
        scheduler = spec.scheduler().create();
        candidates = new Candidates(readiness);
        rows = new Rows(readiness, candidates, reads.entries, writes.entries, scheduler.passesForOpenRow());
        refresher = new Refresher(
                spec.refresh().create(spec.ranks(), spec.device().standard().refreshInterval()),
                spec.ranks(),
                rows,
                candidates,
                bus);
    }

    /** Issues the command of a cycle, if there is one. */
    void step(long cycle) {
        answered = null;
        turn();
        if (refresher.due(cycle)) {
            outdated = true;
            if (refresher.step(cycle)) {
                chargeRefresh();
                return;
            }
        }
        if (outdated) {
            foresee(cycle);
        }
        if (foreseenIn == cycle) {
            outdated = true;
            issue(foreseen, cycle);
        }
    }

    /** Returns the first cycle, from one on, in which a command can be issued or refresh has something to do, if nothing is accepted before. */
    long next(long cycle) {
        if (outdated) {
            foresee(cycle);
        }
        return Math.min(foreseenIn, refresher.next());
    }

    private void foresee(long cycle) {
        outdated = false;
        foreseen = candidates.noChoice() ? candidates.only() : scheduler.next(candidates, cycle);
        foreseenIn = foreseen == Candidates.NONE ? NEVER : Math.max(cycle, candidates.earliest(foreseen));
    }

    /** Returns the cycle before which refresh alone has nothing to do. */
    long nextRefresh() {
        return refresher.next();
    }

    /** Returns the read that the last step answered, null if it answered none. */
    @Nullable
    MemoryRequest answered() {
        return answered;
    }

    /** Returns when that read is served, in picoseconds. */
    long answerTime() {
        return answerTime;
    }

    /** Returns the cycle until which the last refresh of a bank's rank lasts. */
    long refreshedUntil(int bank) {
        return refresher.until(bits.rank[bank]);
    }

    /** An entry was accepted: it matters if it gives its bank a command that may come before what was foreseen, or instead of it. */
    void added(Queue queue, int entry) {
        if (queue == rows.served() && rows.added(entry) && !outdated) {
            int bank = queue.bank[entry];
            outdated = bank == foreseen || candidates.earliest(bank) <= foreseenIn;
        }
    }

    /** Whether the next step will decide anew which queue is served; then it must come in the next cycle. */
    boolean turns() {
        return turns.due();
    }

    /** Decides which queue is served: at the beginning of a step, when all that came in the cycle before is known. */
    private void turn() {
        if (turns.due()) {
            rows.serve(turns.decide());
            outdated = true;
        }
    }

    /** The reads that a refresh holds up are charged when it is issued, because its end is known then. */
    private void chargeRefresh() {
        int rank = refresher.refreshed();
        if (rank < 0) {
            return;
        }
        Queue queue = reads.entries;
        for (long left = queue.occupied(rank); left != 0; left &= left - 1) {
            int bank = rank * perRank + Long.numberOfTrailingZeros(left);
            for (int entry = queue.first(bank); entry != Queue.NONE; entry = queue.next(entry)) {
                accounting.refreshed(reads.request(entry), queue, entry, refresher.since(rank), refresher.until(rank));
            }
        }
    }

    private void issue(int bank, long cycle) {
        Queue queue = rows.served();
        int entry = rows.entry(bank);
        Command command = candidates.wants(bank);
        if (command == Command.ACTIVATE) {
            queue.finds(entry, Queue.MISS);
            queue.activated[entry] = cycle;
            bus.activate(bank, queue.row[entry], cycle);
            rows.activated(bank, entry);
        } else if (command == Command.PRECHARGE) {
            queue.finds(entry, Queue.CONFLICT);
            queue.precharged[entry] = cycle;
            bus.precharge(bank, cycle);
            rows.closed(bank);
        } else {
            column(command, entry, cycle);
        }
    }

    private void column(Command command, int entry, long cycle) {
        Queue queue = rows.queue(command);
        int bank = queue.bank[entry];
        int row = queue.row[entry];
        int younger = queue.next(entry);
        queue.finds(entry, Queue.HIT);
        counts.burst(queue.found[entry]);
        if (command == Command.READ) {
            answer(entry, cycle);
        } else {
            counts.writeBursts++;
            writes.remove(entry);
        }
        if (closesUnwanted && !wanted(bank, row)) {
            bus.lastColumn(command, bank, row, queue.column[entry], cycle);
            rows.closed(bank);
        } else {
            bus.column(command, bank, row, queue.column[entry], cycle);
            rows.used(bank, queue, younger);
        }
        refresher.used(cycle);
    }

    private void answer(int entry, long cycle) {
        MemoryRequest request = reads.request(entry);
        answered = request;
        answerTime = accounting.answered(request, reads.entries, entry, cycle);
        counts.readBursts++;
        counts.answered(answerTime - accounting.time(reads.entries.accepted[entry]));
        reads.remove(entry);
    }

    private boolean wanted(int bank, int row) {
        return wanted(reads.entries, bank, row) || wanted(writes.entries, bank, row);
    }

    private static boolean wanted(Queue queue, int bank, int row) {
        return queue.toRow(queue.first(bank), row) != Queue.NONE;
    }
}
