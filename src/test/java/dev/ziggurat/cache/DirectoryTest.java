package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.cache.Directory.Site;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Three cores, a cache of 10 ps each, a link of 100 ps, a directory whose look-up takes 40 ps, and 1000 ps below: a fetch takes 10 + 100 + 1000,
 * another cache that is asked answers after 10 + 100.
 */
final class DirectoryTest {
    private static final long A = 0;
    private static final long MISS = 1_110;
    private static final long ASKED = 110;

    private final Bench bench = new Bench();
    private final Directory directory = new Directory(bench.simulation, new Site("llc.directory", 64, 40), bench.below);
    private final Link link = new Link(bench.simulation, "llc", new LinkTiming(100, 0, 250, true), bench.below);
    private final List<Cache> cores = List.of(core(0), core(1), core(2));
    private final List<MemoryRequest> sent = new ArrayList<>();

    private Cache core(int number) {
        Cache cache = new TestCaches().first().make(bench.simulation, "core" + number + ".l1d");
        cache.keepRights();
        cache.connect(link.port(number, directory.entrance(link.above(cache, 64))));
        return cache;
    }

    private void load(int core, long address, long time) {
        bench.at(time, () -> sent.add(bench.load(cores.get(core), address, time)));
    }

    private void store(int core, long address, long time) {
        bench.at(time, () -> sent.add(bench.store(cores.get(core), address, time)));
    }

    private void device(AccessType type, long time) {
        bench.at(time, () -> sent.add(bench.send(directory.devices(), type, A, 64, time)));
    }

    /** Returns how long each request took, in the order in which they were sent. */
    private List<Long> run() {
        bench.run();
        return sent.stream().map(each -> bench.end(each) - each.marks.start()).toList();
    }

    private boolean readable(int core) {
        return cores.get(core).holds(A);
    }

    /** Whether a core may write at once, long after everything has come. */
    private boolean writable(int core) {
        if (readable(core)) {
            bench.load(cores.get(core), A, 1_000_000);
        }
        return cores.get(core).plainHits().find(AccessType.STORE, A) != PlainHits.NOWHERE;
    }

    private long count(String metric) {
        return count(directory, metric);
    }

    private static long count(Directory directory, String metric) {
        Statistics statistics = new Statistics();
        directory.describe(statistics);
        statistics.checkLaws();
        Snapshot values = statistics.snapshot(0);
        return values.counter(new Term("llc.directory", metric));
    }

    @Test
    void onlyReaderMayWriteWithoutAsking() {
        load(0, A, 0);
        store(0, A, 2_000);

        assertThat(run()).containsExactly(MISS, 10L);
        assertThat(bench.below.types()).containsExactly(AccessType.LOAD);
        assertThat(count("recalls")).isZero();
    }

    @Test
    void secondReaderSharesTheLineAfterTheFirstHasAnswered() {
        load(0, A, 0);
        load(1, A, 2_000);

        assertThat(run()).containsExactly(MISS, MISS + ASKED);
        assertThat(readable(0) && readable(1)).isTrue();
        assertThat(writable(0) || writable(1)).isFalse();
        assertThat(count("dirty_recalls")).isZero();
    }

    @Test
    void thirdReaderAsksNobody() {
        load(0, A, 0);
        load(1, A, 2_000);
        load(2, A, 4_000);

        assertThat(run()).containsExactly(MISS, MISS + ASKED, MISS);
        assertThat(count("recalls")).isOne();
    }

    @Test
    void dirtyLineGoesDownOnceBeforeTheReadAndStaysClean() {
        store(0, A, 0);
        load(1, A, 2_000);
        load(2, A, 4_000);

        assertThat(run()).containsExactly(MISS, MISS + ASKED, MISS);
        assertThat(bench.below.seen)
                .containsExactly(
                        new Seen(AccessType.OWN, A, 64, 110),
                        new Seen(AccessType.WRITE_BACK, A, 64, 2_220),
                        new Seen(AccessType.LOAD, A, 64, 2_220),
                        new Seen(AccessType.LOAD, A, 64, 4_110));
        assertThat(readable(0)).isTrue();
    }

