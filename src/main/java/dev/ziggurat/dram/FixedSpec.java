package dev.ziggurat.dram;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.Map;

/**
 * {@code memory: {kind: fixed, latency: 80 ns}}: every access takes the same time, any number at once.
 *
 * @param latency from arrival to data
 * @param size how much there is, default 16 GiB; addresses are taken modulo it
 */
public record FixedSpec(Latency latency, ByteSize size) implements MemorySpec {
    private static final ByteSize SIZE = new ByteSize(16L << 30);

    public FixedSpec {
        SpecException.requirePresent("latency", latency, "80 ns");
        size = size == null ? SIZE : size;
        if (latency.inCycles()) {
            throw new SpecException("latency", "a fixed memory has no clock; write for example '80 ns'");
        }
        if (size.bytes() == 0) {
            throw new SpecException("size", "a memory is not empty; write for example '16 GiB'");
        }
    }

    @Override
    public Memory create(Simulation simulation, String path) {
        return new FixedMemory(simulation, path, latency.amount(), size.bytes());
    }

    @Override
    public long capacity() {
        return size.bytes();
    }

    @Override
    public Map<String, Long> idleLatencies() {
        return Map.of("any access", latency.amount());
    }
}
