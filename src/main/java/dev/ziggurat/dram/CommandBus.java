package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.dram.scheduling.Readiness;
import dev.ziggurat.dram.standard.Command;
import org.jspecify.annotations.Nullable;

/** The command bus of a channel: whatever is issued passes here once, is remembered by the timing tables, counted and shown. */
final class CommandBus {
    private final Readiness readiness;
    private final Banks banks;
    private final ChannelCounts counts;
    private final IssuedCommand shown = new IssuedCommand();
    private @Nullable CommandObserver observer;

    CommandBus(int channel, Readiness readiness, ChannelCounts counts) {
        this.readiness = readiness;
        banks = readiness.banks();
        this.counts = counts;
        shown.channel = channel;
    }

    void observe(CommandObserver newObserver) {
        observer = newObserver;
    }

    Readiness readiness() {
        return readiness;
    }

    ChannelCounts counts() {
        return counts;
    }

    void activate(int bank, int row, long cycle) {
        readiness.issued(Command.ACTIVATE, bank, cycle);
        counts.activates++;
        if (observer != null) {
            show(observer, Command.ACTIVATE, bank, row, IssuedCommand.NONE, cycle);
        }
    }

    void precharge(int bank, long cycle) {
        readiness.issued(Command.PRECHARGE, bank, cycle);
        counts.precharges++;
        if (observer != null) {
            show(observer, Command.PRECHARGE, bank, IssuedCommand.NONE, IssuedCommand.NONE, cycle);
        }
    }

    /** Reads or writes a burst; the bank stays open. */
    void column(Command command, int bank, int row, int column, long cycle) {
        readiness.issued(command, bank, cycle);
        if (observer != null) {
            show(observer, command, bank, row, column, cycle);
        }
    }

    /** Reads or writes a burst; the bank closes itself. */
    void lastColumn(Command command, int bank, int row, int column, long cycle) {
        readiness.issued(command, bank, cycle);
        readiness.closesItself(bank);
        counts.precharges++;
        if (observer != null) {
            Command closing = command == Command.READ ? Command.READ_AUTO : Command.WRITE_AUTO;
            show(observer, closing, bank, row, column, cycle);
        }
    }

    /** Closes the banks of a rank; {@code open} has a bit for each that is open. */
    void prechargeAll(int rank, long open, long cycle) {
        for (long left = open; left != 0; left &= left - 1) {
            readiness.issued(Command.PRECHARGE, rank * banks.perRank() + Long.numberOfTrailingZeros(left), cycle);
            counts.precharges++;
        }
        showRank(Command.PRECHARGE_ALL, rank, cycle);
    }

    void refresh(int rank, long cycle) {
        readiness.refreshed(rank, cycle);
        counts.refreshes++;
        showRank(Command.REFRESH, rank, cycle);
    }

    private void showRank(Command command, int rank, long cycle) {
        if (observer == null) {
            return;
        }
        shown.cycle = cycle;
        shown.command = command;
        shown.rank = rank;
        shown.bankGroup = IssuedCommand.NONE;
        shown.bank = IssuedCommand.NONE;
        shown.row = IssuedCommand.NONE;
        shown.column = IssuedCommand.NONE;
        observer.issued(shown);
    }

    private void show(CommandObserver to, Command command, int bank, int row, int column, long cycle) {
        shown.cycle = cycle;
        shown.command = command;
        shown.rank = banks.rank(bank);
        shown.bankGroup = banks.group(bank);
        shown.bank = banks.bank(bank);
        shown.row = row;
        shown.column = column;
        to.issued(shown);
    }
}
