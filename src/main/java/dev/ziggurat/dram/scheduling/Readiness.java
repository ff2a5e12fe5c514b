package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Scope;
import dev.ziggurat.dram.standard.Standard;
import java.util.Arrays;

/**
 * From which cycle on each command is legal: three tables of earliest cycles, by bank, bank group and rank, which every command pushes
 * forward by the gaps of the standard. Whether a bank is open is not known here.
 */
public final class Readiness {
    /** Longs of a place's row in a table: one for each command that constraints speak of, and so many that a row fills a cache line. */
    static final int COMMANDS = 8;

    private static final int WINDOW = 4;

    /** What was issued long before the start. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    final Banks banks;
    final int bankCount;
    final int rankCount;

    // Of each bank: its group (counted over all ranks), its rank, and its bit in a word of the rank's banks.
    final int[] groupOf;
    final int[] rankOf;
    final long[] bitOf;

    // Earliest cycles, at place * COMMANDS + command.
    final long[] bankReady;
    final long[] groupReady;
    final long[] rankReady;

    // What a command pushes, at its ordinal.
    private final Push[] inBank;
    private final Push[] inGroup;
    private final Push[] inRank;
    private final Push[] inOtherRanks;

    // The last four activates of each rank, a ring at rank * 4, and its oldest place.
    private final int fourActivates;
    private final long[] activates;
    private final int[] oldest;

    public Readiness(Standard standard, Banks banks) {
        this.banks = banks;
        bankCount = banks.count();
        rankCount = banks.ranks();
        groupOf = new int[bankCount];
        rankOf = new int[bankCount];
        bitOf = new long[bankCount];
        for (int bank = 0; bank < bankCount; bank++) {
            groupOf[bank] = bank / banks.banksPerGroup();
            rankOf[bank] = banks.rank(bank);
            bitOf[bank] = 1L << (bank - rankOf[bank] * banks.perRank());
        }
        bankReady = new long[COMMANDS * bankCount];
        groupReady = new long[COMMANDS * rankCount * banks.groups()];
        rankReady = new long[COMMANDS * rankCount];
        inBank = pushes(standard, Scope.BANK);
        inGroup = pushes(standard, Scope.BANK_GROUP);
        inRank = pushes(standard, Scope.RANK);
        inOtherRanks = pushes(standard, Scope.OTHER_RANKS);
        fourActivates = standard.fourActivates();
        activates = new long[WINDOW * rankCount];
        Arrays.fill(activates, NEVER);
        oldest = new int[rankCount];
    }

    private static Push[] pushes(Standard standard, Scope scope) {
        Push[] pushes = new Push[Command.CONSTRAINED];
        for (Command before : Command.values()) {
            if (before.ordinal() < pushes.length) {
                pushes[before.ordinal()] = new Push(standard, scope, before);
            }
        }
        return pushes;
    }

    /** Which commands another pushes to later cycles, and how far. */
    private static final class Push {
        private final int[] after;
        private final int[] gap;

        Push(Standard standard, Scope scope, Command before) {
            after = standard.constraints().stream()
                    .filter(each -> each.scope() == scope && each.before() == before)
                    .mapToInt(each -> each.after().ordinal())
                    .distinct()
                    .toArray();
            gap = Arrays.stream(after)
                    .map(ordinal -> standard.gap(before, Command.values()[ordinal], scope))
                    .toArray();
        }

        void apply(long[] ready, int place, long cycle) {
            int[] to = after;
            int[] by = gap;
            for (int i = 0; i < to.length; i++) {
                int at = place * COMMANDS + to[i];
                ready[at] = Math.max(ready[at], cycle + by[i]);
            }
        }
    }

    /** Returns the banks. */
    public Banks banks() {
        return banks;
    }

    /** Returns the first cycle in which a command to a bank is legal. */
    public long earliest(Command command, int bank) {
        int column = command.ordinal();
        long near = Math.max(bankReady[bank * COMMANDS + column], groupReady[groupOf[bank] * COMMANDS + column]);
        return Math.max(near, rankReady[rankOf[bank] * COMMANDS + column]);
    }

    /** Returns the first cycle in which a command to a whole rank is legal, as far as the rank's own constraints go. */
    public long earliestOfRank(Command command, int rank) {
        return rankReady[rank * COMMANDS + command.ordinal()];
    }

    /** Takes note of a command to a bank: ACTIVATE, PRECHARGE, READ or WRITE. */
    public void issued(Command command, int bank, long cycle) {
        int before = command.ordinal();
        int rank = rankOf[bank];
        inBank[before].apply(bankReady, bank, cycle);
        inGroup[before].apply(groupReady, groupOf[bank], cycle);
        inRank[before].apply(rankReady, rank, cycle);
        for (int other = 0; rankCount > 1 && other < rankCount; other++) {
            if (other != rank) {
                inOtherRanks[before].apply(rankReady, other, cycle);
            }
        }
        if (command == Command.ACTIVATE) {
            window(rank, cycle);
        }
    }

    /** Takes note of a refresh of a rank. */
    public void refreshed(int rank, long cycle) {
        inRank[Command.REFRESH.ordinal()].apply(rankReady, rank, cycle);
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
        int at = rank * COMMANDS + Command.ACTIVATE.ordinal();
        rankReady[at] = Math.max(rankReady[at], activates[base + next] + fourActivates);
    }
}
