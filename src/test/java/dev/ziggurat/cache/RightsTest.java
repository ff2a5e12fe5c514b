package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cache does with the rights that a directory below grants it; and with a device's read. Latency 10 ps, everything below 1000 ps. */
final class RightsTest {
    private static final long A = 0;
    private static final long B = 64;
    private static final long C = 128;

    private final Bench bench = new Bench();
    private final List<MemoryRequest> sent = new ArrayList<>();

    /** With what right the level below answers at once. */
    private Grant granted = Grant.SHARED;

    private final MemoryLevel atOnce = request -> {
        long time = bench.below.access(request);
        request.grant = granted;
        return time;
    };

    private Cache cache(String name, TestCaches shape, MemoryLevel below) {
        Cache cache = shape.make(bench.simulation, name);
        cache.keepRights();
        cache.connect(below);
        return cache;
    }

    /** Answers the oldest request that is held below. */
    private void answer(Grant grant, long time) {
        bench.at(time, () -> {
            bench.below.held.get(0).grant = grant;
            bench.below.answer(time);
        });
    }

    private String outcome(MemoryRequest request) {
        return bench.simulation.outcomes().name(request.marks.outcome());
    }

    @Test
    void storeThatAsksForTheRightIsAHitThatUsesItsLine() {
        Cache cache = cache("l1", new TestCaches(), atOnce);
        bench.load(cache, A, 0);
        bench.load(cache, B, 2_000);
        MemoryRequest store = bench.store(cache, A, 4_000);
        bench.load(cache, C, 6_000);

        assertThat(bench.end(store)).isEqualTo(5_010);
        assertThat(bench.causes(store)).containsExactly("l1 until 4010", "memory until 5010");
        assertThat(outcome(store)).isEqualTo("l1");
        assertThat(cache.holds(A)).as("used last before C came").isTrue();
        assertThat(cache.holds(B)).isFalse();
        assertThat(Bench.count(cache, "write_accesses")).isOne();
        assertThat(Bench.count(cache, "write_misses")).isZero();
        assertThat(cache.recall(A, Recall.CLEAN, 8_000)).as("written").isNegative();
    }

