package dev.ziggurat.experiment.mrc;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;

/**
 * How references become accesses to lines, as the caches here count them ({@code count: hardware}): one for each line that a byte of it lies in, and a
 * modify reads all of them, then writes all of them.
 *
 * @param line the bytes of a line, a power of two
 * @param of which references are looked at
 */
public record Cut(ByteSize line, Of of) {
    /** The most bytes of a reference: what a trace may hold, {@code workload.trace}. */
    private static final int LARGEST_REFERENCE = 1 << 16;

    private static final ByteSize LARGEST_LINE = new ByteSize(1L << 30);

    /** Which references are looked at. */
    public enum Of {
        /** Loads, stores and modifies. */
        DATA,
        /** Instruction fetches. */
        FETCHES,
        /** Both, as a unified cache sees them. */
        ALL
    }

    public Cut {
        if (Long.bitCount(line.bytes()) != 1 || line.compareTo(LARGEST_LINE) > 0) {
            throw new ExperimentException(
                    "a line of " + line + " is no power of two from 1 B to 1 GiB; write for example --line \"64 B\"");
        }
    }

    /** Returns by how many bits an address is shifted. */
    int shift() {
        return Long.numberOfTrailingZeros(line.bytes());
    }

    /** Returns how many accesses one reference can become. */
    int most() {
        return 2 * (LARGEST_REFERENCE / (int) Math.min(line.bytes(), LARGEST_REFERENCE) + 1);
    }

    /** Returns for each kind of reference, by its ordinal, how often its lines are accessed. */
    int[] times() {
        int[] times = new int[Kind.values().length];
        for (Kind kind : new Kind[] {Kind.LOAD, Kind.STORE, Kind.MODIFY}) {
            times[kind.ordinal()] = of == Of.FETCHES ? 0 : 1;
        }
        times[Kind.MODIFY.ordinal()] *= 2;
        times[Kind.FETCH.ordinal()] = of == Of.DATA ? 0 : 1;
        return times;
    }

    /** Writes the lines of a reference in the order of their accesses and returns the place behind them. */
    static int write(Reference reference, int shift, int times, long[] into, int at) {
        long first = reference.address >>> shift;
        long last = (reference.address + (reference.size - 1)) >>> shift;
        int place = at;
        for (int i = 0; i < times; i++) {
            into[place++] = first;
            for (long line = first; line != last; ) {
                into[place++] = ++line;
            }
        }
        return place;
    }
}
