package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import java.util.Arrays;

/**
 * The one command that each bank's waiting requests want next, and its age; what a {@link Scheduler} picks from.
 *
 * <p>A bank's candidate changes only when its list of requests or its row does, so it is kept. The banks of one rank that want one command
 * are a word, and of each word its first is kept: the one that is legal soonest, of several the oldest. It stays the first until it is issued
 * or pushed away, until a new candidate comes before it, or until it has been passed over for so long that an older one is legal too; only
 * then the word is looked through again. A search compares the firsts of the words.
 *
 * <p>Which of two candidates is better is as good as random, and a mispredicted branch costs more than all the rest, so what compares has no
 * branch: a negative number, shifted, is a mask of ones that takes a value over, and a positive one a mask of zeros.
 */
public final class Candidates {
    /** No bank. */
    public static final int NONE = -1;

    private static final Command[] COMMANDS = Command.values();

    /** What a bank wants that wants nothing: no request wants a refresh. */
    private static final int NOTHING = Command.REFRESH.ordinal();

    private static final long ALL = -1;

    /** Ones, so many that four bits are left: a cycle with a preference behind it, and twice the distance of two such, are still longs. */
    private static final long NEVER = -1L >>> 5;

    private final Readiness ready;
    private final long[] table;
    private final int[] groupRow;
    private final int ranks;
    private final int perRank;

    // Of each word: which banks want the command, which may have it, the first of those that do both, when it is legal,
    // its age, and from when on an older one may be legal as well.
    private final long[] wanted;
    private final long[] allowed;
    private final int[] first;
    private final long[] legalAt;
    private final long[] firstAge;
    private final long[] olderAt;

    // A bit for each word: those that some bank is in (or was, when they were last looked through), those whose first
    // is
    // not known, and those whose command not all banks may have, which are looked through in every search.
    private int filled;
    private int unknown;
    private int restricted;

    // Of each bank: the ordinal of what it wants, and the number of arrival of the request that wants it.
    private final int[] command;
    private final long[] age;

    /** How many banks want something, and the exclusive or of their numbers: if it is one bank, its number. */
    private int wanting;

    private int wantingBanks;

    private Command column = Command.READ;

