package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import java.util.Arrays;

/**
 * The one command that each bank's waiting requests want next, and its age; what a {@link Scheduler} picks from.
 *
 * <p>A bank's candidate changes only when its list of requests or its row does, so it is kept. For each command and rank one word tells which
 * banks want it, and one number before which cycle none of them can have it: legal times only move away, so the number holds until a new
 * candidate comes. A look therefore passes over most ranks with one comparison, and one that finds nothing has the bound of the next useful
 * look for nothing.
 */
public final class Candidates {
    /** No bank. */
    public static final int NONE = -1;

    private static final Command[] COMMANDS = Command.values();

    /** What a bank wants that wants nothing: no request wants a refresh. */
    private static final int NOTHING = Command.REFRESH.ordinal();

    private static final long NEVER = Long.MAX_VALUE;

    private final Readiness ready;
    private final int ranks;
    private final int perRank;

    // A word, at command * ranks + rank: which banks want the command, which may have it, before when none can have it.
    private final long[] wanted;
    private final long[] allowed;
    private final long[] notBefore;

    // Of each bank: the ordinal of what it wants, and the number of arrival of the request that wants it.
    private final int[] command;
    private final long[] age;

    private Command column = Command.READ;
    private long bound;

    public Candidates(Readiness ready) {
        this.ready = ready;
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
        wanted[command[bank] * ranks + rank] &= ~bit;
        int word = next.ordinal() * ranks + rank;
        wanted[word] |= bit;
        notBefore[word] = 0;
        command[bank] = next.ordinal();
        age[bank] = since;
    }

    /** A bank wants nothing any more. */
    public void drop(int bank) {
        wanted[command[bank] * ranks + ready.rankOf[bank]] &= ~ready.bitOf[bank];
        command[bank] = NOTHING;
    }

    /** Drops the candidates of a rank but for those of some banks, a bit each. */
    public void dropAllBut(int rank, long kept) {
        long dropped = 0;
        for (int word = rank; word < wanted.length; word += ranks) {
            dropped |= wanted[word] & ~kept;
            wanted[word] &= kept;
        }
        for (long left = dropped; left != 0; left &= left - 1) {
            command[rank * perRank + Long.numberOfTrailingZeros(left)] = NOTHING;
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

    /** Returns the bank whose candidate is this command, is legal in a cycle and is the oldest of those; {@link #NONE} if there is none. */
    public int oldestReady(Command what, long cycle) {
        int ordinal = what.ordinal();
        int best = NONE;
        for (int rank = 0; rank < ranks; rank++) {
            int word = ordinal * ranks + rank;
            if (notBefore[word] <= cycle) {
                int found = oldestOfRank(word, rank, ordinal, cycle);
                if (found != NONE && (best == NONE || age[found] < age[best])) {
                    best = found;
                }
            }
            bound = Math.min(bound, notBefore[word]);
        }
        return best;
    }

    private int oldestOfRank(int word, int rank, int ordinal, long cycle) {
        long left = wanted[word] & allowed[word];
        long gate = ready.rankReady[rank * Readiness.COMMANDS + ordinal];
        if (left == 0 || gate > cycle) {
            notBefore[word] = left == 0 ? NEVER : gate;
            return NONE;
        }
        long[] bankReady = ready.bankReady;
        long[] groupReady = ready.groupReady;
        int[] groupOf = ready.groupOf;
        int base = rank * perRank;
        int best = NONE;
        long bestAge = NEVER;
        long first = NEVER;
        for (; left != 0; left &= left - 1) {
            int bank = base + Long.numberOfTrailingZeros(left);
            long at = Math.max(
                    bankReady[bank * Readiness.COMMANDS + ordinal],
                    groupReady[groupOf[bank] * Readiness.COMMANDS + ordinal]);
            first = Math.min(first, at);
            if (at <= cycle && age[bank] < bestAge) {
                best = bank;
                bestAge = age[bank];
            }
        }
        notBefore[word] = first;
        return best;
    }

    /** Returns the bank with the oldest candidate, legal or not, that may have its command; {@link #NONE} if there is none. */
    public int oldest() {
        int best = NONE;
        for (int bank = 0; bank < command.length; bank++) {
            int word = command[bank] * ranks + ready.rankOf[bank];
            boolean wants = (wanted[word] & allowed[word] & ready.bitOf[bank]) != 0;
            if (wants && (best == NONE || age[bank] < age[best])) {
                best = bank;
            }
        }
        return best;
    }

    /** Returns the first cycle in which a bank's candidate is legal. */
    public long earliest(int bank) {
        return ready.earliest(COMMANDS[command[bank]], bank);
    }

    /** Starts a search for the bound anew. */
    public void unbound() {
        bound = NEVER;
    }

    /** Notes that nothing can happen in some part before a cycle. */
    public void boundAt(long cycle) {
        bound = Math.min(bound, cycle);
    }

    /** Returns the cycle before which no candidate that was looked at becomes legal. */
    public long bound() {
        return bound;
    }
}
