package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.AccountingException;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How a reference that crosses lines (64 B) is cut, when each part is sent and with which it ends. */
final class PartsTest {
    private record Sent(long physical, long virtual, int size, long pc, int thread, long time) {}

    /** A reference that begins at an instant, before it is sent. */
    private static final class Run implements MemoryLevel {
        final Simulation simulation = new Simulation(1);
        final List<Sent> sent = new ArrayList<>();
        final Parts parts;
        final boolean atOnce;
        final long[] latencies;
        final int memory = simulation.causes().of("memory");
        final int split = simulation.causes().of("split");
        long served = PENDING;
        int told;
        int outcome = MarkList.UNANSWERED;

        /** By how much answers come later than their marks say, in picoseconds. */
        long late;

        Run(boolean atOnce, long... latencies) {
            this.atOnce = atOnce;
            this.latencies = latencies;
            FirstLevel first =
                    new FirstLevel(this, 64, 0, memory, simulation.outcomes().of("memory"), null);
            parts = new Parts(
                    simulation.engine(),
                    first,
                    Translators.adding(-4096),
                    (own, time) -> {
                        served = time;
                        told++;
                    },
                    split);
        }

        void send(long address, int size, long time) {
            simulation
                    .engine()
                    .schedule(
                            new Event() {
                                @Override
                                protected void fire() {
                                    parts.of(address + 4096, size, 77, false, Translators.thread(3));
                                    parts.begin(time);
                                    served = parts.send(AccessType.LOAD, time);
                                }
                            },
                            time);
            simulation.engine().run();
        }

        @Override
        public long access(MemoryRequest request) {
            sent.add(new Sent(
                    request.physicalAddress,
                    request.virtualAddress,
                    request.size,
                    request.pc,
                    request.thread,
                    request.time));
            long time = request.time + latencies[(int) (request.physicalAddress / 64)];
            request.marks.spent(memory, time);
            request.marks.answered(outcome);
            if (atOnce) {
                return time + late;
            }
            simulation
                    .engine()
                    .schedule(
                            new Event() {
                                @Override
                                protected void fire() {
                                    request.requester().completed(request, time + late);
                                }
                            },
                            time);
            return PENDING;
        }
    }

    @Test
    void referenceThatEndsWithItsLineIsOnePart() {
        Run run = new Run(true, 1000, 9000);
        run.send(56, 8, 500);

        assertThat(run.sent).containsExactly(new Sent(56, 4152, 8, 77, 3, 500));
        assertThat(run.served).isEqualTo(1500);
        assertThat(run.parts.end()).isEqualTo(1500);
        assertThat(run.parts.begun()).isEqualTo(500);
    }

    @Test
    void aByteMoreMakesTwoParts() {
        Run run = new Run(true, 1000, 9000);
        run.send(57, 8, 500);

        assertThat(run.sent).containsExactly(new Sent(57, 4153, 7, 77, 3, 500), new Sent(64, 4160, 1, 77, 3, 500));
        assertThat(run.served).as("with the later one").isEqualTo(9500);
        assertThat(run.told).as("it was known at once").isZero();
    }

    @Test
    void thirdPartFollowsTheFirstThatIsBackAndItsWaitIsMarked() {
        for (boolean atOnce : new boolean[] {true, false}) {
            Run run = new Run(atOnce, 10_000, 3_000, 4_000, 20_000);
            run.send(32, 64 * 3, 100);

            assertThat(run.sent.stream().map(Sent::time)).containsExactly(100L, 100L, 3_100L, 7_100L);
            assertThat(run.served).isEqualTo(27_100);
            assertThat(run.told).isEqualTo(1);
            assertThat(run.parts.marks().size()).isEqualTo(2);
            assertThat(run.parts.marks().cause(0)).isEqualTo(run.split);
            assertThat(run.parts.marks().until(0)).isEqualTo(7_100);
            assertThat(run.parts.marks().end()).isEqualTo(27_100);
        }
    }

