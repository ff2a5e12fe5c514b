package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import java.util.Arrays;

/**
 * The one command that each bank's waiting requests want next, and its age; what a {@link Scheduler} picks from.
 *
 * <p>A bank's candidate changes only when its list of requests or its row does, so it is kept. For each command and rank one word tells which
 * banks want it, and one number before which cycle none of them can have it: legal times only move away, so the number holds until a new
 * candidate comes. A search for the command that is legal first therefore passes over most words with one comparison.
 */
public final class Candidates {
    /** No bank. */
    public static final int NONE = -1;

    private static final Command[] COMMANDS = Command.values();

    /** What a bank wants that wants nothing: no request wants a refresh. */
    private static final int NOTHING = Command.REFRESH.ordinal();

    private static final long NEVER = Long.MAX_VALUE / 4;

    /** An age below all: whoever was found with it is not replaced by an equal. */
    private static final long OLDEST = -1;

    private final Readiness ready;
    private final long[] table;
    private final int[] groupRow;
    private final int rankRows;
    private final int ranks;
    private final int perRank;

    // A word, at command * ranks + rank: which banks want the command, which may have it, before when none can have it.
    private final long[] wanted;
    private final long[] allowed;
    private final long[] notBefore;

    // Of each bank: the ordinal of what it wants, and the number of arrival of the request that wants it.
    private final int[] command;
    private final long[] age;

    /** How many banks want something, and the exclusive or of their numbers: if it is one bank, its number. */
    private int wanting;

    private int wantingBanks;

    private Command column = Command.READ;

    // The search: its first cycle, and the best that was found so far, its cycle and its age.
    private long from;
    private int found = NONE;
    private long foundAt;
    private long foundAge;

    public Candidates(Readiness ready) {
        this.ready = ready;
        table = ready.ready;
        groupRow = ready.groupRow;
        rankRows = ready.rankRows;
        ranks = ready.rankCount;
        perRank = ready.banks.perRank();
        int words = Command.CONSTRAINED * ranks;
        wanted = new long[words];
        allowed = new long[words];
        notBefore = new long[words];
        Arrays.fill(allowed, -1L);
        Arrays.fill(notBefore, NEVER);
        command = new int[ready.bankCount];
        Arrays.fill(command, NOTHING);
        age = new long[ready.bankCount];
    }

    /** Returns the column command that is served at present: reads and writes take turns. */
    public Command column() {
        return column;
    }

    /** Returns the other column command: of requests whose rows were opened before it was no longer served. */
    public Command otherColumn() {
        return column == Command.READ ? Command.WRITE : Command.READ;
    }

    /** Says which column command is served from now on. */
    public void serve(Command newColumn) {
        column = newColumn;
    }

    /** Sets what a bank wants and since when (a number that rises with each arrival). */
    public void want(int bank, Command next, long since) {
        int rank = ready.rankOf[bank];
        long bit = ready.bitOf[bank];
        int ordinal = next.ordinal();
        int old = command[bank];
        if (old == NOTHING) {
            count(bank, 1);
        }
        if (old != ordinal) {
            wanted[old * ranks + rank] &= ~bit;
            command[bank] = ordinal;
        }
        int word = ordinal * ranks + rank;
        wanted[word] |= bit;
        notBefore[word] = Math.min(notBefore[word], ready.earliestInGroup(ordinal, bank));
        age[bank] = since;
    }

    /** A bank wants nothing any more. */
    public void drop(int bank) {
        if (command[bank] != NOTHING) {
            wanted[command[bank] * ranks + ready.rankOf[bank]] &= ~ready.bitOf[bank];
            forget(bank);
        }
    }

    private void forget(int bank) {
        command[bank] = NOTHING;
        count(bank, -1);
    }

    private void count(int bank, int more) {
        wanting += more;
        wantingBanks ^= bank;
    }

    /** Drops the candidates of a rank but for those of some banks, a bit each. */
    public void dropAllBut(int rank, long kept) {
        long dropped = 0;
        for (int word = rank; word < wanted.length; word += ranks) {
            dropped |= wanted[word] & ~kept;
            wanted[word] &= kept;
        }
        for (long left = dropped; left != 0; left &= left - 1) {
            forget(rank * perRank + Long.numberOfTrailingZeros(left));
        }
    }