    public Candidates(Readiness ready) {
        this.ready = ready;
        table = ready.ready;
        groupRow = ready.groupRow;
        ranks = ready.rankCount;
        perRank = ready.banks.perRank();
        int words = Readiness.WORDS * ranks;
        wanted = new long[words];
        allowed = new long[words];
        first = new int[words];
        legalAt = new long[words];
        firstAge = new long[words];
        olderAt = new long[words];
        Arrays.fill(allowed, ALL);
        Arrays.fill(first, NONE);
        Arrays.fill(legalAt, NEVER);
        Arrays.fill(olderAt, NEVER);
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

    /**
     * Sets what a bank wants and since when (a number that rises with each arrival). After each command to a bank, what it wants is set or
     * dropped.
     */
    public void want(int bank, Command next, long since) {
        if (command[bank] == NOTHING) {
            count(bank, 1);
        } else {
            remove(bank);
        }
        command[bank] = next.ordinal();
        age[bank] = since;
        int word = word(bank);
        wanted[word] |= ready.bitOf[bank];
        filled |= 1 << word;
        if (wanting == 1) {
            // Perhaps nobody will search before it has been issued.
            unknown |= 1 << word;
        } else if ((unknown >>> word & 1) == 0) {
            compare(bank, word, ready.earliest(next.ordinal(), bank));
        }
    }

    private int word(int bank) {
        return Readiness.WORDS * ready.rankOf[bank] + command[bank];
    }

    /** A bank has come into a word: as its first, or later than that but older, or it does not matter. */
    private void compare(int bank, int word, long legal) {
        long after = legal - legalAt[word];
        long younger = age[bank] - firstAge[word];
        long better = better(after, younger);
        olderAt[word] = sooner(olderAt[word], olderLoser(legal, after, younger));
        first[word] += (bank - first[word]) & (int) better;
        legalAt[word] += after & better;
        firstAge[word] += younger & better;
    }

    private void remove(int bank) {
        int word = word(bank);
        wanted[word] &= ~ready.bitOf[bank];
        unknown |= (first[word] == bank ? 1 : 0) << word;
    }

    /** A bank wants nothing any more. */
    public void drop(int bank) {
        if (command[bank] != NOTHING) {
            remove(bank);
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
        for (int word = Readiness.WORDS * rank; word < Readiness.WORDS * (rank + 1); word++) {
            for (long left = wanted[word] & ~kept; left != 0; left &= left - 1) {
                forget(rank * perRank + Long.numberOfTrailingZeros(left));
            }
            wanted[word] &= kept;
            unknown |= 1 << word;
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
        int word = Readiness.WORDS * rank + what.ordinal();
        allowed[word] = mask;
        restricted = mask == ALL ? restricted & ~(1 << word) : restricted | 1 << word;
        unknown |= 1 << word;
    }

    /** Whether a bank may have what it wants at present, legal or not. */
    public boolean mayHave(int bank) {
        return command[bank] != NOTHING && (allowed[word(bank)] & ready.bitOf[bank]) != 0;
    }

    /** Whether no more than one bank wants something, so that there is no choice. */
    public boolean noChoice() {
        return wanting <= 1;
    }

    /** Returns, if there is no choice, the bank that may have its command, {@link #NONE} if there is none. */
    public int only() {
        return wanting == 1 && mayHave(wantingBanks) ? wantingBanks : NONE;
    }

    /**
     * Finds the bank that may have its command soonest, from a cycle on; of several the one whose command is preferred, and of those the oldest.
     *
     * @param preference of each command, by its ordinal: 0 to 3, less is better
     * @return the bank, {@link #NONE} if none may have its command
     */
    public int soonest(long from, int[] preference) {
        unknown |= (ready.takePushed() & filled) | restricted;
        for (; unknown != 0; unknown &= unknown - 1) {
            look(Integer.numberOfTrailingZeros(unknown), from);
        }
        int only = Integer.numberOfTrailingZeros(filled);
        if (filled == 1 << only && olderAt[only] > from) {
            return first[only];
        }
        // As below, with the preference behind the cycle, so that it decides between equals.
        int best = NONE;
        long bestAt = NEVER;
        long bestAge = 0;
        int past = 0;
        for (int word = 0; word < legalAt.length; word++) {
            long after = (later(from, legalAt[word]) << 2 | preference[word & Readiness.WORDS - 1]) - bestAt;
            long younger = firstAge[word] - bestAge;
            long better = better(after, younger);
            best += (word - best) & (int) better;
            bestAt += after & better;
            bestAge += younger & better;
            past |= (int) ((olderAt[word] - 1 - from) >> 63) & (1 << word);
        }
        if (past != 0) {
            unknown = past;
            return soonest(from, preference);
        }
        return best == NONE ? NONE : first[best];
    }

    /** Finds the first of a word. */
    private void look(int word, long from) {
        int what = word & Readiness.WORDS - 1;
        int rank = word / Readiness.WORDS;
        int base = rank * perRank;
        long gate = later(from, ready.earliestOfRank(what, rank));
        long[] table = this.table;
        int[] groupRow = this.groupRow;
        long[] ages = age;
        int best = NONE;
        long bestAt = NEVER;
        long bestAge = 0;
        long older = NEVER;
        for (long left = wanted[word] & allowed[word]; left != 0; left &= left - 1) {
            int bank = base + Long.numberOfTrailingZeros(left);
            long at = later(gate, later(table[bank * Readiness.COMMANDS + what], table[groupRow[bank] + what]));
            long after = at - bestAt;
            long younger = ages[bank] - bestAge;
            long better = better(after, younger);
            older = sooner(older, olderLoser(at, after, younger));
            best += (bank - best) & (int) better;
            bestAt += after & better;
            bestAge += younger & better;
        }
        filled &= best == NONE && wanted[word] == 0 ? ~(1 << word) : -1;
        first[word] = best;
        legalAt[word] = bestAt;
        firstAge[word] = bestAge;
        olderAt[word] = older;
    }

    /** Returns ones if a candidate is better than another: legal so many cycles after it and so much younger, both perhaps negative. */
    private static long better(long after, long younger) {
        return (2 * after - (younger >>> 63)) >> 63;
    }

    /** Returns when the worse of the two is legal if it is the older one, and may be better later; never otherwise. */
    private static long olderLoser(long at, long after, long younger) {
        long better = better(after, younger);
        long worse = at - (after & better);
        long olderIsBetter = better ^ ~(younger >> 63);
        return worse | olderIsBetter >>> 5;
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
        return ready.earliest(command[bank], bank);
    }
}
