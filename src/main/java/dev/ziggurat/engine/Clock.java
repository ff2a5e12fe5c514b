package dev.ziggurat.engine;

import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;

/**
 * A clock with edges at the multiples of its period.
 *
 * @param period the period in picoseconds, at least 1
 */
public record Clock(long period) {
    public Clock {
        if (period < 1) {
            throw new IllegalArgumentException("a clock period is at least 1 ps: " + period);
        }
    }

    /** Returns the clock of a frequency; its period is rounded half up to whole picoseconds. */
    public static Clock of(Frequency frequency) {
        return new Clock(frequency.period());
    }

    /** Returns the time, in picoseconds, of a number of cycles. */
    public long cycles(long count) {
        return count * period;
    }

    /** Returns a span in picoseconds; its {@code cycles} are this clock's. */
    public long picoseconds(Latency latency) {
        return latency.picoseconds(period);
    }

    /** Returns the first edge at or after an instant, in picoseconds. */
    public long edgeFrom(long time) {
        long beyond = time % period;
        return beyond == 0 ? time : time + period - beyond;
    }

    /** Returns the first edge at or after an instant that is not before {@code edge}, an edge: the nearer, the cheaper. */
    public long edgeFrom(long time, long edge) {
        long span = time - edge;
        return span <= period ? edge + (span == 0 ? 0 : period) : edge + (span + period - 1) / period * period;
    }
}