    /** Two slots, each of which takes the next part when its last one is back. */
    @Test
    void partsGoThroughTwoSlots() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] latencies = random.longs(12, 1, 20).toArray();
            int lines = 2 + random.nextInt(10);
            int offset = random.nextInt(64);
            int size = 64 * lines - offset - random.nextInt(64);
            Run run = new Run(random.nextBoolean(), latencies);
            run.send(offset, size, 0);

            long[] free = new long[2];
            List<Long> times = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                int slot = line < 2 ? line : free[1] < free[0] ? 1 : 0;
                times.add(free[slot]);
                free[slot] += latencies[line];
            }
            String what = "seed " + seed;
            assertThat(run.sent.stream().map(Sent::time).toList()).as(what).isEqualTo(times);
            assertThat(run.sent.stream().mapToInt(Sent::size).sum()).as(what).isEqualTo(size);
            assertThat(run.served).as(what).isEqualTo(Arrays.stream(free).max().orElseThrow());
            assertThat(run.parts.end()).as(what).isEqualTo(run.served);
            assertThat(run.told).as(what).isEqualTo(run.atOnce && lines == 2 ? 0 : 1);
            assertThat(run.parts.marks().end()).as(what).isEqualTo(run.served);
        }
    }

    @Test
    void cutsAreCountedByTheCacheBelow() {
        Run run = new Run(true, 1000, 1000, 1000, 1000);
        CacheSpec spec = CachedRun.cache(128, Latency.ofPicoseconds(700), 2, 2);
        Cache cache = new Cache(run.simulation, new Geometry("l1", "l1", spec, 700, 0, true));
        cache.connect(request -> {
            request.marks.spent(run.memory, request.time + 1000);
            return request.time + 1000;
        });
        FirstLevel first = new FirstLevel(cache, 64, 700, run.memory, 0, cache);
        Parts over = new Parts(run.simulation.engine(), first, Translators.adding(0), (own, time) -> {}, run.split);
        Statistics statistics = new Statistics();
        cache.describe(statistics, "l1", Booking.HARDWARE, List.of());
        over.of(1084, 8, 0, false, Translators.thread(0));
        over.begin(0);

        assertThat(over.send(AccessType.LOAD, 0)).as("two misses").isEqualTo(1700);
        assertThat(over.plainHit()).isFalse();
        over.of(1084, 8, 0, false, Translators.thread(0));
        over.begin(5000);

        assertThat(over.send(AccessType.LOAD, 5000)).as("two hits").isEqualTo(5700);
        assertThat(over.plainHit()).isTrue();
        over.of(1087, 129, 0, false, Translators.thread(0));
        over.begin(9000);
        over.send(AccessType.LOAD, 9000);
        run.simulation.engine().run();

        assertThat(statistics.snapshot(0).counter(new Term("l1", "split_accesses")))
                .as("the last crosses two borders and ends before a third")
                .isEqualTo(1 + 1 + 2);
    }

    @Test
    void answerIsRefusedThatDoesNotEndWithItsMarks() {
        for (boolean atOnce : new boolean[] {true, false}) {
            for (int size : new int[] {8, 64}) {
                Run run = new Run(atOnce, 1000, 1000);
                run.late = 1;

                assertThatThrownBy(() -> run.send(32, size, 0)).as(size + " B").isInstanceOf(AccountingException.class);
            }
        }
    }

    @Test
    void unmarkedAnswerIsAHitInItsTimeOrIsRefused() {
        Run run = new Run(true, 0, 0);
        run.send(0, 8, 500);

        assertThat(run.served).isEqualTo(500);
        assertThat(run.parts.plainHit()).isTrue();
        run.late = 1;

        assertThatThrownBy(() -> run.send(0, 8, 600))
                .isInstanceOf(AccountingException.class)
                .hasMessageContaining("an unmarked answer took 1 ps, not 0");
    }

    @Test
    void answerThatTakesNoTimeIsNoPlainHitIfSomebodyElseGaveIt() {
        Run run = new Run(true, 0, 0);
        run.outcome = 5;
        run.send(0, 8, 500);

        assertThat(run.parts.plainHit()).isFalse();
        assertThat(run.parts.marks().outcome()).isEqualTo(5);
    }

    @Test
    void waitBeforeAHitIsFollowedByTheHit() {
        Run run = new Run(true, 0, 0);
        Parts parts = new Parts(
                run.simulation.engine(),
                new FirstLevel(request -> request.time + 700, 64, 700, run.memory, 0, null),
                Translators.adding(0),
                (own, time) -> {},
                run.split);
        parts.of(0, 8, 0, false, Translators.thread(0));
        parts.begin(100);
        parts.marks().spent(9, 400);

        assertThat(parts.send(AccessType.LOAD, 400)).isEqualTo(1100);
        assertThat(parts.marks().toString()).isEqualTo("[100 -9-> 400 -" + run.memory + "-> 1100]");
    }
}
