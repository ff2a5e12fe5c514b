package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.cache.Directory.Site;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line that is served while others wait for it. Caches of 10 ps, a link of 100 ps, 1000 ps below unless that answers when told. */
final class DirectoryLineTest {
    private static final long A = 64 * 1000;

    private final Bench bench = new Bench();
    private final Directory directory = new Directory(bench.simulation, new Site("llc.directory", 64, 40), bench.below);
    private final Link link = new Link(bench.simulation, "llc", new LinkTiming(100, 0, 250, true), bench.below);
    private final List<Cache> cores = List.of(core(0), core(1));
    private final List<MemoryRequest> sent = new ArrayList<>();

    private Cache core(int number) {
        Cache cache = new TestCaches().first().make(bench.simulation, "core" + number + ".l1d");
        cache.keepRights();
        cache.connect(link.port(number, directory.entrance(link.above(cache, 64))));
        return cache;
    }

    private void send(int core, AccessType type, long time) {
        bench.at(time, () -> sent.add(bench.send(cores.get(core), type, A, 8, time)));
    }

    private List<Long> ends() {
        bench.run();
        return sent.stream().map(bench::end).toList();
    }

    @Test
    void dirtyDataGoesDownToItsOwnAddress() {
        send(0, AccessType.STORE, 0);
        send(1, AccessType.STORE, 2_000);

        assertThat(ends()).containsExactly(1_110L, 3_220L);
        assertThat(bench.below.seen)
                .containsExactly(
                        new Seen(AccessType.OWN, A, 64, 110),
                        new Seen(AccessType.WRITE_BACK, A, 64, 2_220),
                        new Seen(AccessType.OWN, A, 64, 2_220));
        assertThat(bench.causes(sent.get(1)))
                .containsExactly(
                        "core1.l1d until 2010", "llc link until 2110", "coherence until 2220", "memory until 3220");
    }

    @Test
    void answerThatComesLaterClimbsAndLetsTheNextIn() {
        bench.below.holds = true;
        send(0, AccessType.LOAD, 0);
        send(1, AccessType.LOAD, 200);
        bench.at(5_000, () -> bench.below.answer(5_000));
        bench.at(9_000, () -> bench.below.answer(9_000));

        assertThat(ends()).containsExactly(5_000L, 9_000L);
        assertThat(bench.below.seen)
                .containsExactly(new Seen(AccessType.LOAD, A, 64, 110), new Seen(AccessType.LOAD, A, 64, 5_110));
        assertThat(bench.causes(sent.get(1)))
                .containsExactly(
                        "core1.l1d until 210", "llc link until 310", "coherence until 5110", "memory until 9000");
    }

    @Test
    void lineIsKeptUntilTheDataThatWasBroughtIsTaken() {
        bench.below.holds = true;
        send(0, AccessType.STORE, 0);
        bench.at(1_000, () -> bench.below.answer(1_000));
        send(1, AccessType.LOAD, 2_000);
        bench.at(2_500, () -> {
            assertThat(bench.below.types()).endsWith(AccessType.WRITE_BACK, AccessType.LOAD);
            // The load first, the data long after it.
            MemoryRequest load = bench.below.held.remove(1);
            load.marks.spent(bench.simulation.causes().of("memory"), 2_500);
            load.requester().completed(load, 2_500);
        });
        send(0, AccessType.STORE, 3_000);
        bench.at(4_000, () -> bench.below.answer(4_000));

        // The other answers 110 after that, and the look-up for the right takes 40.
        assertThat(ends()).containsExactly(1_000L, 2_500L, 4_150L);
        assertThat(bench.causes(sent.get(2)))
                .containsExactly("core0.l1d until 3010", "llc link until 3110", "coherence until 4150");
    }

    @Test
    void howeverManyWaitTheyAreServedInOrder() {
        send(0, AccessType.LOAD, 0);
        for (long i = 0; i < 11; i++) {
            // Three before the first is served, the others when two of those have been.
            long time = (i < 3 ? 200 : 3_000) + i;
            bench.at(time, () -> sent.add(bench.send(directory.devices(), AccessType.DMA_READ, A, 64, time)));
        }

        List<Long> expected = new ArrayList<>(List.of(1_110L));
        for (long i = 0; i < 11; i++) {
            expected.add(2_220 + 1_000 * i);
        }
        assertThat(ends()).isEqualTo(expected);
    }
}
