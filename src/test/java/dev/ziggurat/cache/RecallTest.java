package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How a shared level takes a line back from the caches above it. Latency 10 ps, memory 1000 ps. */
final class RecallTest {
    private static final long A = 0;
    private static final long B = 64;

    private final Bench bench = new Bench();

    private Cache cache(TestCaches shape) {
        Cache cache = shape.make(bench.simulation, "l2");
        cache.connect(bench.below);
        return cache;
    }

    @Test
    void absentLineIsGoneAfterTheLookUp() {
        assertThat(cache(new TestCaches()).recall(A, Recall.INVALIDATE, 500)).isEqualTo(510);
    }

    @Test
    void invalidatedCleanLineIsGoneWithoutData() {
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);

        assertThat(cache.recall(A, Recall.INVALIDATE, 2000)).isEqualTo(2010);
        assertThat(bench.end(bench.load(cache, A, 3000))).as("misses anew").isEqualTo(4010);
    }

    @Test
    void invalidatedDirtyLineComesWithItsData() {
        Cache cache = cache(new TestCaches().ways(1));
        bench.store(cache, A, 0);

        assertThat(cache.recall(A, Recall.INVALIDATE, 2000)).isEqualTo(~2010L);
        bench.load(cache, B, 3000);
        assertThat(bench.below.types()).as("never written back").doesNotContain(AccessType.WRITE_BACK);
    }

    @Test
    void cleanedLineStaysAndIsCleanThen() {
        Cache cache = cache(new TestCaches().ways(1));
        bench.store(cache, A, 0);

        assertThat(cache.recall(A, Recall.CLEAN, 2000)).isEqualTo(~2010L);
        assertThat(cache.recall(A, Recall.CLEAN, 2100)).isEqualTo(2110);
        assertThat(bench.end(bench.load(cache, A, 2200))).isEqualTo(2210);
        bench.load(cache, B, 3000);
        assertThat(bench.below.types()).doesNotContain(AccessType.WRITE_BACK);
    }

    @Test
    void recallClimbsThroughTheLevelsAbove() {
        Cache lower = cache(new TestCaches());
        Cache upper = new TestCaches().latency(4).make(bench.simulation, "l1");
        upper.connect(lower);
        lower.above(upper);
        bench.store(upper, A, 0);

        assertThat(lower.recall(A, Recall.INVALIDATE, 5000)).isEqualTo(~5014L);
        assertThat(bench.end(bench.load(upper, A, 6000))).as("gone above too").isEqualTo(6000 + 4 + 10 + 1000);
    }

    @Test
    void recallOfALongLineTakesEveryShortOne() {
        Cache upper = cache(new TestCaches().sets(4));
        upper.recalledBy(128);
        bench.load(upper, A, 0);
        bench.store(upper, B, 10);

        assertThat(upper.recall(A, Recall.INVALIDATE, 5000)).isEqualTo(~5010L);
        assertThat(bench.end(bench.load(upper, A, 6000))).isEqualTo(7010);
        assertThat(bench.end(bench.load(upper, B, 8000))).isEqualTo(9010);
    }

    @Test
    void writeBackInTheLinkIsCancelledAndItsDataCounts() {
        Link link = new Link(bench.simulation, "memory", new LinkTiming(500, 0, 250, true), bench.below);
        Cache cache = new TestCaches().ways(1).buffer(1).make(bench.simulation, "l1");
        cache.connect(link.port(0));
        bench.at(0, () -> bench.store(cache, A, 0));
        List<Long> answers = new ArrayList<>();
        bench.at(5000, () -> bench.load(cache, B, 5000));
        bench.at(5100, () -> answers.add(cache.recall(A, Recall.INVALIDATE, 5100)));
        bench.at(9000, () -> answers.add(cache.recall(A, Recall.INVALIDATE, 9000)));
        bench.run();

        assertThat(answers).containsExactly(~5110L, 9010L);
        assertThat(bench.below.types()).containsExactly(AccessType.OWN, AccessType.LOAD);
    }

    @Test
    void entryOfACancelledWriteBackIsFreeAgain() {
        Link link = new Link(bench.simulation, "memory", new LinkTiming(500, 0, 250, true), bench.below);
        Cache cache = new TestCaches().ways(1).buffer(1).make(bench.simulation, "l1");
        cache.connect(link.port(0));
        bench.at(0, () -> bench.store(cache, A, 0));
        bench.at(5000, () -> bench.store(cache, B, 5000));
        bench.at(5100, () -> cache.recall(A, Recall.INVALIDATE, 5100));
        List<MemoryRequest> last = new ArrayList<>();
        bench.at(9000, () -> last.add(bench.load(cache, A, 9000)));
        bench.run();

        assertThat(bench.end(last.get(0))).isEqualTo(9000 + 10 + 500 + 1000);
    }

    @Test
    void missThatWaitsForTheEntryOfACancelledWriteBackGoesOn() {
        Link link = new Link(bench.simulation, "memory", new LinkTiming(100_000, 0, 250, true), bench.below);
        Cache cache = new TestCaches().ways(1).sets(2).buffer(1).make(bench.simulation, "l1");
        cache.connect(link.port(0));
        bench.at(0, () -> {
            bench.send(cache, AccessType.WRITE_BACK, 0, 64, 0);
            bench.send(cache, AccessType.WRITE_BACK, 64, 64, 0);
        });
        List<MemoryRequest> sent = new ArrayList<>();
        bench.at(1000, () -> sent.add(bench.send(cache, AccessType.WRITE_BACK, 128, 64, 1000)));
        bench.at(2000, () -> sent.add(bench.send(cache, AccessType.WRITE_BACK, 192, 64, 2000)));
        bench.at(3000, () -> cache.recall(0, Recall.INVALIDATE, 3000));
        bench.run();

        assertThat(bench.end(sent.get(0))).isEqualTo(1010);
        assertThat(bench.end(sent.get(1)))
                .as("from the instant at which the entry came free")
                .isBetween(3000L, 3010L);
    }

    @Test
    void recallOfAPendingFillServesItsWaitersAndKeepsNothing() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        MemoryRequest one = bench.load(cache, A, 0);
        MemoryRequest two = bench.load(cache, A, 10);
        assertThat(cache.recall(A, Recall.INVALIDATE, 100)).isEqualTo(110);

        MemoryRequest three = bench.load(cache, A, 200);
        bench.below.answer(800);

        assertThat(bench.completed()).containsExactly(one, two);
        assertThat(bench.below.seen).as("the third missed anew").hasSize(2);
        bench.below.answer(1700);
        assertThat(bench.end(three)).isEqualTo(1700);
    }

    @Test
    void storeThatWaitsForAPendingFillComesWithTheRecall() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        MemoryRequest load = bench.load(cache, A, 0);
        MemoryRequest store = bench.store(cache, A, 10);

        assertThat(cache.recall(A, Recall.INVALIDATE, 100)).isEqualTo(~110L);
        bench.below.answer(800);

        assertThat(bench.completed()).containsExactly(load, store);
        assertThat(bench.end(store)).isEqualTo(800);
        assertThat(cache.recall(A, Recall.INVALIDATE, 900)).as("kept no more").isEqualTo(910);
        assertThat(Bench.count(cache, "recalls")).isEqualTo(2);
    }

    @Test
    void wayOfARecalledFillWaitsForItsNewLineOnly() {
        bench.below.holds = true;
        Cache cache = cache(new TestCaches());
        bench.load(cache, A, 0);
        cache.recall(A, Recall.INVALIDATE, 100);
        MemoryRequest other = bench.load(cache, B, 200);
        bench.below.answer(800);
        MemoryRequest merged = bench.load(cache, B, 900);

        assertThat(bench.end(merged)).as("its line is still to come").isEqualTo(-1);
        bench.below.answer(1700);
        assertThat(bench.completed()).endsWith(other, merged);
        assertThat(bench.end(merged)).isEqualTo(1700);
    }

    @Test
    void writeBackThatWaitsInTheLevelBelowIsCancelled() {
        Cache lower = cache(new TestCaches().sets(2).mshrs(1));
        Cache upper = new TestCaches().ways(1).latency(0).make(bench.simulation, "l1");
        upper.connect(lower);
        bench.send(upper, AccessType.WRITE_BACK, A, 64, 0);
        bench.load(lower, 2 * B, 0);
        MemoryRequest miss = bench.load(lower, 3 * B, 10);
        bench.send(upper, AccessType.WRITE_BACK, B, 64, 20);

        assertThat(upper.recall(A, Recall.INVALIDATE, 30))
                .as("it waits behind the miss")
                .isEqualTo(~30L);
        assertThat(upper.recall(A, Recall.INVALIDATE, 40)).isEqualTo(40);
        bench.run();
        assertThat(bench.end(miss)).isEqualTo(2010);
        assertThat(Bench.count(lower, "writebacks_in")).isZero();
        Statistics statistics = new Statistics();
        lower.describe(statistics, "l2", Booking.HARDWARE, List.of());
        statistics.checkLaws();
    }

    /** Whatever was stored and has not reached the level below comes with the recall, and nothing else does. */
    @Test
    void recallBringsDataExactlyIfTheLevelBelowLacksIt() {
        for (long seed = 0; seed < 300; seed++) {
            Bench each = new Bench();
            SplittableRandom random = new SplittableRandom(seed);
            Cache cache = new TestCaches()
                    .sets(1 + random.nextInt(3))
                    .ways(1 + random.nextInt(3))
                    .make(each.simulation, "l1");
            Link link = new Link(each.simulation, "memory", new LinkTiming(2_000, 0, 250, true), each.below);
            cache.connect(link.port(0));
            Law law = new Law(each, cache, random);
            for (int i = 0; i < 200; i++) {
                each.at(i * 1_900L, law::step);
            }
            each.run();
            assertThat(law.broken).as("seed " + seed).isEmpty();
        }
    }

    private static final class Law {
        private static final long LINK = 2_000;

        private final Bench bench;
        private final Cache cache;
        private final SplittableRandom random;
        private final List<String> broken = new ArrayList<>();

        // By line: whether the level below lacks a store, whether that cannot be told, the last store.
        private final boolean[] lacking = new boolean[12];
        private final boolean[] unsure = new boolean[12];
        private final MemoryRequest[] stored = new MemoryRequest[12];
        private final List<MemoryRequest> underWay = new ArrayList<>();
        private int looked;

        Law(Bench bench, Cache cache, SplittableRandom random) {
            this.bench = bench;
            this.cache = cache;
            this.random = random;
        }

        void step() {
            long now = bench.simulation.engine().now();
            for (; looked < bench.below.seen.size(); looked++) {
                Bench.Seen seen = bench.below.seen.get(looked);
                if (seen.type() == AccessType.WRITE_BACK) {
                    arrived((int) (seen.address() / 64), seen.time() - LINK);
                }
            }
            int line = random.nextInt(lacking.length);
            if (random.nextInt(3) > 0) {
                use(line, now);
            } else if (quiet(line, now)) {
                recall(line, now);
            }
        }

        /** A write-back has arrived that was sent at an instant: before the last store, after it, or while it was under way. */
        private void arrived(int line, long sent) {
            MemoryRequest store = stored[line];
            if (bench.end(store) < 0 || (sent >= store.marks.start() && sent <= bench.end(store))) {
                unsure[line] = true;
            } else if (sent > bench.end(store)) {
                lacking[line] = false;
            }
        }

        private void use(int line, long now) {
            boolean store = random.nextBoolean();
            MemoryRequest request = store ? bench.store(cache, line * 64L, now) : bench.load(cache, line * 64L, now);
            underWay.add(request);
            if (store) {
                stored[line] = request;
                lacking[line] = true;
            }
        }

        private boolean quiet(int line, long now) {
            underWay.removeIf(each -> bench.end(each) >= 0 && bench.end(each) <= now);
            return underWay.stream().noneMatch(each -> each.physicalAddress / 64 == line);
        }

        private void recall(int line, long now) {
            long answer = cache.recall(line * 64L, Recall.INVALIDATE, now);
            if (!unsure[line] && (answer < 0) != lacking[line]) {
                broken.add("line " + line + " at " + now + ": " + answer + ", lacking " + lacking[line]);
            }
            lacking[line] = false;
            unsure[line] = false;
        }
    }
}
