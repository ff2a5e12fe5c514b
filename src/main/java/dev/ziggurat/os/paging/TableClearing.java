package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;

/** The part of a fault program that makes the tables that are missing: each is cleared line by line, then entered in the one above. */
final class TableClearing {
    private static final int PAGE = 1 << UserFrames.SHIFT;

    private final KernelPages pages;
    private final int lineBytes;

    // The tables made: the page of each and the entry above; how far it has come with them.
    private final long[] made = new long[8];
    private final long[] entries = new long[8];
    private int count;
    private int at;
    private int cleared;
    private boolean asked;

    TableClearing(KernelPages pages, int lineBytes) {
        this.pages = pages;
        this.lineBytes = lineBytes;
    }

    void begin() {
        asked = false;
    }

    /** Whether the kernel's range has room for what is missing on the way to an address. */
    boolean roomFor(Space space, long address) {
        return asked || space.table.missingTables(address, space.leafShift) <= pages.free();
    }

    /** Yields the next store; false if there is none. */
    boolean next(Space space, long address, Reference into) {
        if (!asked) {
            asked = true;
            pages.forgetMade();
            space.table.makeTables(address, space.leafShift);
            count = pages.made(made, entries);
            at = 0;
            cleared = 0;
        }
        if (at == count) {
            return false;
        }
        if (cleared < PAGE) {
            into.set(Kind.STORE, made[at] + cleared, lineBytes);
            cleared += lineBytes;
        } else {
            into.set(Kind.STORE, entries[at], PagingProgram.ENTRY);
            cleared = 0;
            at++;
        }
        return true;
    }
}
