package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import org.junit.jupiter.api.Test;

/** The specification of a cache, a behaviour at a time. Latency 10 ps, memory 1000 ps; addresses a line (64 B) apart share the one set. */
final class CacheTest {
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
    void s01MissTakesTheLookUpAndWhatTheLevelBelowTakes() {
        Cache cache = cache(new TestCaches());

        assertThat(bench.end(bench.load(cache, A, 100))).isEqualTo(100 + 10 + 1000);
        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.LOAD, A, 64, 110));
    }

    @Test
    void s02HitTakesTheLookUp() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        assertThat(bench.end(bench.load(cache, A + 56, 5000))).isEqualTo(5010);
        assertThat(bench.below.seen).hasSize(1);
    }

    @Test
    void s03FillLatencyIsPaidOnceOnTheWayUp() {
        Cache cache = cache(new TestCaches().fill(7));

        assertThat(bench.end(bench.load(cache, A, 0))).isEqualTo(1017);
        assertThat(bench.end(bench.load(cache, A, 2000))).isEqualTo(2010);
    }

    @Test
    void s04SecondMissToTheSameLineMergesUntilTheFillIsThere() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        MemoryRequest early = bench.load(cache, A + 8, 1009);
        MemoryRequest late = bench.load(cache, A + 16, 1010);

        assertThat(bench.end(early)).as("its own look-up ends after the fill").isEqualTo(1019);
        assertThat(bench.end(late)).isEqualTo(1020);
        assertThat(Bench.count(cache, "merged")).isEqualTo(1);
        assertThat(bench.below.seen).hasSize(1);
    }

    @Test
    void s05MergedAccessEndsWithTheFill() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        assertThat(bench.end(bench.load(cache, A, 500))).isEqualTo(1010);
    }

    @Test
    void s06AllWhoWaitForOnePendingFillAreServedInOrder() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        MemoryRequest one = bench.load(cache, A, 0);
        MemoryRequest two = bench.load(cache, A, 20);
        MemoryRequest three = bench.store(cache, A, 900);

        assertThat(bench.end(one)).isEqualTo(-1);
        bench.below.answer(800);

        assertThat(bench.completed()).containsExactly(one, two, three);
        assertThat(bench.end(one)).isEqualTo(800);
        assertThat(bench.end(two)).isEqualTo(800);
        assertThat(bench.end(three)).as("not before its own look-up").isEqualTo(910);
    }

    @Test
    void s07MissWithoutAnMshrWaitsForTheFirstToComeFree() {
        Cache cache = cache(new TestCaches().mshrs(1).ways(4));
        bench.load(cache, A, 0);
        MemoryRequest waiting = bench.load(cache, B, 100);
        assertThat(bench.end(waiting)).isEqualTo(-1);

        bench.run();

        assertThat(bench.end(waiting)).isEqualTo(1010 + 1000);
        assertThat(bench.below.seen.get(1)).isEqualTo(new Seen(AccessType.LOAD, B, 64, 1010));
    }

    @Test
    void s08MshrIsTakenUntilTheInstantOfItsFillAndNoLonger() {
        Cache early = cache(new TestCaches().mshrs(1).ways(4));
        bench.load(early, A, 0);
        assertThat(bench.end(bench.load(early, B, 999)))
                .as("look-up ends at 1009")
                .isEqualTo(-1);

        Cache late = cache(new TestCaches().mshrs(1).ways(4));
        bench.load(late, A, 0);
        assertThat(bench.end(bench.load(late, B, 1000))).isEqualTo(2010);
    }

    @Test
    void s09LaterMissesWaitBehindTheFirstThatWaits() {
        Cache cache = cache(new TestCaches().mshrs(1).sets(4).ways(4));
        bench.load(cache, A, 0);
        MemoryRequest second = bench.load(cache, B, 100);
        MemoryRequest third = bench.load(cache, C, 200);
        bench.run();

        assertThat(bench.completed()).containsExactly(second, third);
        assertThat(bench.end(third)).isEqualTo(3010);
    }

    @Test
    void s10HitsGoOnWhileMissesWait() {
        Cache cache = cache(new TestCaches().mshrs(1).sets(4));
        bench.load(cache, D, 0);
        bench.load(cache, A, 2000);
        bench.load(cache, B, 2100);

        assertThat(bench.end(bench.load(cache, D, 2200))).isEqualTo(2210);
    }

    @Test
    void s11HitInASetThatSomebodyWaitsForWaitsToo() {
        Cache cache = cache(new TestCaches().mshrs(1).sets(4));
        bench.load(cache, B, 0);
        bench.load(cache, A, 2000);
        MemoryRequest miss = bench.load(cache, B + 4 * 64, 2100);
        MemoryRequest hit = bench.load(cache, B, 2200);

        assertThat(bench.end(hit)).isEqualTo(-1);
        bench.run();
        assertThat(bench.completed()).containsExactly(miss, hit);
        assertThat(bench.end(hit)).as("admitted with the miss before it").isEqualTo(3010);
    }

    @Test
    void s12MissThatWaitsHasChangedNothing() {
        Cache cache = cache(new TestCaches().mshrs(1));
        bench.load(cache, A, 0);
        bench.load(cache, B, 10);

        assertThat(Bench.count(cache, "misses")).isEqualTo(1);
        assertThat(Bench.count(cache, "read_accesses")).isEqualTo(1);
    }

    @Test
    void s13WaitIsMarkedWithWhatWasLacking() {
        Cache cache = cache(new TestCaches().mshrs(1).ways(4));
        bench.load(cache, A, 0);
        MemoryRequest waiting = bench.load(cache, B, 100);
        bench.run();

        int look = bench.simulation.causes().of("l2");
        int mshr = bench.simulation.causes().of("l2 mshr");
        int memory = bench.simulation.causes().of("memory");
        assertThat(new int[] {waiting.marks.cause(0), waiting.marks.cause(1), waiting.marks.cause(2)})
                .containsExactly(look, mshr, memory);
        assertThat(new long[] {waiting.marks.until(0), waiting.marks.until(1), waiting.marks.until(2)})
                .containsExactly(110, 1010, 2010);
    }

    @Test
    void s14DirtyVictimIsWrittenBackBehindTheFetch() {
        Cache cache = cache(new TestCaches().ways(1));
        bench.store(cache, A, 0);
        bench.load(cache, B, 5000);

        assertThat(bench.below.seen)
                .containsExactly(
                        new Seen(AccessType.OWN, A, 64, 10),
                        new Seen(AccessType.LOAD, B, 64, 5010),
                        new Seen(AccessType.WRITE_BACK, A, 64, 5010));
    }

    @Test
    void s15CleanVictimIsDroppedInSilence() {
        Cache cache = cache(new TestCaches().ways(1));
        bench.load(cache, A, 0);
        bench.load(cache, B, 5000);

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.LOAD);
    }

    @Test
    void s16MissThatNeedsAFullWriteBufferWaitsForIt() {
        Cache cache = cache(new TestCaches().ways(1).buffer(1));
        bench.store(cache, A, 0);
        bench.store(cache, B, 5000);
        MemoryRequest waiting = bench.store(cache, A, 5500);
        assertThat(bench.end(waiting)).as("the fill of B is pending until 6010").isEqualTo(-1);
        MemoryRequest later = bench.load(cache, B, 5600);
        bench.run();

        assertThat(bench.end(waiting)).isEqualTo(6010 + 1000);
        assertThat(bench.end(later)).as("behind it, a miss again").isGreaterThan(7010);
    }

    @Test
    void s17WriteBufferEntryIsTakenUntilTheLevelBelowHasTakenTheData() {
        bench.below.latency = 1_000;
        Cache cache = cache(new TestCaches().ways(2).buffer(1));
        bench.store(cache, A, 0);
        bench.store(cache, B, 1);
        bench.load(cache, C, 5000);
        assertThat(bench.end(bench.load(cache, D, 5999)))
                .as("look-up ends at 6009, entry free at 6010")
                .isEqualTo(-1);
    }

    @Test
    void s18SetWithNothingButPendingWaysMakesTheMissWait() {
        Cache cache = cache(new TestCaches().ways(2).mshrs(4));
        bench.load(cache, A, 0);
        bench.load(cache, B, 100);
        MemoryRequest third = bench.load(cache, C, 200);
        bench.run();

        assertThat(bench.end(third)).as("when A's fill is there").isEqualTo(1010 + 1000);
        assertThat(third.marks.cause(1)).isEqualTo(bench.simulation.causes().of("l2 set"));
    }

    @Test
    void s19PendingWayIsNoVictimThoughItIsTheOldest() {
        Cache cache = cache(new TestCaches().ways(2));
        bench.load(cache, A, 0);
        bench.load(cache, B, 2000);
        bench.load(cache, A, 2100);
        bench.load(cache, C, 2200);

        assertThat(bench.end(bench.load(cache, B, 9000))).as("B stays, A went").isEqualTo(9010);
    }

    @Test
    void s20StoreThatHitsIsWrittenAndGoesNoFurther() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        assertThat(bench.end(bench.store(cache, A, 2000))).isEqualTo(2010);
        assertThat(bench.below.seen).hasSize(1);
    }

    @Test
    void s21StoreThatMissesFetchesTheLineToOwnIt() {
        Cache cache = cache(new TestCaches());

        assertThat(bench.end(bench.store(cache, A, 0))).isEqualTo(1010);
        assertThat(bench.below.types()).containsExactly(AccessType.OWN);
        assertThat(Bench.count(cache, "write_misses")).isEqualTo(1);
    }

    @Test
    void s22WholeLineFetchesNothing() {
        Cache cache = cache(new TestCaches());

        MemoryRequest whole = bench.send(cache, AccessType.WRITE_BACK, A, 64, 0);

        assertThat(bench.end(whole)).isEqualTo(10);
        assertThat(bench.below.seen).isEmpty();
        assertThat(bench.end(bench.load(cache, A, 20))).isEqualTo(30);
    }

    @Test
    void s23WriteBackOfPartOfALineFetchesTheRestInTheBackground() {
        Cache cache = cache(new TestCaches());

        MemoryRequest part = bench.send(cache, AccessType.WRITE_BACK, A, 32, 0);

        assertThat(bench.end(part)).as("taken after the look-up").isEqualTo(10);
        assertThat(bench.below.types()).containsExactly(AccessType.OWN);
        assertThat(bench.end(bench.load(cache, A, 20)))
                .as("the line is on its way")
                .isEqualTo(1010);
    }

    @Test
    void s24WriteThroughHitGoesOnBelowWithItsOwnSize() {
        Cache cache = cache(new TestCaches().writeThrough());
        bench.load(cache, A, 0);

        assertThat(bench.end(bench.store(cache, A + 8, 2000))).isEqualTo(2010);
        assertThat(bench.below.seen.get(1)).isEqualTo(new Seen(AccessType.WRITE_THROUGH, A + 8, 8, 2010));
    }

    @Test
    void s25WriteThroughMissFetchesThenStoresThrough() {
        Cache cache = cache(new TestCaches().writeThrough());

        assertThat(bench.end(bench.store(cache, A, 0))).isEqualTo(1010);
        assertThat(bench.below.types()).containsExactly(AccessType.OWN, AccessType.WRITE_THROUGH);
    }

    @Test
    void s26WriteThroughLinesAreNeverWrittenBack() {
        Cache cache = cache(new TestCaches().writeThrough().ways(1));
        bench.store(cache, A, 0);
        bench.load(cache, B, 5000);

        assertThat(bench.below.types()).containsExactly(AccessType.OWN, AccessType.WRITE_THROUGH, AccessType.LOAD);
    }

    @Test
    void s27NoAllocateStoreThatMissesPassesAndBringsNothing() {
        Cache cache = cache(new TestCaches().noAllocate());

        assertThat(bench.end(bench.store(cache, A, 0)))
                .as("taken after the look-up")
                .isEqualTo(10);
        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.WRITE_THROUGH, A, 8, 10));
        assertThat(bench.end(bench.load(cache, A, 2000))).isEqualTo(3010);
    }

    @Test
    void s28NoAllocateStoreThatHitsIsKept() {
        Cache cache = cache(new TestCaches().noAllocate().ways(1));
        bench.load(cache, A, 0);
        bench.store(cache, A, 2000);
        bench.load(cache, B, 3000);

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.LOAD, AccessType.WRITE_BACK);
    }

    @Test
    void s29WriteBackThatMissesANoAllocateLevelPassesAsAWriteBack() {
        Cache cache = cache(new TestCaches().noAllocate());

        bench.send(cache, AccessType.WRITE_BACK, A, 64, 0);

        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.WRITE_BACK, A, 64, 10));
    }

    @Test
    void s30StoreThroughWaitsForTheWriteBuffer() {
        Cache cache = cache(new TestCaches().writeThrough().noAllocate().buffer(1));
        bench.store(cache, A, 0);
        MemoryRequest waiting = bench.store(cache, B, 500);
        bench.run();

        assertThat(bench.end(waiting)).isEqualTo(1010);
        assertThat(waiting.marks.cause(1)).isEqualTo(bench.simulation.causes().of("l2 write buffer"));
    }

    @Test
    void s31LowerLinesMayBeLonger() {
        Cache lower = cache(new TestCaches().line(256));
        Cache upper = new TestCaches().make(bench.simulation, "l1");
        upper.connect(lower);
        bench.load(upper, A, 0);

        assertThat(bench.end(bench.load(upper, C, 5000)))
                .as("in the same long line")
                .isEqualTo(5020);
        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.LOAD, A, 256, 20));
    }

    @Test
    void s32StoreToALineUnderWayMakesItDirty() {
        Cache cache = cache(new TestCaches().ways(1));
        bench.load(cache, A, 0);
        bench.store(cache, A, 500);
        bench.load(cache, B, 5000);

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.LOAD, AccessType.WRITE_BACK);
    }

    @Test
    void s33HitOfAFirstLevelLeavesNoMark() {
        Cache cache = cache(new TestCaches().first());
        bench.load(cache, A, 0);

        assertThat(bench.load(cache, A, 2000).marks.size()).isZero();
    }

    @Test
    void s34WaiterThatArrivedBeforeTheFetchWaitsToMerge() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 300);
        MemoryRequest earlier = bench.load(cache, A, 100);

        assertThat(bench.end(earlier)).isEqualTo(1310);
        assertThat(earlier.marks.cause(1)).isEqualTo(bench.simulation.causes().of("merge wait"));
        assertThat(earlier.marks.until(1)).as("until the fetch was sent").isEqualTo(310);
    }
}
