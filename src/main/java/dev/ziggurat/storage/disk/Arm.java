package dev.ziggurat.storage.disk;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * What moves in a disk.
 *
 * @param headSwitch from one head to another of the same cylinder
 * @param writeSettle what a seek before a write takes longer, default 0
 * @param seek measured seek times by rising distance; between two points they are interpolated, beyond the last they stay
 */
public record Arm(Latency headSwitch, Latency writeSettle, List<SeekPoint> seek) {
    public Arm {
        BlockDeviceSpec.requireTime("head-switch", headSwitch);
        writeSettle = writeSettle == null ? Latency.ofPicoseconds(0) : writeSettle;
        BlockDeviceSpec.requireTime("write-settle", writeSettle);
        SpecException.requirePresent("seek", seek, "[{distance: 1, time: 1 ms}, ...]");
        seek = List.copyOf(seek);
        if (seek.isEmpty()) {
            throw new SpecException("seek", "a seek curve has at least one point");
        }
        for (int i = 1; i < seek.size(); i++) {
            if (seek.get(i).distance() <= seek.get(i - 1).distance()) {
                throw new SpecException("seek", "the distances of a seek curve rise");
            }
        }
    }
}
