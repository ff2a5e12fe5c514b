package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.RuntimeThread;

/**
 * Where the counts of a reference-counting process stand, and the lists by which it searches for cycles; as in CPython's Include/object.h and
 * Modules/gcmodule.c (3.11), whose names are in brackets.
 *
 * <pre>
 *  -16           -8            0              8
 *  +-------------+-------------+--------------+------+---------
 *  | next        | previous    | count        | type | references, data
 *  +-------------+-------------+--------------+------+---------
 *   only if it has references: PyGC_Head       PyObject
 * </pre>
 *
 * With a header of 8 B the type stands above the count, in bits 48 to 63. While an object is searched, the word of its previous neighbour holds a count too,
 * from bit 2 on.
 */
final class Counted {
    /** From an object's links to the object. */
    static final long LINKS = 16;

    /** From links, or the head of a list, to the word of the previous neighbour. */
    static final long PREVIOUS = 8;

    /** In the word of the previous neighbour: the object is one of those that are searched (PREV_MASK_COLLECTING). */
    static final long SEARCHED = 2;

    /** In the word of the next neighbour: nothing is known yet that refers to the object from outside (NEXT_MASK_UNREACHABLE). */
    static final long UNREACHABLE = 1;

    /** In the word of the previous neighbour: one reference from outside. */
    static final long ONE = 4;

    static final long FLAGS = 3;

    static final int GENERATIONS = 3;

    private static final long COUNT = (1L << 48) - 1;
    private static final long WORD = 8;

    // Words of the process: how often something happened since the last search of a generation, two sums of objects of
    // the oldest, where unused memory begins.
    private static final long STATE = Places.CONTROL + 5 * Places.APART;
    static final long PENDING = STATE + GENERATIONS * WORD;
    static final long TOTAL = PENDING + WORD;
    static final long UNUSED = TOTAL + WORD;

    private static final long LISTS = Places.CONTROL + 6 * Places.APART;

    /** The list of what was found to be garbage. */
    static final long GARBAGE = LISTS + GENERATIONS * LINKS;

    private final ObjectModel model;

    Counted(World world) {
        model = world.model;
        for (int i = 0; i <= GENERATIONS; i++) {
            world.words.write(list(i), list(i));
            world.words.write(list(i) + PREVIOUS, list(i));
        }
    }

    /** Returns the head of the list of a generation's objects. */
    static long list(int generation) {
        return LISTS + generation * LINKS;
    }

    /** Returns where it is counted what has happened since a generation was searched: of the youngest new objects, of others searches of the one below. */
    static long happened(int generation) {
        return STATE + generation * WORD;
    }

    /** Returns the count in the first word of an object. */
    static long count(long word) {
        return word & COUNT;
    }

    /** Returns how far behind the beginning of its block an object is. */
    long prefix(int references) {
        return references == 0 ? 0 : model.aligned(LINKS);
    }

    /** Has a thread learn the shape of an object. */
    void shape(RuntimeThread thread, long object, ShapeReader into) {
        into.read(thread, object, model.hasTypeWord() ? 0 : thread.follow(object));
    }

    /** What was counted for statistics. */
    static final class Counts {
        long increments;
        long decrements;
        long freed;
        long freedBytes;
        long searched;
        final long[] searches = new long[GENERATIONS];

        /** Objects of {@link #freed} that were freed while garbage was cleared. */
        long freedInCycles;
    }
}
