package dev.ziggurat.storage.disk;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;

/**
 * A measured point of a seek curve.
 *
 * @param distance in cylinders, from 1 to 2<sup>21</sup>
 * @param time from the start to the settled arm, at most 1 s
 */
public record SeekPoint(int distance, Latency time) {
    /** Times the square of the number of cylinders is what the mean over all seeks sums up. */
    private static final Latency LONGEST = Latency.parse("1 s");

    public SeekPoint {
        SpecException.requireRange("distance", distance, 1, Zone.MOST_CYLINDERS);
        BlockDeviceSpec.requireTime("time", time, LONGEST);
    }
}