    @Test
    void writerTakesTheLineFromEverybody() {
        load(0, A, 0);
        load(1, A, 2_000);
        store(2, A, 4_000);

        assertThat(run()).endsWith(MISS + ASKED);
        assertThat(readable(0) || readable(1)).isFalse();
        assertThat(writable(2)).isTrue();
        assertThat(count("recalls")).isEqualTo(3);
    }

    @Test
    void storeToASharedLineIsAHitThatWaitsForTheOthersAndTheLookUp() {
        load(0, A, 0);
        load(1, A, 2_000);
        store(0, A, 4_000);

        assertThat(run()).endsWith(10L + 100 + ASKED + 40);
        assertThat(bench.below.seen).as("nothing is fetched").hasSize(2);
        assertThat(readable(1)).isFalse();
        assertThat(writable(0)).isTrue();
        MarkList marks = sent.get(2).marks;
        assertThat(bench.simulation.causes().name(marks.cause(marks.size() - 1)))
                .isEqualTo("coherence");
        assertThat(marks.until(marks.size() - 1) - marks.until(marks.size() - 2))
                .isEqualTo(ASKED + 40);
        assertThat(Bench.count(cores.get(0), "write_misses")).isZero();
        assertThat(Bench.count(cores.get(0), "upgrades")).isOne();
    }

    @Test
    void upgradeOfWhoLostTheLineBecomesAFetch() {
        load(0, A, 0);
        load(1, A, 2_000);
        store(0, A, 4_000);
        store(1, A, 4_000);

        // The second waits until the first is served, takes the line back with its data, and fetches.
        assertThat(run()).endsWith(10L + 100 + ASKED + 40, 10L + 100 + ASKED + 40 + ASKED + 1_000);
        assertThat(bench.below.types())
                .endsWith(AccessType.WRITE_BACK, AccessType.OWN)
                .hasSize(4);
        assertThat(Bench.count(cores.get(1), "upgrades")).isZero();
        assertThat(writable(1)).isTrue();
        assertThat(readable(0)).isFalse();
    }

    @Test
    void requestsForOneLineAreServedInOrderEachAtThePromisedTimeOfTheOneBefore() {
        load(0, A, 0);
        load(1, A, 1);
        load(2, A, 2);
        load(2, 64, 2);

        assertThat(run()).containsExactly(MISS, MISS - 1 + ASKED + 1_000, MISS - 2 + ASKED + 1_000 + 1_000, MISS);
        assertThat(count("waits")).isEqualTo(2);
    }

    @Test
    void requestAtThePromisedTimeFindsTheLineFree() {
        load(0, A, 0);
        load(1, A, MISS - 110);
        load(2, A, 5_000);

        assertThat(run()).containsExactly(MISS, MISS + ASKED, MISS);
        assertThat(readable(0)).as("its fill had come").isTrue();
    }

    @Test
    void ownerThatWroteBackIsAskedNoMore() {
        store(0, A, 0);
        load(0, 64, 2_000);
        load(0, 128, 4_000);
        load(1, A, 6_000);

        assertThat(run()).endsWith(MISS);
        assertThat(count("recalls")).isZero();
        assertThat(count("writebacks")).isOne();
    }

    @Test
    void writeBackUnderWayIsTakenFromTheLink() {
        store(0, A, 0);
        load(0, 64, 2_000);
        load(1, A, 3_960);
        load(0, 128, 4_000);

        run();
        assertThat(bench.below.types())
                .as("the line came with the recall")
                .containsExactly(
                        AccessType.OWN, AccessType.LOAD, AccessType.LOAD, AccessType.WRITE_BACK, AccessType.LOAD);
        assertThat(count("dirty_recalls")).isOne();
        assertThat(count("writebacks")).isZero();
    }

