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
 * is served. Writes are served when their queue has reached its high mark, until it is down to its low mark, and whenever no read is queued.
 */
final class Issuer {
    private final Accounting accounting;
    private final ChannelCounts counts;
    private final Banks banks;
    private final ReadQueue reads;
    private final WriteQueue writes;
    private final Scheduler scheduler;
    private final Candidates candidates;
    private final Rows rows;
    private final CommandBus bus;
    private final Refresher refresher;
    private final boolean closesUnwanted;
    private final int drainFrom;
    private final int drainTo;

    private boolean draining;

    /** The read that the last step answered, null if it answered none, and when it is served, in picoseconds. */
    private @Nullable MemoryRequest answered;

    private long answerTime;

    Issuer(DramSpec spec, Accounting accounting, CommandBus bus, ReadQueue reads, WriteQueue writes) {
        this.accounting = accounting;
        this.bus = bus;
        this.reads = reads;
        this.writes = writes;
        counts = bus.counts();
        banks = Banks.of(spec.device().organisation(), spec.ranks());
        Readiness readiness = bus.readiness();
        drainFrom = spec.drainFrom();
        drainTo = spec.drainTo();
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

    /** Issues the command of a cycle; returns whether there was one. */
    boolean step(long cycle) {
        answered = null;
        turn();
        candidates.unbound();
        if (refresher.step(cycle)) {
            chargeRefresh();
            return true;
        }
        int bank = scheduler.pick(candidates, cycle);
        if (bank == Candidates.NONE) {
            return false;
        }
        issue(bank, cycle);
        return true;
    }

    /** After a step that issued nothing: returns a cycle before which no command can be legal unless something is accepted. */
    long next() {
        return Math.min(candidates.bound(), refresher.next());
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
        return refresher.until(banks.rank(bank));
    }

    /** An entry was accepted; returns the first cycle in which its bank can have its next command, as things are. */
    long added(Queue queue, int entry) {
        if (queue != rows.served()) {
            return Long.MAX_VALUE;
        }
        rows.added(entry);
        return candidates.earliest(queue.bank[entry]);
    }

    /** Whether the next step will decide differently from the last which queue is served; then it must come in the next cycle. */
    boolean turns() {
        boolean drains = drains();
        return drains != draining || wanted(drains) != rows.served();
    }

    /** Decides which queue is served: at the beginning of a step, when all that came in the cycle before is known. */
    private void turn() {
        draining = drains();
        Queue wanted = wanted(draining);
        if (wanted != rows.served()) {
            rows.serve(wanted);
        }
    }

    private boolean drains() {
        int queued = writes.entries.size();
        return draining ? queued > drainTo : queued >= drainFrom;
    }

    private Queue wanted(boolean drains) {
        boolean writing = drains || (reads.entries.size() == 0 && writes.entries.size() > 0);
        return writing ? writes.entries : reads.entries;
    }

    /** The reads that a refresh holds up are charged when it is issued, because its end is known then. */
    private void chargeRefresh() {
        int rank = refresher.refreshed();
        if (rank < 0) {
            return;
        }
        Queue queue = reads.entries;
        for (long left = queue.occupied(rank); left != 0; left &= left - 1) {
            int bank = rank * banks.perRank() + Long.numberOfTrailingZeros(left);
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
