package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a core asks a cache without a request. Two sets of two ways; A, C and E lie in the first set, B and D in the second. */
final class PlainHitsTest {
    private static final long A = 0;
    private static final long B = 64;
    private static final long C = 128;
    private static final long D = 192;
    private static final long E = 256;

    private final Bench bench = new Bench();

    private Cache cache(TestCaches shape) {
        Cache cache = shape.sets(2).make(bench.simulation, "l1");
        cache.connect(bench.below);
        return cache;
    }

    /** A cache that holds A to D, of each set the first used longest ago. */
    private Cache full() {
        Cache cache = cache(new TestCaches());
        for (long line : new long[] {A, B, C, D}) {
            bench.load(cache, line, 10 * line);
        }
        // Whoever comes by a fill that is known to be there clears that it was to come.
        for (long line : new long[] {A, B, C, D}) {
            bench.load(cache, line, 10_000);
        }
        return cache;
    }

    /** Whatever arrived was a hit or a miss. */
    private static void checkLaws(Cache cache) {
        Statistics statistics = new Statistics();
        cache.describe(statistics, "cache", Booking.HARDWARE, List.of());
        statistics.checkLaws();
    }

    private static boolean hits(Cache cache, AccessType type, long address, boolean foundFirst) {
        PlainHits plain = cache.plainHits();
        if (!foundFirst) {
            return plain.hits(type, address);
        }
        long place = plain.find(type, address);
        if (place == PlainHits.NOWHERE) {
            return false;
        }
        plain.use(type, place);
        plain.count(type, 1);
        return true;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hitIsCountedAndUsesItsLine(boolean foundFirst) {
        Cache cache = full();

        assertThat(hits(cache, AccessType.LOAD, A + 8, foundFirst)).isTrue();
        assertThat(hits(cache, AccessType.FETCH, B, foundFirst)).isTrue();
        assertThat(Bench.count(cache, "read_accesses")).isEqualTo(9);
        assertThat(Bench.count(cache, "fetch_accesses")).isOne();
        assertThat(Bench.count(cache, "misses")).isEqualTo(4);
        checkLaws(cache);
        bench.load(cache, E, 20_000);
        assertThat(cache.holds(A)).as("used last").isTrue();
        assertThat(cache.holds(C)).isFalse();
        assertThat(cache.holds(D)).as("in another set").isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void storeMakesItsLineDirtyAndNoOther(boolean foundFirst) {
        Cache cache = full();

        assertThat(hits(cache, AccessType.STORE, D, foundFirst)).isTrue();
        assertThat(hits(cache, AccessType.LOAD, B, foundFirst)).isTrue();
        assertThat(Bench.count(cache, "write_accesses")).isOne();
        assertThat(cache.recall(D, Recall.CLEAN, 20_000)).isNegative();
        assertThat(cache.recall(B, Recall.CLEAN, 20_000)).isPositive();
        assertThat(cache.recall(A, Recall.CLEAN, 20_000)).isPositive();
        assertThat(cache.recall(C, Recall.CLEAN, 20_000)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNoPlainHitChangesNothing(boolean foundFirst) {
        Cache cache = full();
        Cache through = cache(new TestCaches().writeThrough());
        bench.load(through, A, 0);
        bench.load(through, A, 10_000);

        assertThat(hits(cache, AccessType.LOAD, E, foundFirst)).as("absent").isFalse();
        assertThat(hits(through, AccessType.STORE, A, foundFirst))
                .as("goes on below")
                .isFalse();
        assertThat(hits(through, AccessType.LOAD, A, foundFirst)).isTrue();
        assertThat(Bench.count(cache, "read_accesses")).isEqualTo(8);
        assertThat(Bench.count(through, "write_accesses")).isZero();
        assertThat(bench.end(bench.load(cache, E, 20_000))).isEqualTo(21_010);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lineOnItsWayIsNoPlainHit(boolean foundFirst) {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        assertThat(hits(cache, AccessType.LOAD, A, foundFirst)).isFalse();
    }

    @Test
    void manyHitsAreCountedAtOnce() {
        Cache cache = full();
        cache.plainHits().count(AccessType.STORE, 7);

        assertThat(Bench.count(cache, "write_accesses")).isEqualTo(7);
        checkLaws(cache);
    }

    @Test
    void loadMayWaitWithTheLastThatWaitsForItsLine() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);
        PlainHits plain = cache.plainHits();
        MemoryRequest last = bench.load(cache, A, 5);

        assertThat(plain.awaiting(B, 6)).as("not on its way").isNull();
        assertThat(plain.awaiting(A + 8, 6)).isSameAs(last);
        assertThat(plain.stillAwaiting(A + 63)).isSameAs(last);
        assertThat(plain.stillAwaiting(B)).isNull();
        plain.waitsToo(false);
        assertThat(Bench.count(cache, "read_accesses")).isEqualTo(3);
        assertThat(Bench.count(cache, "merged")).isEqualTo(2);
        checkLaws(cache);
        assertThat(bench.simulation.outcomes().name(plain.mergedOutcome())).isEqualTo("l1 merged");
        MemoryRequest other = bench.load(cache, A, 7);
        assertThat(plain.stillAwaiting(A)).as("another waits since").isNull();
        assertThat(plain.awaiting(A, 7)).isSameAs(other);
    }

    @Test
    void nobodyWaitsForAFillWhoseTimeIsKnown() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        assertThat(cache.plainHits().awaiting(A, 500)).isNull();
    }

    @Test
    void nobodyPassesThoseWhoWaitForTheSet() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches().mshrs(2));
        bench.load(cache, A, 0);
        MemoryRequest second = bench.load(cache, B, 0);
        bench.load(cache, C, 0);
        PlainHits plain = cache.plainHits();

        assertThat(plain.awaiting(A, 5)).as("C waits for the same set").isNull();
        assertThat(plain.awaiting(B, 5)).isSameAs(second);
        bench.load(cache, D, 5);
        assertThat(plain.stillAwaiting(B)).as("now D waits for it").isNull();
    }

    @Test
    void loadThatWaitsWithAnotherUsesTheLine() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        List<MemoryRequest> loads = new ArrayList<>();
        loads.add(bench.load(cache, A, 0));
        loads.add(bench.load(cache, C, 0));
        assertThat(cache.plainHits().awaiting(A, 5)).isSameAs(loads.get(0));
        cache.plainHits().waitsToo(false);
        bench.below.answer(1_000);
        bench.below.answer(1_000);
        bench.load(cache, E, 2_000);

        assertThat(cache.holds(A)).isTrue();
        assertThat(cache.holds(C)).isFalse();
    }
}
