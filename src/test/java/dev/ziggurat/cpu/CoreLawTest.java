package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The cores against naive ones that live through every cycle: on random programs they send the same at the same instants, end at the same
 * instant and count the same. Every line has a latency of its own; some levels answer inside the call, others by an event, a hit's time ahead.
 */
final class CoreLawTest {
    private static final int SEEDS = 400;
    private static final Frequency CLOCK = Frequency.parse("1 GHz");

    @Test
    void inOrderCoreDoesWhatTheNaiveOneDoes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Line> program = program(random);
            long hit = random.nextInt(4) * 700L;
            int storeQueue = random.nextInt(6);
            NaiveLevel level = new NaiveLevel(NaiveLevel.draw(random, hit));
            Run run = new Run(new InOrder.Spec(1, CLOCK, storeQueue), program, level.latencies, hit, seed);

            NaiveInOrder naive = new NaiveInOrder(level, hit, storeQueue);
            naive.run(program);
            run.check(level.came, naive.time, naive.loadTime);
            run.checkTime(naive.spent);
            run.checkLoads(naive.loads, naive.forwarded, naive.fetchTime);
        }
    }

    @Test
    void outOfOrderCoreDoesWhatTheNaiveOneDoes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Line> program = program(random);
            long hit = random.nextInt(4) * 700L;
            OutOfOrder.Spec spec = new OutOfOrder.Spec(
                    1,
                    CLOCK,
                    1 + random.nextInt(5),
                    1 + random.nextInt(40),
                    1 + random.nextInt(12),
                    1 + random.nextInt(6));
            NaiveLevel level = new NaiveLevel(NaiveLevel.draw(random, hit));
            Run run = new Run(spec, program, level.latencies, hit, seed);

            NaiveOutOfOrder naive = new NaiveOutOfOrder(spec, level, hit);
            naive.run(program);
            run.check(level.came, naive.time, naive.loadTime);
            run.checkLoads(naive.loads, naive.forwarded, naive.fetchTime);
            if (run.count(Kind.SLEEP) == 0) {
                run.checkTime(naive.spent);
            }
        }
    }

    @Test
    void openLoopDriverDoesWhatTheNaiveOneDoes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Pacing.Kind kind = Pacing.Kind.values()[random.nextInt(3)];
            Pacing pacing = new Pacing(kind, 0, 1 + random.nextInt(6));
            List<Line> program = arriving(random, program(random));
            NaiveLevel level = new NaiveLevel(NaiveLevel.draw(random, 0));
            Run run =
                    new Run(new OpenLoop.Spec(1, CLOCK), new ListedProgram(pacing), program, level.latencies, 0, seed);

            NaiveOpenLoop naive = new NaiveOpenLoop(level, pacing);
            naive.run(program);
            run.check(level.came, naive.time, naive.loadTime);
            run.checkTime(naive.spent);
            run.checkCounter("core0", "store_time_ns", naive.storeTime);
            run.checkCounter("core0", "stores_timed", run.count(Kind.STORE) + run.count(Kind.MODIFY));
        }
    }

    /** The loads and stores of a program, with times at which they arrive. */
    private static List<Line> arriving(SplittableRandom random, List<Line> program) {
        List<Line> lines = new ArrayList<>();
        long at = 0;
        for (Line line : program) {
            at += random.nextInt(random.nextInt(4) == 0 ? 90_000 : 3_000);
            if (line.kind() != Kind.FETCH && line.kind() != Kind.SLEEP) {
                lines.add(new Line(line.kind(), line.address(), line.size(), 0, line.gap(), at));
            }
        }
        return lines;
    }

    /** With fetches the program begins with one, and no reference has a gap; the last is no operation. */
    private static List<Line> program(SplittableRandom random) {
        List<Line> lines = new ArrayList<>();
        boolean fetches = random.nextInt(3) == 0;
        int lineBytes = NaiveLevel.LINE;
        for (int i = 1 + random.nextInt(80); i > 0; i--) {
            if (fetches && (lines.isEmpty() || random.nextInt(3) > 0)) {
                lines.add(new Line(Kind.FETCH, lineBytes * (long) random.nextInt(8), 4, 0, 0, 0));
            }
            if (random.nextInt(30) == 0 && !lines.isEmpty()) {
                lines.add(new Line(Kind.SLEEP, 0, 0, 0, 0, random.nextInt(400) * 1000L + random.nextInt(2)));
            }
            Kind kind = new Kind[] {Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY}[random.nextInt(4)];
            int size = random.nextInt(6) == 0 ? 1 + random.nextInt(lineBytes) : 4 << random.nextInt(2);
            int gap = fetches || random.nextInt(3) > 0 ? 0 : random.nextInt(20);
            int back = random.nextInt(3) == 0 ? random.nextInt(9) : 0;
            lines.add(new Line(kind, 4L * random.nextInt(8 * lineBytes / 4), size, back, gap, 0));
        }
        return lines;
    }

    /** A core on a level that notes what comes. */
    private static final class Run implements MemoryLevel {
        private final Simulation simulation = new Simulation(1);
        private final Statistics statistics = new Statistics();
        private final Process process = new Process("p", 0, Process.TO_THE_END);
        private final Shares shares = new Shares(0, time -> {});
        private final List<Came> came = new ArrayList<>();
        private final List<Line> program;
        private final NaiveLevel level;
        private final String what;
        private final boolean atOnce;
        private final long hit;

        Run(CoreSpec spec, List<Line> program, long[] latencies, long hit, long seed) {
            this(spec, new ListedProgram(), program, latencies, hit, seed);
        }

        Run(CoreSpec spec, ListedProgram listed, List<Line> program, long[] latencies, long hit, long seed) {
            this.program = program;
            this.hit = hit;
            level = new NaiveLevel(latencies);
            what = "seed " + seed + ", " + spec + ", " + program;
            atOnce = seed % 2 == 0;
            program.forEach(listed::then);
            Thread thread = new Thread(process, 0, listed);
            int cause = simulation.causes().of("fake");
            simulation.causes().of("driver");
            FirstLevel first = new FirstLevel(
                    this, NaiveLevel.LINE, hit, cause, simulation.outcomes().of("fake"), null);
            Core core = spec.create(
                    new CoreSite(simulation, "core0", new Clock(1000), first, first, null, 0, thread, shares));
            shares.start(List.of(process));
            core.start(0);
            simulation.engine().run();
            core.finishAt(shares.lastEnd());
            core.describe(statistics);
            statistics.checkLaws();
        }

        @Override
        public long access(MemoryRequest request) {
            came.add(new Came(request.type, request.physicalAddress, request.time));
            long time = request.time + level.latency(request.physicalAddress);
            request.marks.spent(simulation.causes().of("fake"), time);
            if (atOnce) {
                return time;
            }
            simulation
                    .engine()
                    .schedule(
                            new Event() {
                                @Override
                                protected void fire() {
                                    request.requester().completed(request, time);
                                }
                            },
                            time - hit);
            return PENDING;
        }

        void check(List<Came> expected, long end, long loadTime) {
            assertThat(came).as(what).isEqualTo(expected);
            assertThat(shares.lastEnd()).as(what).isEqualTo(end);
            Snapshot totals = statistics.snapshot(end);
            assertThat(totals.counter(new Term("core0", "load_time_ns")))
                    .as(what)
                    .isEqualTo(loadTime);
            assertThat(totals.counter(new Term("core0.time", "total_ns")))
                    .as(what)
                    .isEqualTo(end);
            assertThat(process.loads).as(what).isEqualTo(count(Kind.LOAD));
            assertThat(process.stores).as(what).isEqualTo(count(Kind.STORE));
            assertThat(process.modifies).as(what).isEqualTo(count(Kind.MODIFY));
            assertThat(process.fetches).as(what).isEqualTo(count(Kind.FETCH));
            long gaps = program.stream().mapToInt(Line::gap).sum();
            long references = program.size() - count(Kind.FETCH) - count(Kind.SLEEP);
            assertThat(process.instructions)
                    .as(what)
                    .isEqualTo(count(Kind.FETCH) > 0 ? count(Kind.FETCH) : references + gaps);
        }

        /** Every picosecond of the core has the cause that the naive one gives it. */
        void checkTime(Map<String, Long> spent) {
            Snapshot totals = statistics.snapshot(shares.lastEnd());
            for (String cause :
                    List.of("retiring", "fetch", "idle", "store_buffer", "fake", "forward", "window", "driver")) {
                assertThat(totals.counter(new Term("core0.time", cause + "_ns")))
                        .as(what + ": " + cause)
                        .isEqualTo(spent.getOrDefault(cause, 0L));
            }
        }

        /** Every picosecond of the loads has the cause that the naive core gives it, and everything was answered by the right one. */
        void checkLoads(Map<String, Long> spent, long forwarded, long fetchTime) {
            Snapshot totals = statistics.snapshot(shares.lastEnd());
            for (String cause : List.of("store_buffer", "fake", "forward", "split")) {
                assertThat(totals.counter(new Term("core0.loads", cause + "_ns")))
                        .as(what + ": loads, " + cause)
                        .isEqualTo(spent.getOrDefault(cause, 0L));
            }
            long loads = count(Kind.LOAD) + count(Kind.MODIFY);
            long stores = count(Kind.STORE) + count(Kind.MODIFY);
            checkCounter("core0.answered", "forwarded", forwarded);
            checkCounter("core0.answered", "fake", loads + stores - forwarded);
            checkCounter("core0", "loads_timed", loads);
            checkCounter("core0", "fetches_timed", count(Kind.FETCH));
            checkCounter("core0", "fetch_miss_time_ns", fetchTime);
            checkCounter("core0", "instructions", process.instructions);
            checkCounter("core0", "references", loads + count(Kind.STORE));
        }

        private void checkCounter(String component, String metric, long expected) {
            Snapshot totals = statistics.snapshot(shares.lastEnd());
            assertThat(totals.counter(new Term(component, metric)))
                    .as(what + ": " + component + " " + metric)
                    .isEqualTo(expected);
        }

        private long count(Kind kind) {
            return program.stream().filter(each -> each.kind() == kind).count();
        }
    }
}
