package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Command;
import java.util.Arrays;

/**
 * The one command that each bank's waiting requests want next, and its age; what a {@link Scheduler} picks from.
 *
 * <p>A bank's candidate changes only when its list of requests or its row does, so it is kept, and for each command and rank one word tells
 * which banks want it. A look at them first asks the rank: if a rank may not activate (tRRD, tFAW) or not use the data bus, all its banks are
 * passed over at once. A look that finds nothing notes a lower bound of the cycle in which it could.
 */
public final class Candidates {
    /** No bank. */
    public static final int NONE = -1;

    private static final int COMMANDS = Command.CONSTRAINED;

    private final Readiness ready;
    private final int perRank;

    // At command * ranks + rank: which banks of the rank want the command, and which may have it.
    private final long[] wanted;
    private final long[] allowed;

    // Of each bank: what it wants, and the number of arrival of the request that wants it.
    private final Command[] command;
    private final long[] age;

    private Command column = Command.READ;
    private long bound;

    public Candidates(Readiness ready) {
        this.ready = ready;
        perRank = ready.banks.perRank();
        wanted = new long[COMMANDS * ready.rankCount];
        allowed = new long[COMMANDS * ready.rankCount];
        Arrays.fill(allowed, -1L);
        command = new Command[ready.bankCount];
        Arrays.fill(command, Command.REFRESH);
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

    /** Drops the candidates of a rank but for those of some banks, a bit each. */
    public void dropAllBut(int rank, long kept) {
        long dropped = 0;
        for (int row = rank; row < wanted.length; row += ready.rankCount) {
            dropped |= wanted[row] & ~kept;
            wanted[row] &= kept;
        }
        for (long left = dropped; left != 0; left &= left - 1) {
            command[rank * perRank + Long.numberOfTrailingZeros(left)] = Command.REFRESH;
        }
    }

    /** Sets what a bank wants and since when (a number that rises with each arrival). */
    public void want(int bank, Command next, long since) {
        drop(bank);
        command[bank] = next;
        age[bank] = since;
        wanted[word(next, bank)] |= bit(bank);
    }

    /** A bank wants nothing any more. */
    public void drop(int bank) {
        wanted[word(command[bank], bank)] &= ~bit(bank);
        command[bank] = Command.REFRESH;
    }

    /** Returns what a bank wants; REFRESH stands for nothing. */
    public Command wants(int bank) {
        return command[bank];
    }

    /** Returns the age of a bank's candidate. */
    public long age(int bank) {
        return age[bank];
    }

    /** Says to which banks of a rank (a bit each) a command may go at present; refresh takes and gives it. */
    public void allow(Command what, int rank, long mask) {
        allowed[what.ordinal() * ready.rankCount + rank] = mask;
    }

    /** Returns the bank whose candidate is this command, is legal in a cycle and is the oldest of those; {@link #NONE} if there is none. */
    public int oldestReady(Command what, long cycle) {
        int row = what.ordinal();
        int rankCount = ready.rankCount;
        int best = NONE;
        long bestAge = Long.MAX_VALUE;
        for (int rank = 0; rank < rankCount; rank++) {
            long left = wanted[row * rankCount + rank] & allowed[row * rankCount + rank];
            if (left == 0) {
                continue;
            }
            long gate = ready.rankReady[row * rankCount + rank];
            if (gate > cycle) {
                bound = Math.min(bound, gate);
                continue;
            }
            int found = oldestOf(left, rank * perRank, row, cycle);
            if (found != NONE && age[found] < bestAge) {
                best = found;
                bestAge = age[found];
            }
        }
        return best;
    }

    private int oldestOf(long banks, int base, int row, long cycle) {
        long[] bankReady = ready.bankReady;
        long[] groupReady = ready.groupReady;
        int[] groupOf = ready.groupOf;
        int banksBefore = row * ready.bankCount;
        int groupsBefore = row * ready.groupCount;
        int best = NONE;
        long bestAge = Long.MAX_VALUE;
        for (long left = banks; left != 0; left &= left - 1) {
            int bank = base + Long.numberOfTrailingZeros(left);
            long at = Math.max(bankReady[banksBefore + bank], groupReady[groupsBefore + groupOf[bank]]);
            if (at > cycle) {
                bound = Math.min(bound, at);
            } else if (age[bank] < bestAge) {
                best = bank;
                bestAge = age[bank];
            }
        }
        return best;
    }

    /** Returns the bank with the oldest candidate, legal or not, that may have its command; {@link #NONE} if there is none. */
    public int oldest() {
        int best = NONE;
        long bestAge = Long.MAX_VALUE;
        for (int bank = 0; bank < command.length; bank++) {
            int word = word(command[bank], bank);
            boolean wants = (wanted[word] & allowed[word] & bit(bank)) != 0;
            if (wants && age[bank] < bestAge) {
                best = bank;
                bestAge = age[bank];
            }
        }
        return best;
    }

    /** Returns the first cycle in which a bank's candidate is legal. */
    public long earliest(int bank) {
        return ready.earliest(command[bank], bank);
    }

    /** Starts a search for the bound anew. */
    public void unbound() {
        bound = Long.MAX_VALUE;
    }

    /** Notes that nothing can happen in some part before a cycle. */
    public void boundAt(long cycle) {
        bound = Math.min(bound, cycle);
    }

    /** Returns the cycle before which no candidate that was looked at becomes legal. */
    public long bound() {
        return bound;
    }

    private int word(Command what, int bank) {
        return what.ordinal() * ready.rankCount + ready.rankOf[bank];
    }

    private long bit(int bank) {
        return ready.bitOf[bank];
    }
}
