package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Constraint;
import dev.ziggurat.dram.standard.Scope;
import dev.ziggurat.dram.standard.Standard;
import java.util.Arrays;

/**
 * From which cycle on each command is legal: three tables of earliest cycles, by bank, bank group and rank, which every command pushes
 * forward by the gaps of the standard. Whether a bank is open is not known here.
 */
public final class Readiness {
    private static final int COMMANDS = Command.CONSTRAINED;
    private static final int WINDOW = 4;

    /** A gap that no constraint demands; far enough below 0 to push nothing. */
    private static final int NONE = Integer.MIN_VALUE / 2;

    // Gaps in cycles, at before * COMMANDS + after.
    private final int[] bankGaps = gaps();
    private final int[] groupGaps = gaps();
    private final int[] rankGaps = gaps();
    private final int[] otherRankGaps = gaps();
    private final int fourActivates;

    final Banks banks;
    final int bankCount;
    final int groupCount;
    final int rankCount;

    // Of each bank: its group (counted over all ranks), its rank, and its bit in a word of the rank's banks.
    final int[] groupOf;
    final int[] rankOf;
    final long[] bitOf;

    // Earliest cycles, at command * places + place.
    final long[] bankReady;
    final long[] groupReady;
    final long[] rankReady;

    // The last four activates of each rank, a ring at rank * 4; its oldest place.
    private final long[] activates;
    private final int[] oldest;

    public Readiness(Standard standard, Banks banks) {
        this.banks = banks;
        fourActivates = standard.fourActivates();
        for (Constraint each : standard.constraints()) {
            int[] table = table(each.scope());
            int place = each.before().ordinal() * COMMANDS + each.after().ordinal();
            table[place] = Math.max(table[place], each.cycles());
        }
        bankCount = banks.count();
        rankCount = banks.ranks();
        groupCount = rankCount * banks.groups();
        groupOf = new int[bankCount];
        rankOf = new int[bankCount];
        bitOf = new long[bankCount];
        for (int bank = 0; bank < bankCount; bank++) {
            groupOf[bank] = bank / banks.banksPerGroup();
            rankOf[bank] = banks.rank(bank);
            bitOf[bank] = 1L << (bank - rankOf[bank] * banks.perRank());
        }
        bankReady = new long[COMMANDS * bankCount];
        groupReady = new long[COMMANDS * groupCount];
        rankReady = new long[COMMANDS * rankCount];
        activates = new long[WINDOW * rankCount];
        Arrays.fill(activates, NONE);
        oldest = new int[rankCount];
    }

    private static int[] gaps() {
        int[] gaps = new int[COMMANDS * COMMANDS];
        Arrays.fill(gaps, NONE);
        return gaps;
    }

    private int[] table(Scope scope) {
        return switch (scope) {
            case BANK -> bankGaps;
            case BANK_GROUP -> groupGaps;
            case RANK -> rankGaps;
            case OTHER_RANKS -> otherRankGaps;
        };
    }

    /** Returns the banks. */
    public Banks banks() {
        return banks;
    }

    /** Returns the first cycle in which a command to a bank is legal. */
    public long earliest(Command command, int bank) {
        int row = command.ordinal();
        long near = Math.max(bankReady[row * bankCount + bank], groupReady[row * groupCount + groupOf[bank]]);
        return Math.max(near, rankReady[row * rankCount + rankOf[bank]]);
    }

    /** Returns the first cycle in which a command to a whole rank is legal, as far as the rank's own constraints go. */
    public long earliestOfRank(Command command, int rank) {
        return rankReady[command.ordinal() * rankCount + rank];
    }

    /** Takes note of a command to a bank: ACTIVATE, PRECHARGE, READ or WRITE. */
    public void issued(Command command, int bank, long cycle) {
        int before = command.ordinal();
        int rank = rankOf[bank];
        push(bankReady, bank, bankCount, bankGaps, before, cycle);
        push(groupReady, groupOf[bank], groupCount, groupGaps, before, cycle);
        push(rankReady, rank, rankCount, rankGaps, before, cycle);
        if (command == Command.ACTIVATE) {
            window(rank, cycle);
        } else if (rankCount > 1 && command != Command.PRECHARGE) {
            others(rank, before, cycle);
        }
    }

    /** Takes note of a refresh of a rank. */
    public void refreshed(int rank, long cycle) {
        push(rankReady, rank, rankCount, rankGaps, Command.REFRESH.ordinal(), cycle);
    }

    /** Takes note that a bank closes itself after its last column command, as soon as a precharge is legal. */
    public void closesItself(int bank) {
        issued(Command.PRECHARGE, bank, earliest(Command.PRECHARGE, bank));
    }

    private static void push(long[] ready, int place, int places, int[] gaps, int before, long cycle) {
        int gap = before * COMMANDS;
        int at = place;
        for (int after = 0; after < COMMANDS; after++) {
            ready[at] = Math.max(ready[at], cycle + gaps[gap + after]);
            at += places;
        }
    }

    /** The fifth activate of a rank waits until tFAW after the first. */
    private void window(int rank, long cycle) {
        int place = oldest[rank];
        activates[WINDOW * rank + place] = cycle;
        int next = (place + 1) % WINDOW;
        oldest[rank] = next;
        int ready = Command.ACTIVATE.ordinal() * rankCount + rank;
        rankReady[ready] = Math.max(rankReady[ready], activates[WINDOW * rank + next] + fourActivates);
    }

    private void others(int rank, int before, long cycle) {
        for (int other = 0; other < rankCount; other++) {
            if (other != rank) {
                push(rankReady, other, rankCount, otherRankGaps, before, cycle);
            }
        }
    }
}
