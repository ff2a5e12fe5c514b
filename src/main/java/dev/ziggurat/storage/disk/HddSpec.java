package dev.ziggurat.storage.disk;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.Figure;
import dev.ziggurat.storage.scheduling.Fcfs;
import dev.ziggurat.storage.scheduling.IoSchedulerSpec;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code model: {kind: hdd}}: a disk with platters and one arm.
 *
 * @param platters what turns
 * @param arm what moves
 * @param controller what the electronics add
 * @param buffer its memory; default none
 * @param scheduler which of the waiting requests is next, default the oldest
 * @param queueDepth among how many of the oldest it chooses, default 128
 */
public record HddSpec(
        Platters platters,
        Arm arm,
        Controller controller,
        DiskBufferSpec buffer,
        IoSchedulerSpec scheduler,
        Integer queueDepth)
        implements BlockDeviceSpec {
    static final int PAGE = 4096 / BlockRequest.SECTOR;

    public HddSpec {
        SpecException.requirePresent("platters", platters, "{rpm: 7200, ...}");
        SpecException.requirePresent("arm", arm, "{head-switch: 0.5 ms, ...}");
        SpecException.requirePresent("controller", controller, "{read-overhead: 0.1 ms, ...}");
        buffer = buffer == null ? new DiskBufferSpec(0, 0) : buffer;
        scheduler = scheduler == null ? new Fcfs.Spec() : scheduler;
        queueDepth = queueDepth == null ? 128 : queueDepth;
        SpecException.requireRange("queue-depth", queueDepth, 1, 1 << 16);
    }

    @Override
    public BlockDevice create(Simulation simulation, String path) {
        return new Hdd(simulation, path, this);
    }

    @Override
    public long capacity() {
        return platters.blocks() * BlockRequest.SECTOR;
    }

    /**
     * A read anywhere after one anywhere: overhead, the mean seek over all pairs of cylinders, half a turn, the passing of the sectors in a track
     * of mean length, and what the bus still has to carry then. Requests that go over the end of a track are left out.
     */
    @Override
    public Map<String, Long> idleReads() {
        long seek = new SeekCurve(arm.seek()).mean(platters.cylinders());
        long sector = platters.meanSector();
        long bus = controller.busSector().amount();
        long carried = Math.max(sector + PAGE * bus, PAGE * sector + bus);
        return Map.of("anywhere", controller.readOverhead().amount() + seek + platters.turn() / 2 + carried);
    }

    @Override
    public List<Figure> figures() {
        return HddFigures.of(this);
    }

    /** The times of the seek curve have a bound of their own. */
    @Override
    public Map<String, Latency> times() {
        Map<String, Latency> times = new LinkedHashMap<>();
        times.put("arm.head-switch", arm.headSwitch());
        times.put("arm.write-settle", arm.writeSettle());
        times.put("controller.read-overhead", controller.readOverhead());
        times.put("controller.hit-overhead", controller.hitOverhead());
        times.put("controller.write-overhead", controller.writeOverhead());
        return times;
    }
}
