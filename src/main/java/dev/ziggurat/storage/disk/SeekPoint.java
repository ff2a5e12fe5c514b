package dev.ziggurat.storage.disk;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;

/**
 * A measured point of a seek curve.
 *
 * @param distance in cylinders, at least 1
 * @param time from the start to the settled arm
 */
public record SeekPoint(int distance, Latency time) {
    public SeekPoint {
        SpecException.requireRange("distance", distance, 1, Integer.MAX_VALUE);
        SpecException.requirePresent("time", time, "5 ms");
        if (time.inCycles()) {
            throw new SpecException("time", "a disk has no clock; write for example '5 ms'");
        }
    }
}
