package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import java.util.Arrays;

/**
 * Where the lines lie that a {@link HitRun} has used: as long as everything hits, no line comes or goes, so each need be looked for once. A
 * table by the lowest bits of the line's number; a line that meets another's place there takes it over.
 */
final class KnownLines {
    private static final int SLOTS = 512;
    private static final long NO_LINE = -1;

    private final FirstLevel level;
    private final int shift;

    // Of each slot: the line, twice its number and one more if it may be written, and where it lies in the cache.
    private final long[] lines = new long[SLOTS];
    private final long[] places = new long[SLOTS];

    KnownLines(FirstLevel level) {
        this.level = level;
        shift = Integer.numberOfTrailingZeros(level.lineBytes());
    }

    /** Forgets the last run. */
    void begin() {
        Arrays.fill(lines, NO_LINE);
    }

    /** Returns what {@link FirstLevel#find} would return of a load or a store. */
    long find(AccessType type, long physical, int size) {
        long line = physical >>> shift;
        int slot = (int) line & (SLOTS - 1);
        long asked = 2 * line + 1;
        long known = type.writes() ? lines[slot] : lines[slot] | 1;
        return known == asked && level.oneLine(physical, size) ? places[slot] : look(type, physical, size, slot);
    }

    private long look(AccessType type, long physical, int size, int slot) {
        long place = level.find(type, physical, size);
        if (place != FirstLevel.NOWHERE) {
            lines[slot] = 2 * (physical >>> shift) + (type.writes() ? 1 : 0);
            places[slot] = place;
        }
        return place;
    }
}