    @Test
    void storeThatMeetsALoadOnItsWayAsksOnceTheLineHasCome() {
        load(0, A, 0);
        load(1, A, 2_000);
        store(1, A, 2_001);

        long filled = 2_000 + MISS + ASKED;
        assertThat(run()).containsExactly(MISS, MISS + ASKED, filled - 2_001 + 100 + ASKED + 40);
        assertThat(writable(1)).isTrue();
        assertThat(readable(0)).isFalse();
    }

    @Test
    void lineThatTwoCoresWriteInTurnsGoesBackAndForth() {
        store(0, A, 0);
        for (int turn = 1; turn <= 10; turn++) {
            store(turn % 2, A + 8L * (turn % 2), turn * 5_000L);
        }

        assertThat(run())
                .startsWith(MISS)
                .endsWith(MISS + ASKED)
                .allMatch(time -> time == MISS || time == MISS + ASKED);
        assertThat(count("dirty_recalls")).isEqualTo(10);
        assertThat(bench.below.seen).hasSize(21);
    }

    @Test
    void deviceReadsTheDirtyLineAndLeavesACleanCopy() {
        store(0, A, 0);
        device(AccessType.DMA_READ, 2_000);
        device(AccessType.DMA_READ, 6_000);

        assertThat(run()).containsExactly(MISS, ASKED + 1_000, 1_000L);
        assertThat(bench.below.types())
                .containsExactly(AccessType.OWN, AccessType.WRITE_BACK, AccessType.DMA_READ, AccessType.DMA_READ);
        assertThat(readable(0)).isTrue();
        assertThat(writable(0)).isFalse();
    }

    @Test
    void deviceWritesAndLeavesNoCopy() {
        load(0, A, 0);
        load(1, A, 2_000);
        device(AccessType.DMA_WRITE, 5_000);
        load(1, A, 8_000);

        assertThat(run()).endsWith(ASKED + 1_000, MISS);
        assertThat(readable(0)).isFalse();
        assertThat(count("dma_accesses")).isOne();
    }

    @Test
    void deviceWaitsForTheLineLikeAnybodyElse() {
        store(0, A, 0);
        device(AccessType.DMA_READ, 200);

        assertThat(run()).endsWith(MISS - 200 + ASKED + 1_000);
    }

    @Test
    void withoutCoherenceOnlyDevicesAskTheCaches() {
        Bench alone = new Bench();
        Directory forDevices = new Directory(alone.simulation, new Site("memory.directory", 64, 0), alone.below);
        Cache cache = new TestCaches().make(alone.simulation, "core0.l1d");
        cache.connect(alone.below);
        forDevices.above(cache);
        alone.at(0, () -> alone.store(cache, A, 0));
        List<MemoryRequest> read = new ArrayList<>();
        alone.at(3_000, () -> read.add(alone.send(forDevices.devices(), AccessType.DMA_WRITE, A, 64, 3_000)));
        alone.run();

        assertThat(alone.end(read.get(0))).isEqualTo(3_000 + 10 + 1_000);
        assertThat(cache.holds(A)).isFalse();
    }

    @Test
    void aCacheThatHoldsNothingOfTheLineIsNotAskedForADevice() {
        Bench alone = new Bench();
        Directory forDevices = new Directory(alone.simulation, new Site("llc.directory", 64, 0), alone.below);
        List<Cache> caches = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Cache cache = new TestCaches().make(alone.simulation, "core" + i + ".l1d");
            cache.connect(alone.below);
            forDevices.above(cache);
            caches.add(cache);
        }
        alone.at(0, () -> alone.store(caches.get(1), A, 0));
        alone.at(3_000, () -> alone.send(forDevices.devices(), AccessType.DMA_READ, A, 64, 3_000));
        alone.run();

        assertThat(count(forDevices, "recalls")).isOne();
        assertThat(count(forDevices, "dirty_recalls")).isOne();
    }
}
