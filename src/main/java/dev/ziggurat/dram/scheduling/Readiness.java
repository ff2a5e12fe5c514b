package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Scope;
import dev.ziggurat.dram.standard.Standard;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * From which cycle on each command is legal: a table of earliest cycles, with a row for each bank, bank group and rank, which every command
 * pushes forward by the gaps of the standard. Whether a bank is open is not known here.
 */
public final class Readiness {
    /** Longs of a row of the table: one for each command that constraints speak of, and so many that a row fills a cache line. */
    static final int COMMANDS = 8;

    /** The commands to single banks; the banks of a rank and one of these are a word, number rank * WORDS + command. */
    static final int WORDS = 4;

    private static final int WINDOW = 4;

    /** What was issued long before the start. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    final Banks banks;
    final int bankCount;
    final int rankCount;

    // Of each bank: its rank, and its bit in a word of the rank's banks.
    final int[] rankOf;
    final long[] bitOf;

    // Earliest cycles, at row + command: first the rows of the banks, then those of the groups, then those of the
    // ranks; where the row of a
    // bank's group begins, and that of the first rank.
    final long[] ready;
    final int[] groupRow;
    final int rankRows;

    // What a command to a bank pushes, at command * bankCount + bank, and what a refresh of a rank pushes: pairs of a
    // place in the table
    // and a gap. They are spelt out for each bank because one short loop over one array costs half of one loop for each
    // scope.
    private final int[][] pushedFromBank;
    private final int[][] pushedByRefresh;

    // The words whose banks are pushed all together, or group by group, by a command to a bank, laid out as above; and
    // those that have been since somebody asked; a bit each.
    private final int[] wordsPushed;
    private int pushed;

    // The last four activates of each rank, a ring at rank * 4, and its oldest place.
    private final int fourActivates;
    private final long[] activates;
    private final int[] oldest;

    public Readiness(Standard standard, Banks banks) {
        this.banks = banks;
        bankCount = banks.count();
        rankCount = banks.ranks();
        int groups = rankCount * banks.groups();
        ready = new long[COMMANDS * (bankCount + groups + rankCount)];
        rankOf = banksTo(banks::rank);
        bitOf = IntStream.range(0, bankCount)
                .mapToLong(bank -> 1L << (bank % banks.perRank()))
                .toArray();
        groupRow = banksTo(bank -> COMMANDS * (bankCount + bank / banks.banksPerGroup()));
        rankRows = COMMANDS * (bankCount + groups);
        pushedFromBank = new int[Command.REFRESH.ordinal() * bankCount][];
        Arrays.setAll(pushedFromBank, each -> pushes(standard, Command.values()[each / bankCount], each % bankCount));
        pushedByRefresh = new int[rankCount][];
        Arrays.setAll(pushedByRefresh, rank -> pushes(standard, Command.REFRESH, rank * banks.perRank()));
        wordsPushed = Arrays.stream(pushedFromBank).mapToInt(this::words).toArray();
        fourActivates = standard.fourActivates();
        activates = new long[WINDOW * rankCount];
        Arrays.fill(activates, NEVER);
        oldest = new int[rankCount];
    }

    private int[] banksTo(IntUnaryOperator value) {
        return IntStream.range(0, bankCount).map(value).toArray();
    }

    /** Returns what a command to a bank pushes: pairs of a place in the table and a gap. */
    private int[] pushes(Standard standard, Command before, int bank) {
        return standard.constraints().stream()
                .filter(each -> each.before() == before && each.cycles() > 0)
                .flatMapToInt(each -> rows(each.scope(), bank)
                        .flatMap(row -> IntStream.of(row + each.after().ordinal(), each.cycles())))
                .toArray();
    }

    /** Returns the words of the groups and ranks that are pushed, a bit each. */
    private int words(int[] pushes) {
        return IntStream.range(0, pushes.length / 2)
                .map(i -> pushes[2 * i])
                .filter(at -> at >= COMMANDS * bankCount && at % COMMANDS < WORDS)
                .map(at -> 1 << (WORDS * rankOfRow(at / COMMANDS) + at % COMMANDS))
                .reduce(0, (some, more) -> some | more);
    }

    private int rankOfRow(int row) {
        int groups = rankCount * banks.groups();
        int group = row - bankCount;
        return group < groups ? group / banks.groups() : group - groups;
    }

    private IntStream rows(Scope scope, int bank) {
        return switch (scope) {
            case BANK -> IntStream.of(COMMANDS * bank);
            case BANK_GROUP -> IntStream.of(groupRow[bank]);
            case RANK -> IntStream.of(rankRow(rankOf[bank]));
            case OTHER_RANKS ->
                IntStream.range(0, rankCount)
                        .filter(rank -> rank != rankOf[bank])
                        .map(this::rankRow);
        };
    }

    private int rankRow(int rank) {
        return rankRows + COMMANDS * rank;
    }

    /** Returns the banks. */
    public Banks banks() {
        return banks;
    }

    /** Returns the first cycle in which a command to a bank is legal. */
    public long earliest(Command command, int bank) {
        return earliest(command.ordinal(), bank);
    }

    /** The same of a command by its ordinal. */
    long earliest(int command, int bank) {
        return Math.max(earliestInGroup(command, bank), earliestOfRank(command, rankOf[bank]));
    }

    /** Returns the first cycle in which a command to a bank is legal as far as the bank's and its group's constraints go. */
    long earliestInGroup(int command, int bank) {
        return Math.max(ready[COMMANDS * bank + command], ready[groupRow[bank] + command]);
    }

    /** Returns the first cycle in which a command to a whole rank is legal, as far as the rank's own constraints go. */
    public long earliestOfRank(Command command, int rank) {
        return earliestOfRank(command.ordinal(), rank);
    }

    /** The same of a command by its ordinal. */
    long earliestOfRank(int command, int rank) {
        return ready[rankRow(rank) + command];
    }

    /** Returns the words, a bit each, of which more than one bank may have been pushed away since this was last asked. */
    int takePushed() {
        int words = pushed;
        pushed = 0;
        return words;
    }

    /** Takes note of a command to a bank: ACTIVATE, PRECHARGE, READ or WRITE. */
    public void issued(Command command, int bank, long cycle) {
        int which = command.ordinal() * bankCount + bank;
        push(pushedFromBank[which], cycle);
        pushed |= wordsPushed[which];
        if (command == Command.ACTIVATE) {
            window(rankOf[bank], cycle);
        }
    }

    /** Takes note of a refresh of a rank. */
    public void refreshed(int rank, long cycle) {
        push(pushedByRefresh[rank], cycle);
        pushed = -1;
    }

    private void push(int[] pushes, long cycle) {
        long[] table = ready;
        for (int i = 0; i < pushes.length; i += 2) {
            int at = pushes[i];
            table[at] = Math.max(table[at], cycle + pushes[i + 1]);
        }
    }

    /** Takes note that a bank closes itself after its last column command, as soon as a precharge is legal. */
    public void closesItself(int bank) {
        issued(Command.PRECHARGE, bank, earliest(Command.PRECHARGE, bank));
    }

    /** The fifth activate of a rank waits until tFAW after the first. */
    private void window(int rank, long cycle) {
        int base = WINDOW * rank;
        int place = oldest[rank];
        activates[base + place] = cycle;
        int next = (place + 1) & (WINDOW - 1);
        oldest[rank] = next;
        int at = rankRow(rank) + Command.ACTIVATE.ordinal();
        pushed |= 1 << (WORDS * rank + Command.ACTIVATE.ordinal());
        ready[at] = Math.max(ready[at], activates[base + next] + fourActivates);
    }
}
