package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cpu.FirstLevel;
import dev.ziggurat.engine.Event;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a directory stands in a machine, and what a device meets there. */
final class HomeTest implements Requester {
    private static final String HEAD = "machine: m\ncores: {kind: in-order, clock: 1 GHz, count: CORES}\n";
    private static final String LAST = "memory: {kind: fixed, latency: 80 ns, size: 1 MiB}\n";
    private static final String SHARED = """
            caches:
              l1d: {serves: data, below: llc, size: 1 KiB, ways: 2, line: 64 B, latency: 2 cycles}
              llc: {below: memory, shared: true, size: 4 KiB, ways: 4, line: 128 B, latency: 9 cycles}
            """;

    private final List<Long> ends = new ArrayList<>();
    private final Simulation simulation = new Simulation(1);

    private static MachineSpec machine(int cores, String caches) {
        String text = HEAD.replace("CORES", "" + cores) + "simulation: {coherence: always}\n" + caches + LAST;
        MachineReader reader = new MachineReader(Catalogs.standard());
        return reader.read(Source.text("m.yaml", Path.of(""), text), List.of()).spec();
    }

    private Wiring wiring(int cores, String caches) {
        return new Wiring(simulation, new Derived(machine(cores, caches)));
    }

    private void send(MemoryLevel level, AccessType type, int size, long time) {
        simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                MemoryRequest request = new MemoryRequest(HomeTest.this, 0);
                                request.type = type;
                                request.size = size;
                                request.time = time;
                                request.marks.begin(time);
                                long end = level.access(request);
                                if (end != MemoryLevel.PENDING) {
                                    ends.add(end - time);
                                }
                            }
                        },
                        time);
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        ends.add(time - request.marks.start());
        request.marks.close(time);
    }

    private static long count(Wiring wiring, String component, String metric) {
        Statistics statistics = new Statistics();
        wiring.describe(statistics);
        return statistics.snapshot(0).counter(new Term(component, metric));
    }

    @Test
    void deviceOfOneCoreMeetsItsDirtyLineAndTheLastLevel() {
        Wiring wiring = wiring(1, SHARED);
        FirstLevel data = wiring.firstLevel(Serves.DATA, 0);
        MemoryLevel devices = wiring.home().devices();
        assertThat(wiring.home().lineBytes()).isEqualTo(64);
        send(data.level(), AccessType.STORE, 8, 0);
        send(devices, AccessType.DMA_READ, 64, 1_000_000);
        send(devices, AccessType.DMA_WRITE, 64, 2_000_000);
        send(data.level(), AccessType.LOAD, 8, 3_000_000);
        simulation.engine().run();

        // Taken back from the first level, then a hit; nothing to take back, then through to memory; a hit below.
        assertThat(ends).containsExactly(91_000L, 2_000L + 9_000, 2_000L + 9_000, 11_000L);
        assertThat(count(wiring, "core0.l1d", "recalls")).isEqualTo(2);
        assertThat(count(wiring, "llc", "dma_accesses")).isEqualTo(2);
        assertThat(count(wiring, "llc", "dma_misses")).isZero();
        assertThat(count(wiring, "memory", "writes")).isOne();
        assertThat(count(wiring, "llc.directory", "dirty_recalls")).isOne();
    }

    @Test
    void deviceFillsNoCache() {
        Wiring wiring = wiring(1, SHARED);
        MemoryLevel devices = wiring.home().devices();
        send(devices, AccessType.DMA_READ, 64, 0);
        send(devices, AccessType.DMA_READ, 64, 1_000_000);
        send(devices, AccessType.DMA_WRITE, 64, 2_000_000);
        simulation.engine().run();

        assertThat(ends).containsExactly(89_000L, 89_000L, 9_000L);
        assertThat(count(wiring, "llc", "dma_misses")).isEqualTo(3);
    }

    @Test
    void directoryStandsWhereAllCachesMeet() {
        String split = SHARED + "  l1i: {serves: fetch, below: llc, size: 1 KiB, ways: 2, line: 64 B, latency: 1 ns}\n";
        assertThat(new Topology(machine(2, split).caches()).home()).isEqualTo("llc");
        String alone = SHARED.replace("shared: true, ", "");
        assertThat(new Topology(machine(2, alone).caches()).home()).isEqualTo("memory");
    }

    @Test
    void oneCoreHasNobodyToBeCoherentWith() {
        String text = HEAD.replace("CORES", "1") + "simulation: {coherence: always}\n" + LAST;
        Source source = Source.text("m.yaml", Path.of(""), text);

        MachineReader reader = new MachineReader(Catalogs.standard());
        assertThat(MachineReader.notes(reader.read(source, List.of())))
                .extracting(Problem::toString)
                .containsExactly(
                        "m.yaml:3: simulation.coherence: always: without effect: one core shares nothing with others");
    }

    @Test
    void cachesThatDoNotAllMeetCannotBeKeptCoherent() {
        String past =
                SHARED + "  l1i: {serves: fetch, below: memory, size: 1 KiB, ways: 2, line: 64 B, latency: 1 ns}\n";

        assertThatThrownBy(() -> machine(2, past))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("caches.llc.shared")
                .hasMessageContaining("no directory can stand before it");
        assertThat(machine(1, past).caches()).hasSize(3);
    }
}
