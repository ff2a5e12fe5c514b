package dev.ziggurat.dram;

import dev.ziggurat.cache.Link;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryLevelContract;
import dev.ziggurat.memory.Simulation;
import java.util.List;

/** DRAM keeps the contract of every level, behind a link that brings its requests in time order. */
final class DramContractTest extends MemoryLevelContract {
    @Override
    protected Subject subject(Simulation simulation, long seed) {
        int size = 1 + (int) (seed % 5);
        Specs specs = new Specs(seed % 2 == 0 ? "ddr4-2400r-8gb-x8" : "ddr4-3200aa-8gb-x8")
                .ranks(1 + (int) (seed % 2))
                .queues(size, 1 + size / 2);
        DramSpec spec = seed % 3 == 0 ? specs.withoutRefresh().spec() : specs.spec();
        MemoryLevel memory = spec.create(simulation, "memory");
        LinkTiming timing = new LinkTiming(seed % 3 * 500, seed % 2 * 16, 250, true);
        List<AccessType> types = List.of(AccessType.LOAD, AccessType.OWN, AccessType.FETCH, AccessType.WRITE_BACK);
        return new Subject(new Link(simulation, "memory", timing, memory).port(0), types, 64, 4_000, 2_000, false);
    }
}
