package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import java.util.Arrays;

/**
 * By what the pages are translated that a {@link HitRun} has used: as long as everything hits, no translation comes or goes, so each need be
 * looked for once, by loads and by stores. Two tables by the lowest bits of the page's number; a page that meets another's place takes it over.
 */
final class KnownPages {
    private static final int SLOTS = 128;
    private static final int SHIFT = Integer.numberOfTrailingZeros(Translator.PAGE);
    private static final long NO_PAGE = -1;

    private final Translator translator;

    // Of each slot, those of loads before those of stores: the page, and by what it is translated.
    private final long[] pages = new long[2 * SLOTS];
    private final int[] entries = new int[2 * SLOTS];

    KnownPages(Translator translator) {
        this.translator = translator;
    }

    /** Forgets the last run. */
    void begin() {
        if (translator.translates()) {
            Arrays.fill(pages, NO_PAGE);
        }
    }

    /** Returns what {@link Translator#find} would return of a load or a store; from call to call the time does not fall. */
    int find(AccessType type, long virtual, long time) {
        if (!translator.translates()) {
            return translator.find(type, virtual, time);
        }
        long page = virtual >>> SHIFT;
        int slot = ((int) page & (SLOTS - 1)) + (type.writes() ? SLOTS : 0);
        return pages[slot] == page ? entries[slot] : look(type, virtual, time, slot);
    }

    private int look(AccessType type, long virtual, long time, int slot) {
        int entry = translator.find(type, virtual, time);
        if (entry != Translator.ABSENT) {
            pages[slot] = virtual >>> SHIFT;
            entries[slot] = entry;
        }
        return entry;
    }
}
