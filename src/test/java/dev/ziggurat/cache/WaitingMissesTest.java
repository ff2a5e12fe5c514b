package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for an entry, and when they are looked at again. Latency 10 ps, everything below 1000 ps. */
final class WaitingMissesTest {
    private static final long A = 0;
    private static final long B = 64;
    private static final long C = 128;

    private final Bench bench = new Bench();
    private final List<MemoryRequest> sent = new ArrayList<>();

    private Cache cache(TestCaches shape) {
        Cache cache = shape.make(bench.simulation, "l1");
        cache.connect(bench.below);
        return cache;
    }

    private void load(Cache cache, long address, long time) {
        bench.at(time, () -> sent.add(bench.load(cache, address, time)));
    }

    @Test
    void setIsHeldByThoseWhoWaitForItUntilTheyAreTakenOut() {
        WaitingMisses waiting = new WaitingMisses(bench.simulation.engine(), cache(new TestCaches()), 3);
        MemoryRequest one = new MemoryRequest(bench, 0);
        MemoryRequest other = new MemoryRequest(bench, 1);
        waiting.add(one, 0);
        waiting.add(other, 1);

        assertThat(waiting.holds(0) && waiting.holds(1)).isTrue();
        assertThat(waiting.holds(2)).isFalse();
        assertThat(waiting.contains(one)).isTrue();
        assertThat(waiting.remove(one, 0)).isTrue();
        assertThat(waiting.holds(0)).isFalse();
        assertThat(waiting.contains(one)).isFalse();
        assertThat(waiting.remove(one, 1)).as("stands there no more").isFalse();
        assertThat(waiting.holds(1)).isTrue();
        assertThat(waiting.size()).isOne();
    }

    @Test
    void whoeverIsLookedAtInVainStillHoldsItsSet() {
        Cache cache = cache(new TestCaches().sets(2).mshrs(1));
        load(cache, B, 0);
        load(cache, B, 2_000);
        load(cache, A, 3_000);
        load(cache, B + C, 3_100);
        bench.at(3_200, () -> cache.recall(8 * C, Recall.INVALIDATE, 3_200));
        List<Long> found = new ArrayList<>();
        bench.at(3_300, () -> found.add(cache.plainHits().find(AccessType.LOAD, B)));
        bench.run();

        assertThat(found).containsExactly(PlainHits.NOWHERE);
    }

    @Test
    void whoeverWaitsIsLookedAtBeforeWhatWasForeseenLater() {
        Cache cache = cache(new TestCaches().mshrs(1));
        load(cache, A, 0);
        load(cache, B, 100);
        List<Integer> seen = new ArrayList<>();
        bench.at(300, () -> {
            bench.at(1_010, () -> seen.add(bench.below.seen.size()));
            cache.recall(8 * C, Recall.INVALIDATE, 1_010);
        });
        bench.run();

        assertThat(seen).as("sent before").containsExactly(2);
    }

    @Test
    void laterInstantDoesNotPutOffAnEarlier() {
        Cache cache = cache(new TestCaches().mshrs(1));
        load(cache, A, 0);
        load(cache, B, 100);
        bench.at(300, () -> cache.recall(8 * C, Recall.INVALIDATE, 5_000));
        bench.run();

        assertThat(bench.end(sent.get(1))).isEqualTo(2_010);
    }

    @Test
    void earlierInstantComesBeforeTheOneForeseen() {
        Cache cache = cache(new TestCaches().ways(1));
        load(cache, A, 0);
        load(cache, B, 100);
        bench.at(300, () -> cache.recall(A, Recall.INVALIDATE, 300));
        bench.run();

        assertThat(bench.end(sent.get(1))).as("its way came free").isEqualTo(1_300);
    }
}
