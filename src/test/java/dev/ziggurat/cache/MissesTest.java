package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
import dev.ziggurat.memory.MemoryRequest;
import org.junit.jupiter.api.Test;

/** What a miss sends, counts and is told. Latency 10 ps, everything below 1000 ps. */
final class MissesTest {
    private static final long A = 0;
    private static final long B = 64;

    private final Bench bench = new Bench();

    private Cache cache(TestCaches shape) {
        Cache cache = shape.make(bench.simulation, "l1");
        cache.connect(bench.below);
        return cache;
    }

    @Test
    void missIsToldOfItsLookUpAndOfWhatIsBelow() {
        Cache cache = cache(new TestCaches());

        assertThat(bench.causes(bench.load(cache, A, 5))).containsExactly("l1 until 15", "memory until 1015");
        assertThat(bench.causes(bench.send(cache, AccessType.WRITE_BACK, B, 64, 7)))
                .containsExactly("l1 until 17");
        assertThat(Bench.count(cache, "read_misses")).isOne();
        assertThat(Bench.count(cache, "bytes_from_below")).isEqualTo(64);
        assertThat(Bench.count(cache, "writebacks_in")).isOne();
    }

    @Test
    void storeThatPassesIsAMissThatEndsWithItsLookUp() {
        Cache cache = cache(new TestCaches().noAllocate());
        MemoryRequest store = bench.store(cache, A, 5);

        assertThat(bench.end(store)).isEqualTo(15);
        assertThat(bench.causes(store)).containsExactly("l1 until 15");
        assertThat(Bench.count(cache, "write_misses")).isOne();
        assertThat(bench.simulation.outcomes().name(store.marks.outcome())).isEqualTo("l1");
    }

    @Test
    void whatGoesDownIsCounted() {
        Cache back = cache(new TestCaches().ways(1));
        bench.store(back, A, 0);
        bench.store(back, B, 5_000);
        Cache through = cache(new TestCaches().writeThrough());
        bench.store(through, A, 0);

        assertThat(Bench.count(back, "writebacks")).isOne();
        assertThat(Bench.count(back, "bytes_to_below")).isEqualTo(64);
        assertThat(Bench.count(through, "writebacks")).isZero();
        assertThat(Bench.count(through, "bytes_to_below")).isEqualTo(8);
    }

    @Test
    void wholeLineThatIsWrittenBackNeedsNoRight() {
        Cache cache = cache(new TestCaches());
        cache.keepRights();
        bench.send(cache, AccessType.WRITE_BACK, A, 64, 0);

        assertThat(bench.below.seen).isEmpty();
        assertThat(cache.holds(A)).isTrue();
    }

    @Test
    void wholeLineThatIsStoredIsAskedForWhereOthersMayHoldIt() {
        Cache cache = cache(new TestCaches());
        cache.keepRights();
        bench.send(cache, AccessType.STORE, A, 64, 0);

        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.OWN, A, 64, 10));
    }

    /** Only its part of the buffer is full: a store that misses and goes through waits for an entry before it asks for its line. */
    @Test
    void storeThatMissesAndGoesThroughWaitsForTheWriteBuffer() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches().writeThrough().buffer(1));
        bench.at(0, () -> {
            bench.store(cache, A, 0);
            bench.store(cache, B, 100);
        });
        bench.at(500, () -> {
            assertThat(bench.below.types()).containsExactly(AccessType.OWN, AccessType.WRITE_THROUGH);
            bench.below.answer(500);
            bench.below.answer(700);
        });
        bench.at(800, () -> {
            assertThat(bench.below.types())
                    .endsWith(AccessType.OWN, AccessType.WRITE_THROUGH)
                    .hasSize(4);
            bench.below.answer(800);
            bench.below.answer(800);
        });
        bench.run();

        assertThat(Bench.count(cache, "write_misses")).isEqualTo(2);
    }

    /** The line came shared to a level whose entry was sent for another line with the right before. */
    @Test
    void lineIsHeldWithTheRightThatCameWithItself() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches().mshrs(1));
        cache.keepRights();
        bench.load(cache, A, 0);
        bench.below.held.get(0).grant = Grant.EXCLUSIVE;
        bench.below.answer(100);
        bench.load(cache, B, 200);
        bench.below.held.get(0).grant = Grant.SHARED;
        bench.below.answer(300);
        bench.load(cache, A, 5_000);
        bench.load(cache, B, 5_000);

        assertThat(cache.plainHits().find(AccessType.STORE, A)).isNotEqualTo(PlainHits.NOWHERE);
        assertThat(cache.plainHits().find(AccessType.STORE, B)).isEqualTo(PlainHits.NOWHERE);
    }
}
