package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for words, waking those that wait, and looking at the clock, on cores of every kind. */
final class OperationTest {
    private static final long CYCLE = KernelBench.CYCLE;
    private static final long QUANTUM = 1_000_000 * CYCLE;
    private static final long LATER = 5_000_000;
    private static final long WORD = 0x40;
    private static final long A = 0x1000_0000;

    static List<CoreSpec> kinds() {
        return KernelCallTest.kinds();
    }

    private static KernelBench bench(CoreSpec spec, int cores) {
        return new KernelBench(spec, cores, QUANTUM, Answer.LATER);
    }

    private static ListedProgram waits() {
        return new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.WAIT, WORD).then(Kind.LOAD, A + 8, 8);
    }

    private static ListedProgram wakes(long when, int most) {
        return new ListedProgram().then(Kind.SLEEP, 0, 0, when).then(Kind.WAKE, WORD, most);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aThreadThatWaitsLeavesItsCoreUntilAnotherWakesIt(CoreSpec spec) {
        for (int cores = 1; cores <= 2; cores++) {
            KernelBench bench = bench(spec, cores);
            Process process = bench.add("p", 0, waits(), 0);
            bench.addThread(process, cores - 1, wakes(LATER, 1), 0);
            bench.run();

            assertThat(process.end()).isEqualTo(Process.EXIT);
            assertThat(process.references()).isEqualTo(2);
            assertThat(bench.count("process.p.thread0", "wait_ns")).isBetween(LATER - 1_000_000, LATER + 100_000);
            assertThat(bench.count("core0.time", "idle_ns")).isGreaterThan(LATER - 1_000_000);
            assertThat(bench.count("core0.time", "iowait_ns")).isZero();
            assertThat(bench.count("os", "word_waits")).isEqualTo(1);
            assertThat(bench.count("os", "word_wakes")).isEqualTo(1);
            assertThat(bench.count("os", "system_calls")).isEqualTo(2);
        }
    }

    @Test
    void whoeverWaitsLongestIsWokenFirst() {
        KernelBench bench = bench(kinds().get(0), 2);
        Process process = bench.add("p", 0, waits(), 2_000_000);
        bench.addThread(process, 0, waits(), 1_000_000);
        bench.addThread(process, 0, waits(), 3_000_000);
        bench.addThread(
                process, 1, wakes(LATER, 2).then(Kind.SLEEP, 0, 0, 2 * LATER).then(Kind.WAKE, WORD, 5), 0);
        bench.run();

        assertThat(bench.count("process.p.thread0", "wait_ns")).isBetween(2_000_000L, 3_100_000L);
        assertThat(bench.count("process.p.thread1", "wait_ns")).isBetween(3_000_000L, 4_100_000L);
        assertThat(bench.count("process.p.thread2", "wait_ns")).isBetween(6_000_000L, 7_100_000L);
    }

    /** The words of another process are others, at whatever address. */
    @Test
    void whoIsNeverWokenIsNamed() {
        KernelBench bench = bench(kinds().get(2), 1);
        bench.add("p", 0, wakes(LATER, 5), 0);
        bench.add("q", 0, waits(), 0);

        assertThatThrownBy(bench::run)
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("os: nobody is left to wake")
                .hasMessageContaining("thread1 of process 'q' waits for the word at 0x40")
                .hasMessageNotContaining("thread0");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aProcessThatEndsTakesThoseThatWaitWithIt(CoreSpec spec) {
        KernelBench bench = bench(spec, 2);
        Process process = bench.add("p", 0, waits(), 0);
        bench.addThread(process, 1, waits(), 0);
        bench.addThread(
                process,
                1,
                new ListedProgram().then(Kind.SLEEP, 0, 0, LATER).then(Kind.LOAD, KernelBench.FORBIDDEN, 8),
                0);
        bench.run();

        assertThat(process.end()).isEqualTo(Process.VIOLATION);
        assertThat(bench.count("process.p.thread0", "killed_ns")).isGreaterThan(LATER - 1_000_000);
        assertThat(bench.count("os", "word_waits")).isEqualTo(2);
        assertThat(bench.count("os", "word_wakes")).isZero();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theClockTellsTheTimeAtWhichAllBeforeIsDone(CoreSpec spec) {
        ListedProgram program = new ListedProgram()
                .then(Kind.LOAD, A, 8)
                .then(Kind.CLOCK, 0)
                .then(Kind.CLOCK, 0)
                .then(Kind.LOAD, A, 400, 0)
                .then(Kind.CLOCK, 0)
                .then(Kind.SLEEP, 0, 0, LATER)
                .then(Kind.CLOCK, 0);
        KernelBench bench = bench(spec, 1);
        bench.add("p", 0, program, 0);
        bench.run();

        List<Long> times = program.answers;
        assertThat(times.get(0)).isGreaterThan(KernelBench.FAULT);
        assertThat(times.get(1) - times.get(0)).isEqualTo(CYCLE);
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(100 * CYCLE + KernelBench.LATENCY);
        assertThat(times.get(3)).isBetween(LATER, LATER + 200 * CYCLE);
        assertThat(bench.count("os", "system_calls")).isZero();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theClockIsThereWithoutAnOperatingSystem(CoreSpec spec) {
        for (Answer answer : Answer.values()) {
            Simulation simulation = new Simulation(1);
            ListedProgram program = new ListedProgram()
                    .then(Kind.STORE, A, 8)
                    .then(Kind.CLOCK, 0)
                    .then(Kind.CLOCK, 0)
                    .then(Kind.LOAD, A + 64, 8)
                    .then(Kind.CLOCK, 0);
            CoreBench bench = new CoreBench(spec, simulation, new FakeLevel(simulation, 10 * CYCLE, answer), program);
            bench.run();

            List<Long> times = program.answers;
            assertThat(times.get(0)).isGreaterThanOrEqualTo(10 * CYCLE);
            assertThat(times.get(1) - times.get(0)).isEqualTo(CYCLE);
            assertThat(times.get(2) - times.get(1)).isBetween(11 * CYCLE, 12 * CYCLE);
            // An out-of-order core is idle up to its second cycle, in which it begins.
            assertThat(bench.spent().getOrDefault("idle", 0L)).isLessThanOrEqualTo(CYCLE);
        }
    }

    /** Threads on two cores hand a word on in a ring: each waits for its own, and wakes the next. */
    @Test
    void theBooksCloseWhereThreadsWaitAllTheTime() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int threads = 2 + random.nextInt(4);
            int rounds = 1 + random.nextInt(6);
            for (CoreSpec spec : kinds()) {
                KernelBench bench = new KernelBench(spec, 2, (500 + random.nextInt(20_000)) * CYCLE, Answer.LATER);
                List<Ring> ring = Ring.of(threads, rounds, seed);
                Process process = bench.add("p", 0, ring.get(0), random.nextInt(1_000_000));
                for (int i = 1; i < threads; i++) {
                    bench.addThread(process, i % 2, ring.get(i), random.nextInt(1_000_000));
                }
                String what = "seed " + seed + ", " + spec;
                try {
                    bench.run();
                } catch (RuntimeException e) {
                    throw new AssertionError(what, e);
                }
                assertThat(process.end()).as(what).isEqualTo(Process.EXIT);
                assertThat(process.references()).as(what).isEqualTo((long) threads * rounds);
                for (int i = 0; i < threads; i++) {
                    checkSum(bench, "process.p.thread" + i, what);
                }
                checkSum(bench, "core0.time", what);
                checkSum(bench, "core1.time", what);
            }
        }
    }

    private static void checkSum(KernelBench bench, String section, String what) {
        long sum = 0;
        for (String cause : new ArrayList<>(bench.simulation.causes().all())) {
            sum += bench.count(section, cause.replace(' ', '_') + "_ns");
        }
        assertThat(sum).as(what + ", " + section).isEqualTo(bench.count(section, "total_ns"));
    }
}
