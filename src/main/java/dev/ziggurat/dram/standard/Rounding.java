package dev.ziggurat.dram.standard;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * Times of a data sheet in whole clock cycles, by the rounding of JESD79-4 section 13.5 (integer arithmetic on thousandths of a cycle).
 *
 * @param clock the clock period in picoseconds
 */
record Rounding(long clock) {
    private static final long THOUSANDTHS = 1000;

    /** A rest of up to 26 thousandths of a cycle is forgiven, because periods such as 833 ps are rounded themselves. */
    private static final long CORRECTION = 974;

    private static final int MOST = 1 << 24;

    /** Returns a time that must be there and last at least one cycle. */
    Latency required(String key, @Nullable Latency time, String example) {
        SpecException.requirePresent(key, time, example);
        if (time == null) {
            throw new IllegalStateException(key);
        }
        return positive(key, cycles(key, time));
    }

    /** Returns a time that must be there, last at least one cycle and not be exceeded: rounded down. */
    Latency requiredAtMost(String key, @Nullable Latency time, String example) {
        SpecException.requirePresent(key, time, example);
        if (time == null) {
            throw new IllegalStateException(key);
        }
        return positive(key, time.inCycles() ? checked(key, time.amount()) : checked(key, time.amount() / clock));
    }

    /** Returns a time, which may be 0. */
    Latency cycles(String key, Latency time) {
        if (time.inCycles()) {
            return checked(key, time.amount());
        }
        if (time.amount() > (long) MOST * clock) {
            return checked(key, Long.MAX_VALUE);
        }
        return checked(key, (time.amount() * THOUSANDTHS / clock + CORRECTION) / THOUSANDTHS);
    }

    private static Latency positive(String key, Latency cycles) {
        if (cycles.amount() == 0) {
            throw new SpecException(key, key + " is at least one cycle");
        }
        return cycles;
    }

    private static Latency checked(String key, long cycles) {
        if (cycles > MOST) {
            throw new SpecException(key, key + " is longer than " + MOST + " cycles");
        }
        return Latency.ofCycles(cycles);
    }
}