    /** Whether a bank wants nothing. */
    public boolean wantsNothing(int bank) {
        return command[bank] == NOTHING;
    }

    /** Returns what a bank wants; it must want something. */
    public Command wants(int bank) {
        return COMMANDS[command[bank]];
    }

    /** Returns the age of a bank's candidate. */
    public long age(int bank) {
        return age[bank];
    }

    /** Says to which banks of a rank (a bit each) a command may go at present; refresh takes and gives it. */
    public void allow(Command what, int rank, long mask) {
        int word = what.ordinal() * ranks + rank;
        allowed[word] = mask;
        notBefore[word] = 0;
    }

    /** Whether a bank may have what it wants at present, legal or not. */
    public boolean mayHave(int bank) {
        int word = command[bank] * ranks + ready.rankOf[bank];
        return (wanted[word] & allowed[word] & ready.bitOf[bank]) != 0;
    }

    /** Whether no more than one bank wants something, so that there is no choice. */
    public boolean noChoice() {
        return wanting <= 1;
    }

    /** Returns, if there is no choice, the bank that may have its command, {@link #NONE} if there is none. */
    public int only() {
        return wanting == 1 && mayHave(wantingBanks) ? wantingBanks : NONE;
    }

    /** Begins a search for the candidate that is legal first, from a cycle on. */
    public void search(long cycle) {
        from = cycle;
        found = NONE;
        foundAt = NEVER;
        foundAge = OLDEST;
    }

    /** Returns what the search has found, {@link #NONE} if nothing. */
    public int found() {
        return found;
    }

    /** Looks for a command that is legal sooner than what was found so far; of several the oldest. */
    public void sooner(Command what) {
        foundAge = OLDEST;
        soonerOrOlder(what);
    }

    /** Looks for a command that is legal sooner than what the last look found, or as soon and older; of several the oldest. */
    public void soonerOrOlder(Command what) {
        int ordinal = what.ordinal();
        long latest = foundAge == OLDEST ? foundAt - 1 : foundAt;
        for (int rank = 0; rank < ranks; rank++) {
            int word = ordinal * ranks + rank;
            long banks = wanted[word] & allowed[word];
            if (banks != 0 && notBefore[word] <= latest) {
                long gate = later(from, table[rankRows + rank * Readiness.COMMANDS + ordinal]);
                if (gate <= latest) {
                    look(word, rank * perRank, banks, gate);
                    latest = foundAt;
                }
            }
        }
    }

    /**
     * Looks at the banks of one word. Which of them is best is as good as random, and a mispredicted branch costs more than all the rest, so
     * there is none: a negative number, shifted, is a mask of ones that takes a bank over, and a positive one a mask of zeros.
     */
    private void look(int word, int base, long banks, long gate) {
        int ordinal = ranks == 1 ? word : word / ranks;
        long[] table = this.table;
        int[] groupRow = this.groupRow;
        long[] ages = age;
        int best = found;
        long bestAt = foundAt;
        long bestAge = foundAge;
        long first = NEVER;
        for (long left = banks; left != 0; left &= left - 1) {
            int bank = base + Long.numberOfTrailingZeros(left);
            long legal = later(table[bank * Readiness.COMMANDS + ordinal], table[groupRow[bank] + ordinal]);
            first = sooner(first, legal);
            long after = later(gate, legal) - bestAt;
            long younger = ages[bank] - bestAge;
            long better = (2 * after - (younger >>> 63)) >> 63;
            best += (bank - best) & (int) better;
            bestAt += after & better;
            bestAge += younger & better;
        }
        found = best;
        foundAt = bestAt;
        foundAge = bestAge;
        notBefore[word] = first;
    }

    private static long later(long one, long other) {
        long distance = one - other;
        return one - (distance & (distance >> 63));
    }

    private static long sooner(long one, long other) {
        long distance = one - other;
        return other + (distance & (distance >> 63));
    }

    /** Returns the bank with the oldest candidate, legal or not, that may have its command; {@link #NONE} if there is none. */
    public int oldest() {
        int best = NONE;
        for (int bank = 0; bank < command.length; bank++) {
            if (mayHave(bank) && (best == NONE || age[bank] < age[best])) {
                best = bank;
            }
        }
        return best;
    }

    /** Returns the first cycle in which a bank's candidate is legal. */
    public long earliest(int bank) {
        return ready.earliest(COMMANDS[command[bank]], bank);
    }
}
