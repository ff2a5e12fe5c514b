package dev.ziggurat.cpu;

/**
 * The loads that wait for the same fill as a load that was sent as a request, and came after it: they have no requests of their own. Each is
 * served when that one is, or at the end of its own look-up if that is later. Those in the window are a list in the order in which they came.
 */
final class Companions {
    private long first = InFlight.NONE;
    private long last = InFlight.NONE;

    /** Whether there ever was one. */
    private boolean some;

    /** How many have been squashed and keep their entries of the load queue until the answer has come. */
    private int squashed;

    /** How many of them, and of the one that was sent, are still to be booked. */
    private int users;

    /** A load is sent, and nobody waits with it. */
    void begin() {
        first = InFlight.NONE;
        some = false;
        squashed = 0;
        users = 1;
    }

    void add(InFlight load, Window window) {
        load.nextCompanion = InFlight.NONE;
        if (first == InFlight.NONE) {
            first = load.rank;
        } else {
            window.at(last).nextCompanion = load.rank;
        }
        last = load.rank;
        some = true;
        users++;
    }

    /** Whether there ever was one. */
    boolean some() {
        return some;
    }

    /** Returns the rank of the first in the window, from which {@link InFlight#nextCompanion} leads to the others; {@link InFlight#NONE} if there is none. */
    long first() {
        return first;
    }

    /** Returns how many have been squashed. */
    int squashed() {
        return squashed;
    }

    /** One of them, in the window, is squashed before its answer has come. */
    void squash(InFlight load, Window window) {
        squashed++;
        long before = InFlight.NONE;
        for (long each = first; each != load.rank; each = window.at(each).nextCompanion) {
            before = each;
        }
        if (before == InFlight.NONE) {
            first = load.nextCompanion;
        } else {
            window.at(before).nextCompanion = load.nextCompanion;
        }
        if (last == load.rank) {
            last = before;
        }
    }

    /** One load is booked, or has been squashed and its answer has come; returns whether it was the last. */
    boolean leave() {
        users--;
        return users == 0;
    }
}