    /** A walk that notes a use writes, and waits for nothing. */
    @Test
    void walkThatAsksForTheRightWritesItsLine() {
        bench.below.holds = true;
        Cache cache = cache("l2", new TestCaches(), bench.below);
        bench.at(0, () -> bench.load(cache, A, 0));
        answer(Grant.SHARED, 500);
        bench.at(1_000, () -> sent.add(bench.send(cache, AccessType.WALK_UPDATE, A, 8, 1_000)));
        answer(Grant.EXCLUSIVE, 2_000);
        bench.run();

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.UPGRADE);
        assertThat(bench.end(sent.get(0))).isEqualTo(1_010);
        assertThat(Bench.count(cache, "walk_accesses")).isOne();
        assertThat(cache.recall(A, Recall.CLEAN, 3_000)).as("written").isNegative();
    }

    @Test
    void lineThatCameWithTheRightIsWrittenAtOnce() {
        granted = Grant.EXCLUSIVE;
        Cache cache = cache("l1", new TestCaches(), atOnce);
        bench.load(cache, A, 0);
        MemoryRequest store = bench.store(cache, A, 4_000);

        assertThat(bench.end(store)).isEqualTo(4_010);
        assertThat(bench.below.types()).containsExactly(AccessType.LOAD);
    }

    /** A store meets a load on its way: the time until the line comes is the level's below, and so is that until the right comes. */
    @Test
    void storeThatWaitsForLineAndRightIsToldOfBoth() {
        bench.below.holds = true;
        Cache cache = cache("l1", new TestCaches(), bench.below);
        MemoryRequest load = bench.load(cache, A, 0);
        MemoryRequest store = bench.store(cache, A, 1);
        MemoryRequest late = bench.load(cache, A, 2);
        answer(Grant.SHARED, 800);
        answer(Grant.EXCLUSIVE, 1_500);
        bench.run();

        assertThat(bench.below.seen)
                .containsExactly(new Seen(AccessType.LOAD, A, 64, 10), new Seen(AccessType.UPGRADE, A, 64, 800));
        assertThat(bench.completed()).containsExactly(load, late, store);
        assertThat(bench.end(late)).isEqualTo(800);
        assertThat(bench.causes(store)).containsExactly("l1 until 11", "memory until 1500");
        assertThat(Bench.count(cache, "upgrades")).isOne();
        assertThat(cache.recall(A, Recall.INVALIDATE, 2_000)).as("written").isNegative();
    }

    @Test
    void lineThatCameWithTheRightIsNotAskedForAgain() {
        bench.below.holds = true;
        Cache cache = cache("l1", new TestCaches(), bench.below);
        bench.load(cache, A, 0);
        MemoryRequest store = bench.store(cache, A, 1);
        answer(Grant.EXCLUSIVE, 800);
        bench.run();

        assertThat(bench.end(store)).isEqualTo(800);
        assertThat(store.type).isEqualTo(AccessType.STORE);
        assertThat(bench.below.seen).hasSize(1);
        assertThat(Bench.count(cache, "upgrades")).isZero();
    }

    /** The line is known to come, and known to be shared: the right is asked for when the line is there. */
    @Test
    void storeThatMeetsAFillWhoseTimeIsKnownAsksWhenItIsThere() {
        Cache cache = cache("l1", new TestCaches(), atOnce);
        bench.at(0, () -> {
            bench.load(cache, A, 0);
            granted = Grant.EXCLUSIVE;
            bench.store(cache, A, 100);
        });
        bench.run();

        assertThat(bench.below.seen)
                .containsExactly(new Seen(AccessType.LOAD, A, 64, 10), new Seen(AccessType.UPGRADE, A, 64, 1_010));
        assertThat(bench.end(bench.completed().get(0))).isEqualTo(2_010);
    }

    @Test
    void storeThatGoesThroughNeedsNoRight() {
        bench.below.holds = true;
        Cache cache = cache("l1", new TestCaches().writeThrough(), bench.below);
        bench.load(cache, A, 0);
        bench.store(cache, A, 1);
        answer(Grant.SHARED, 800);
        answer(Grant.ALONE, 900);
        bench.run();

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.WRITE_THROUGH);
    }

    @Test
    void whoeverOwnsAboveALevelThatWritesThroughNeedsTheRight() {
        bench.below.holds = true;
        Cache cache = cache("l2", new TestCaches().writeThrough(), bench.below);
        bench.load(cache, A, 0);
        MemoryRequest own = bench.send(cache, AccessType.OWN, A, 64, 1);
        answer(Grant.SHARED, 800);
        answer(Grant.EXCLUSIVE, 1_500);
        bench.run();

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.UPGRADE);
        assertThat(bench.end(own)).isEqualTo(1_500);
        assertThat(own.grant).isEqualTo(Grant.EXCLUSIVE);
    }

    @Test
    void upgradeThatClimbsBroughtNoData() {
        Cache lower = cache("l2", new TestCaches(), atOnce);
        Cache upper = cache("l1", new TestCaches(), lower);
        lower.above(upper);
        bench.load(upper, A, 0);
        granted = Grant.EXCLUSIVE;
        MemoryRequest store = bench.store(upper, A, 4_000);

        assertThat(bench.end(store)).isEqualTo(4_000 + 10 + 10 + 1_000);
        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.UPGRADE);
        assertThat(Bench.count(upper, "upgrades")).isOne();
        assertThat(Bench.count(upper, "bytes_from_below")).isEqualTo(64);
        assertThat(Bench.count(lower, "upgrades")).isOne();
        assertThat(Bench.count(lower, "bytes_from_below")).isEqualTo(64);
    }

    @Test
    void upgradeOfALineThatTheLevelBelowHasEvictedBroughtTheLine() {
        Cache lower = cache("l2", new TestCaches().ways(1), atOnce);
        Cache upper = cache("l1", new TestCaches(), lower);
        bench.load(upper, A, 0);
        bench.load(lower, B, 2_000);
        granted = Grant.EXCLUSIVE;
        bench.store(upper, A, 4_000);

        assertThat(bench.below.types()).containsExactly(AccessType.LOAD, AccessType.LOAD, AccessType.OWN);
        assertThat(Bench.count(upper, "upgrades")).isZero();
        assertThat(Bench.count(upper, "bytes_from_below")).isEqualTo(128);
    }

    /** The level below has got the right meanwhile, for somebody else above it. */
    @Test
    void rightThatTheLevelBelowHasIsGivenAtOnce() {
        Cache lower = cache("l2", new TestCaches(), atOnce);
        Cache upper = cache("l1", new TestCaches(), lower);
        bench.load(upper, A, 0);
        granted = Grant.EXCLUSIVE;
        bench.send(lower, AccessType.OWN, A, 64, 2_000);
        MemoryRequest store = bench.store(upper, A, 4_000);

        assertThat(bench.end(store)).isEqualTo(4_020);
        assertThat(upper.recall(A, Recall.CLEAN, 5_000)).as("written").isNegative();
        assertThat(lower.recall(A, Recall.CLEAN, 5_000)).as("never written").isPositive();
    }

    @Test
    void deviceReadsPastALevelThatLacksTheLine() {
        bench.below.holds = true;
        Cache cache = cache("llc", new TestCaches(), bench.below);
        MemoryRequest read = bench.send(cache, AccessType.DMA_READ, A, 64, 0);

        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.DMA_READ, A, 64, 10));
        answer(Grant.EXCLUSIVE, 800);
        bench.run();
        assertThat(bench.end(read)).isEqualTo(800);
        assertThat(bench.causes(read)).containsExactly("llc until 10", "memory until 800");
        assertThat(cache.holds(A)).as("fetched for the device alone").isFalse();
        assertThat(Bench.count(cache, "dma_accesses")).isOne();
        assertThat(Bench.count(cache, "dma_misses")).isOne();
    }

    @Test
    void deviceWaitsForAnEntryLikeAnybodyElse() {
        Cache cache = cache("llc", new TestCaches().mshrs(1), atOnce);
        List<MemoryRequest> read = new ArrayList<>();
        bench.at(0, () -> {
            bench.load(cache, A, 0);
            read.add(bench.send(cache, AccessType.DMA_READ, B, 64, 5));
        });
        bench.run();

        assertThat(bench.causes(read.get(0)))
                .containsExactly("llc until 15", "llc mshr until 1010", "memory until 2010");
    }

    /** The entry of a device's read has filled a way before; who meets the next fill of that way waits for that. */
    @Test
    void entryOfADevicesReadFillsNoWay() {
        bench.below.holds = true;
        Cache cache = cache("llc", new TestCaches().ways(1), bench.below);
        bench.at(0, () -> bench.load(cache, B, 0));
        answer(Grant.EXCLUSIVE, 500);
        List<MemoryRequest> loads = new ArrayList<>();
        bench.at(1_000, () -> {
            bench.send(cache, AccessType.DMA_READ, A, 64, 1_000);
            loads.add(bench.load(cache, C, 1_010));
            loads.add(bench.load(cache, C, 1_020));
        });
        answer(Grant.EXCLUSIVE, 2_000);
        answer(Grant.EXCLUSIVE, 3_000);
        bench.run();

        assertThat(loads.stream().map(bench::end).toList()).containsExactly(3_000L, 3_000L);
    }
}
