package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Latency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where references enter: directly in a cache, in a cache behind something, or where there is none. Lines of 64 B. */
final class FirstLevelTest {
    private static final int L1 = 77;

    private final Simulation simulation = new Simulation(1);
    private final FakeLevel below = new FakeLevel(simulation, 10_000, Answer.LATER);
    private final Cache cache = cache();
    private final FirstLevel direct = level(cache);
    private final FirstLevel behind = level(CachedRun.behindAPassage(cache));
    private final FirstLevel without = new FirstLevel(below, 64, 0, 0, L1, null);

    private Cache cache() {
        CacheSpec spec = CachedRun.cache(1024, Latency.ofCycles(2), 3, 2);
        Cache made = new Cache(simulation, new Geometry("l1", "l1", spec, 2_000, 0, true));
        made.connect(below);
        return made;
    }

    private FirstLevel level(MemoryLevel level) {
        return new FirstLevel(level, 64, 2_000, 0, L1, cache);
    }

    private MemoryRequest load(long address) {
        MemoryRequest request = new MemoryRequest((served, time) -> {}, 0);
        request.physicalAddress = address;
        request.size = 8;
        request.time = simulation.engine().now();
        request.marks.begin(request.time);
        cache.access(request);
        return request;
    }

    /** Has a line, known to be there. */
    private void have(long address) {
        load(address);
        simulation.engine().run();
        load(address);
    }

    private long count(String metric) {
        Statistics statistics = new Statistics();
        cache.describe(statistics, "l1", Booking.HARDWARE, List.of());
        return statistics.snapshot(0).counter(new Term("l1", metric));
    }

    @Test
    void referenceLiesInOneLineUpToItsLastByte() {
        assertThat(direct.oneLine(64 + 56, 8)).isTrue();
        assertThat(direct.oneLine(64 + 57, 8)).isFalse();
        assertThat(direct.oneLine(64, 64)).isTrue();
        assertThat(direct.oneLine(64, 65)).isFalse();
    }

    @Test
    void plainHitsAreThoseOfOneLineOfACacheDirectlyBelow() {
        have(0);
        have(64);

        assertThat(behind.hits(AccessType.LOAD, 0, 8)).isFalse();
        assertThat(without.hits(AccessType.LOAD, 0, 8)).isFalse();
        assertThat(direct.hits(AccessType.LOAD, 60, 8)).isFalse();
        assertThat(direct.hits(AccessType.LOAD, 128, 8)).isFalse();
        assertThat(count("read_accesses")).isEqualTo(4);
        assertThat(direct.hits(AccessType.LOAD, 56, 8)).isTrue();
        assertThat(count("read_accesses")).isEqualTo(5);
    }

    @Test
    void placesAreThoseOfOneLineOfACacheDirectlyBelow() {
        have(0);

        assertThat(behind.find(AccessType.LOAD, 0, 8)).isEqualTo(FirstLevel.NOWHERE);
        assertThat(without.find(AccessType.LOAD, 0, 8)).isEqualTo(FirstLevel.NOWHERE);
        assertThat(direct.find(AccessType.LOAD, 60, 8)).isEqualTo(FirstLevel.NOWHERE);
        long place = direct.find(AccessType.STORE, 56, 8);
        assertThat(place).isNotEqualTo(FirstLevel.NOWHERE);
        direct.use(AccessType.STORE, place);
        assertThat(cache.recall(0, Recall.CLEAN, 50_000)).isNegative();
        direct.count(AccessType.STORE, 3);
        direct.countCuts(2);
        without.use(AccessType.STORE, place);
        without.count(AccessType.STORE, 3);
        without.countCuts(2);
        assertThat(count("write_accesses")).isEqualTo(3);
        assertThat(count("split_accesses")).isEqualTo(2);
    }

    @Test
    void loadsMayWaitTogetherInACacheDirectlyBelow() {
        MemoryRequest first = load(0);

        assertThat(behind.awaiting(8, 1_000)).isNull();
        assertThat(without.awaiting(8, 1_000)).isNull();
        assertThat(without.stillAwaiting(8)).isNull();
        assertThat(direct.awaiting(8, 1_000)).isSameAs(first);
        assertThat(direct.stillAwaiting(16)).isSameAs(first);
        without.waitsToo(false);
        assertThat(count("merged")).isZero();
        direct.waitsToo(false);
        assertThat(count("merged")).isOne();
        assertThat(without.mergedOutcome()).isEqualTo(L1);
        assertThat(simulation.outcomes().name(direct.mergedOutcome())).isEqualTo("l1 merged");
    }
}
