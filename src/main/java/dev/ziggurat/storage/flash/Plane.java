package dev.ziggurat.storage.flash;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a plane: one is open and programmed page by page, closed ones hold valid and outdated pages, free ones are taken in the order in
 * which they were erased, so that all wear alike. Pages that the host writes and pages that are moved share the open block.
 */
final class Plane {
    /** No block. */
    static final int NONE = -1;

    private static final long OUTDATED = -1;

    private final int blocks;
    private final int pages;

    // A block: how many of its pages are valid, and whose page each of them is; the latter from its first use on.
    private final int[] valid;
    private final long[] @Nullable [] owners;
    private final boolean[] closed;

    private final IntFifo erased = new IntFifo();
    private int fresh;
    private int open = NONE;
    private int openPages;

    /** The block that is being cleared, and the next page of it to look at. */
    private int victim = NONE;

    private int victimPage;

    Plane(FlashGeometry geometry) {
        blocks = geometry.blocks();
        pages = geometry.pages();
        valid = new int[blocks];
        owners = new long[blocks][];
        closed = new boolean[blocks];
        openPages = pages;
    }

    /** Returns how many blocks are free. */
    int free() {
        return blocks - fresh + erased.size();
    }

    /**
     * Whether a page of the host can be programmed now: the last free block is kept for pages that are moved, so that there is always room to clear
     * a victim.
     */
    boolean takesWrite() {
        return free() >= 2 || (free() == 1 && openPages < pages);
    }

    /** Whether a page that is moved can be programmed now. */
    boolean takesMove() {
        return openPages < pages || free() >= 1;
    }

    /** Programs the next page; returns its place in the plane. */
    int program(long owner) {
        if (openPages == pages) {
            openNext();
        }
        long[] ofBlock = Objects.requireNonNull(owners[open]);
        ofBlock[openPages] = owner;
        valid[open]++;
        return open * pages + openPages++;
    }

    private void openNext() {
        if (open != NONE) {
            closed[open] = true;
        }
        open = fresh < blocks ? fresh++ : erased.poll();
        openPages = 0;
        if (owners[open] == null) {
            owners[open] = new long[pages];
        }
    }

    /** A page has been written elsewhere. */
    void outdate(int place) {
        Objects.requireNonNull(owners[place / pages])[place % pages] = OUTDATED;
        valid[place / pages]--;
    }

    /** Whether a block is being cleared. */
    boolean clearing() {
        return victim != NONE;
    }

    /** Begins to clear the closed block with the fewest valid pages, of equals the first; returns whether there is one that frees a page. */
    boolean chooseVictim() {
        int best = NONE;
        for (int block = 0; block < fresh; block++) {
            if (closed[block] && (best == NONE || valid[block] < valid[best])) {
                best = block;
            }
        }
        if (best == NONE || valid[best] == pages) {
            return false;
        }
        victim = best;
        victimPage = 0;
        return true;
    }

    /** Returns the place of the next valid page of the victim, {@link #NONE} if it has none left. */
    int nextToMove() {
        long[] ofVictim = Objects.requireNonNull(owners[victim]);
        while (victimPage < pages) {
            if (ofVictim[victimPage] != OUTDATED) {
                return victim * pages + victimPage++;
            }
            victimPage++;
        }
        return NONE;
    }

    /** Returns whose page lies at a place. */
    long owner(int place) {
        return Objects.requireNonNull(owners[place / pages])[place % pages];
    }

    /** The victim is erased. */
    void erase() {
        closed[victim] = false;
        erased.add(victim);
        victim = NONE;
    }

    /** Returns how many pages are valid. */
    long validPages() {
        long sum = 0;
        for (int of : valid) {
            sum += of;
        }
        return sum;
    }
}
