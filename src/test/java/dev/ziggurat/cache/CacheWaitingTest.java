package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.Statistics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The specification of a cache, continued: who waits behind whom, what is marked and counted. As in {@link CacheTest}. */
final class CacheWaitingTest {
    private static final long A = 0;
    private static final long B = 64;
    private static final long C = 128;
    private static final long D = 192;

    private final Bench bench = new Bench();

    private Cache cache(TestCaches shape) {
        Cache cache = shape.make(bench.simulation, "l2");
        cache.connect(bench.below);
        return cache;
    }

    @Test
    void s35MissThatLacksNothingWaitsBehindOneThatDoes() {
        Cache cache = cache(new TestCaches().sets(2).ways(1).buffer(1));
        bench.store(cache, A, 0);
        bench.store(cache, B, 10);
        bench.store(cache, C, 5000);
        MemoryRequest lacking = bench.load(cache, D, 5100);
        MemoryRequest behind = bench.load(cache, 2 * C, 7000);

        assertThat(bench.end(lacking))
                .as("C's victim is in the buffer until 6010")
                .isEqualTo(-1);
        assertThat(bench.end(behind)).isEqualTo(-1);
        bench.run();
        assertThat(bench.completed()).containsExactly(lacking, behind);
        assertThat(bench.end(lacking)).isEqualTo(7010);
    }

    @Test
    void s36StoreThroughWaitsBehindAMissThatWaits() {
        Cache cache = cache(new TestCaches().sets(4).writeThrough().mshrs(1));
        bench.load(cache, A, 0);
        bench.load(cache, A, 2000);
        bench.load(cache, B, 5000);
        MemoryRequest miss = bench.load(cache, C, 5100);
        MemoryRequest through = bench.store(cache, A, 5200);

        assertThat(bench.end(through)).isEqualTo(-1);
        assertThat(bench.end(bench.load(cache, A, 5300)))
                .as("its set is waited for")
                .isEqualTo(-1);
        bench.run();
        assertThat(bench.completed()).startsWith(miss, through).hasSize(3);
        assertThat(bench.end(through)).isEqualTo(6010);
    }

    @Test
    void s37RequestBehindOneThatWaitsHasItsLookUpMarked() {
        Cache cache = cache(new TestCaches().mshrs(1).sets(4));
        bench.load(cache, A, 0);
        bench.load(cache, B, 100);
        MemoryRequest third = bench.load(cache, C, 200);
        bench.run();

        assertThat(third.marks.cause(0)).isEqualTo(bench.simulation.causes().of("l2"));
        assertThat(third.marks.until(0)).isEqualTo(210);
        assertThat(third.marks.cause(1)).isEqualTo(bench.simulation.causes().of("l2 mshr"));
        assertThat(third.marks.until(1)).isEqualTo(2010);
    }

    @Test
    void s38RequestSaysWhoAnsweredIt() {
        Cache cache = cache(new TestCaches());
        Cache passing = cache(new TestCaches().noAllocate());
        int level = bench.simulation.outcomes().of("l2");

        assertThat(bench.load(cache, A, 0).marks.outcome())
                .isEqualTo(bench.simulation.outcomes().of("memory"));
        assertThat(bench.load(cache, A, 10).marks.outcome())
                .isEqualTo(bench.simulation.outcomes().of("l2 merged"));
        assertThat(bench.load(cache, A, 5000).marks.outcome()).isEqualTo(level);
        assertThat(bench.send(cache, AccessType.WRITE_BACK, B, 64, 6000).marks.outcome())
                .isEqualTo(level);
        assertThat(bench.store(passing, A, 0).marks.outcome()).isEqualTo(level);
    }

    @Test
    void s39MergedAccessIsAMissAsHardwareCountsAndAHitAsDineroDoes() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);
        bench.load(cache, A, 10);
        bench.store(cache, A, 20);
        bench.send(cache, AccessType.FETCH, A, 8, 30);

        assertThat(Bench.count(cache, "merged")).isEqualTo(3);
        assertThat(Bench.count(cache, "misses")).isEqualTo(4);
        assertThat(Bench.count(cache, "hits")).isZero();
        assertThat(Bench.count(cache, Booking.DINERO, "misses")).isEqualTo(1);
        assertThat(Bench.count(cache, Booking.DINERO, "hits")).isEqualTo(3);
        assertThat(Bench.count(cache, Booking.DINERO, "merged")).isEqualTo(3);
    }

    @Test
    void s40MergedUseMakesALineTheMostRecent() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);
        bench.load(cache, B, 10);
        bench.load(cache, A, 20);
        bench.load(cache, C, 5000);

        assertThat(bench.end(bench.load(cache, A, 9000))).as("B went").isEqualTo(9010);
    }

    @Test
    void s41NobodyIsForgottenWhenTheRunCannotGoOn() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches().mshrs(1).ways(1));
        assertThat(cache.waitsFor()).isNull();
        bench.store(cache, A, 0);
        assertThat(cache.waitsFor()).contains("l2: 1 requests wait for the level below");
        bench.store(cache, B, 10);
        assertThat(cache.waitsFor()).contains("waits for an entry", "1 misses are under way");
        assertThatThrownBy(bench::run).isInstanceOf(StalledException.class).hasMessageContaining("l2: ");
    }

    @Test
    void s42ShapeIsAsTheSpecSays() {
        Cache cache = cache(new TestCaches().line(128).latency(17));
        cache.countCuts(3);
        cache.countCuts(2);

        assertThat(cache.lineBytes()).isEqualTo(128);
        assertThat(cache.latency()).isEqualTo(17);
        assertThat(Bench.count(cache, "split_accesses")).isEqualTo(5);
    }

    @Test
    void s43CoreAboveFindsNoPlainHitInASetThatSomebodyWaitsFor() {
        Cache cache = cache(new TestCaches().mshrs(1).sets(4).first());
        for (int round = 0; round < 2; round++) {
            bench.load(cache, B, 5000L * round);
            bench.load(cache, D, 2000 + 5000L * round);
        }
        bench.load(cache, A, 20_000);
        bench.load(cache, B + 4 * 64, 20_100);

        assertThat(cache.plainHits().hits(AccessType.LOAD, B)).isFalse();
        assertThat(cache.plainHits().find(AccessType.LOAD, B)).isEqualTo(PlainHits.NOWHERE);
        assertThat(cache.plainHits().hits(AccessType.LOAD, D)).isTrue();
        assertThat(cache.plainHits().find(AccessType.LOAD, D)).isNotEqualTo(PlainHits.NOWHERE);
        Statistics statistics = new Statistics();
        cache.describe(statistics, "l2", Booking.HARDWARE, List.of());
        statistics.checkLaws();
        bench.run();
        assertThat(cache.plainHits().hits(AccessType.LOAD, D)).isTrue();
    }

    @Test
    void s44SetIsFreeAgainWhenNobodyWaitsForItAnyMore() {
        Cache cache = cache(new TestCaches().mshrs(1).sets(4));
        bench.load(cache, B, 0);
        bench.load(cache, A, 2000);
        bench.load(cache, B + 4 * 64, 2100);
        bench.run();
        bench.load(cache, A + 4 * 64, 5000);
        bench.load(cache, C, 5100);

        assertThat(bench.end(bench.load(cache, B, 5200))).isEqualTo(5210);
    }
}
