package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Loads that wait with another for one fill; the clock is 1 GHz, a cycle 1000 ps, a hit takes 2 cycles, what is below 10. */
final class CompanionsTest {
    private static final long CYCLE = 1000;
    private static final int WIDTH = 4;
    private static final int SEEDS = 600;

    @Test
    void loadsOfOneLineAreServedByOneFillAndEachTellsItsOwnTime() {
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < 2 * WIDTH; i++) {
            program.then(Kind.LOAD, 8L * i);
        }
        Run run = new Run(program, Way.SHORT, 8);
        run.toTheEnd();

        assertThat(run.below.times()).containsExactly(2 * CYCLE);
        assertThat(run.value("core0.answered", "l1_merged")).isEqualTo(2 * WIDTH - 1);
        // Four look for 2 cycles and wait for 10; four that come a cycle later look for 2 and wait for 9.
        assertThat(run.value("core0.loads", "l1_ns")).isEqualTo(2 * WIDTH * 2 * CYCLE);
        assertThat(run.value("core0.loads", "fake_ns")).isEqualTo(WIDTH * (10 + 9) * CYCLE);
        assertThat(run.shares.lastEnd()).isEqualTo(13 * CYCLE);
    }

    @Test
    void loadThatComesJustBeforeTheFillEndsWithItsOwnLookUp() {
        ListedProgram program = new ListedProgram();
        program.then(Kind.LOAD, 0).then(Kind.LOAD, 8, WIDTH * 11 - 1, 0);
        Run run = new Run(program, Way.SHORT, 64);
        run.toTheEnd();

        // The second is dispatched at 11, its look-up ends at 13, the line is there at 12.
        assertThat(run.value("core0.answered", "l1_merged")).isEqualTo(1);
        assertThat(run.value("core0.loads", "l1_ns")).isEqualTo(2 * 2 * CYCLE);
        assertThat(run.value("core0.loads", "fake_ns")).isEqualTo(10 * CYCLE);
    }

    /** Whoever leaves last gives the requests back, be it the one that was sent or one of the two that wait with it. */
    @Test
    void requestsAreUsedAgainWhenTheLastLoadHasLeft() {
        Simulation simulation = new Simulation(1);
        FirstLevel level = new FirstLevel(new FakeLevel(simulation, CYCLE, Answer.LATER), 64, 0, 0, 0, null);
        Requests requests = new Requests(1, simulation.engine(), level, Translators.adding(0), (parts, time) -> {}, 0);
        Window window = new Window(4);
        Reference load = new Reference();
        load.set(Kind.LOAD, 0, 8);
        for (int with = 0; with < 3; with++) {
            Parts parts = requests.take(0);
            for (int i = 0; i < with; i++) {
                parts.companions().add(window.add(load), window);
            }
            for (int i = 0; i < with; i++) {
                requests.release(parts);
                assertThat(requests.take(1)).as("%d of %d", i, with).isNotSameAs(parts);
            }
            requests.release(parts);
            assertThat(requests.take(1)).as("all of %d", with).isSameAs(parts);
            requests.release(parts);
        }
    }

    /** The same core on the same cache by way of requests alone, squashed at the same instants: every number is the same. */
    @Test
    void nothingTellsWhetherLoadsHaveRequestsOfTheirOwn() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<List<String>> numbers = new ArrayList<>();
            for (Way way : Way.values()) {
                SplittableRandom random = new SplittableRandom(seed);
                Run run = new Run(drawn(random), way, 1 + random.nextInt(12));
                for (int i = random.nextInt(6); i > 0; i--) {
                    run.at(random.nextLong(300) * CYCLE / 2, random.nextInt(20));
                }
                run.toTheEnd();
                numbers.add(run.numbers());
            }
            assertThat(numbers.get(0)).as("seed " + seed).isEqualTo(numbers.get(1));
        }
    }

    private static ListedProgram drawn(SplittableRandom random) {
        ListedProgram program = new ListedProgram();
        int lines = 1 + random.nextInt(12);
        for (int i = 1 + random.nextInt(150); i > 0; i--) {
            Kind[] kinds = {Kind.LOAD, Kind.LOAD, Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY};
            int gap = random.nextInt(4) == 0 ? random.nextInt(30) : 0;
            int back = random.nextInt(4) == 0 ? random.nextInt(5) : 0;
            program.needing(back, kinds[random.nextInt(kinds.length)], 4L * random.nextInt(16 * lines), gap);
        }
        return program;
    }

    /** Whether the core sees that there is a cache. */
    private enum Way {
        SHORT,
        BY_REQUESTS
    }

    /** Behind it nobody sees that there is a cache. */
    private record Veil(MemoryLevel level) implements MemoryLevel {
        @Override
        public long access(MemoryRequest request) {
            return level.access(request);
        }
    }

    /** A core on a small cache on a fake level. */
    private static final class Run {
        final Simulation simulation = new Simulation(1);
        final Statistics statistics = new Statistics();
        final FakeLevel below = new FakeLevel(simulation, 10 * CYCLE, Answer.LATER);
        final Process process = new Process("p", 0, Process.TO_THE_END);
        final Shares shares = new Shares(0, time -> {});
        final Cache cache;
        final OutOfOrder core;

        Run(ListedProgram program, Way way, int loadQueue) {
            cache = new Cache(simulation, new Geometry("core0.l1", "l1", spec(), 2 * CYCLE, 0, true));
            cache.connect(below);
            int l1 = simulation.causes().of("l1");
            MemoryLevel level = way == Way.SHORT ? cache : new Veil(cache);
            FirstLevel first = new FirstLevel(
                    level, 64, 2 * CYCLE, l1, simulation.outcomes().of("l1"), cache);
            Thread thread = new Thread(process, 0, program);
            core = (OutOfOrder) new OutOfOrder.Spec(1, Frequency.parse("1 GHz"), WIDTH, 64, loadQueue, 4)
                    .create(new CoreSite(simulation, "core0", new Clock(CYCLE), first, first, null, 0, thread, shares));
            shares.start(List.of(process));
        }

        private static CacheSpec spec() {
            return new CacheSpec(
                    null,
                    "memory",
                    false,
                    new ByteSize(512),
                    2,
                    new ByteSize(64),
                    Latency.ofCycles(2),
                    null,
                    null,
                    3,
                    2,
                    new Lru.Spec(),
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        void at(long time, int back) {
            Event event = new Event() {
                @Override
                protected void fire() {
                    core.squashFrom(process.references() + back);
                }
            };
            simulation.engine().schedule(event, time);
        }

        void toTheEnd() {
            core.start(0);
            simulation.engine().run();
            core.finishAt(shares.lastEnd());
            core.describe(statistics);
            cache.describe(statistics, "l1", Booking.HARDWARE, List.of());
            statistics.checkLaws();
        }

        /** Returns every number that counts, with its name. */
        List<String> numbers() {
            List<String> numbers = new ArrayList<>(List.of("below " + below.came, "end " + shares.lastEnd()));
            for (Statistic each : statistics.entries()) {
                if (each instanceof Counter counter) {
                    numbers.add(each.component() + "." + each.metric() + " "
                            + counter.value().getAsLong());
                }
            }
            return numbers;
        }

        long value(String component, String metric) {
            return statistics.snapshot(shares.lastEnd()).counter(new Term(component, metric));
        }
    }
}
