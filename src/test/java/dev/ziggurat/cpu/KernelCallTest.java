package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cores and kernel do with each other: faults, blocking, interrupts, the change of threads; see {@link KernelBench}. */
final class KernelCallTest {
    private static final Frequency CLOCK = Frequency.parse("1 GHz");
    private static final long QUANTUM = 1_000_000 * KernelBench.CYCLE;
    private static final long A = 0x1000_0000;
    private static final long ODD = A + KernelBench.PAGE;

    static List<CoreSpec> kinds() {
        return List.of(
                new InOrder.Spec(null, CLOCK, 0),
                new InOrder.Spec(null, CLOCK, 8),
                new OutOfOrder.Spec(null, CLOCK, 4, 64, 16, 8),
                new OutOfOrder.Spec(null, CLOCK, 4, 32, 4, 1));
    }

    private static KernelBench bench(CoreSpec spec) {
        return new KernelBench(spec, 1, QUANTUM, Answer.LATER);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void faultRunsTheKernelsProgramAndTheReferenceIsTriedAgain(CoreSpec spec) {
        for (Kind kind : List.of(Kind.LOAD, Kind.STORE, Kind.MODIFY, Kind.FETCH)) {
            KernelBench bench = bench(spec);
            Process process =
                    bench.add("p", 0, new ListedProgram().then(kind, A, 8).then(Kind.LOAD, A + 8, 8), 0);
            bench.run();

            assertThat(process.end()).as("%s", kind).isEqualTo(Process.EXIT);
            assertThat(process.references()).isEqualTo(kind == Kind.FETCH ? 1 : 2);
            assertThat(bench.count("os", "faults")).isEqualTo(1);
            assertThat(bench.count("os.faults", "trap_ns")).isGreaterThanOrEqualTo(KernelBench.FAULT);
            assertThat(bench.count("core0", "kernel_references")).isEqualTo(2);
            assertThat(bench.count("core0.kernel.answered", "fake")).isEqualTo(2);
            long kernelTime = bench.count("core0.time", "kernel_ns");
            assertThat(bench.count("core0.kernel.time", "total_ns"))
                    .isPositive()
                    .isEqualTo(kernelTime);
            assertThat(bench.count("core0.kernel.time", "fake_ns")).isPositive();
            assertThat(bench.count("core0", "kernel_cycles")).isEqualTo(kernelTime / KernelBench.CYCLE);
            assertThat(bench.count("os", "context_switches")).isZero();
        }
    }

    /** Nine loads come after the one that faults; the second core that is out of order has a load queue for three of them. */
    @Test
    void whatWasDispatchedBehindAFaultIsSquashedAndCounted() {
        long[] squashed = {0, 0, 9, 3};
        for (int i = 0; i < squashed.length; i++) {
            KernelBench bench = bench(kinds().get(i));
            ListedProgram program = new ListedProgram();
            for (long load = 0; load < 10; load++) {
                program.then(Kind.LOAD, A + 8 * load, 8);
            }
            Process process = bench.add("p", 0, program, 0);
            bench.run();

            assertThat(process.references()).isEqualTo(10);
            assertThat(bench.count("core0", "squashed"))
                    .as("%s", kinds().get(i))
                    .isEqualTo(squashed[i]);
            assertThat(bench.count("core0", "loads_timed")).isEqualTo(10);
        }
    }

    /** A fault's time up to the last attempt, and the last attempt, are all the time of a load that faulted. */
    @ParameterizedTest
    @MethodSource("kinds")
    void theTimeOfALoadsFaultsIsWhatLiesBeforeItsLastAttempt(CoreSpec spec) {
        KernelBench bench = bench(spec);
        ListedProgram program = new ListedProgram();
        for (long page = 0; page < 6; page++) {
            program.then(Kind.LOAD, A + page * KernelBench.PAGE, 8);
        }
        bench.add("p", 0, program, 0);
        bench.run();

        assertThat(bench.count("os", "faults")).isEqualTo(6);
        assertThat(bench.count("core0", "load_fault_time_ns"))
                .isGreaterThan(6 * KernelBench.FAULT)
                .isEqualTo(bench.count("os.faults", "total_ns") - bench.count("core0", "load_time_ns"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void storesAndFetchesThatFaultAreNoLoads(CoreSpec spec) {
        KernelBench bench = bench(spec);
        bench.add("p", 0, new ListedProgram().then(Kind.STORE, A, 8).then(Kind.FETCH, ODD, 4), 0);
        bench.run();

        assertThat(bench.count("os", "faults")).isEqualTo(2);
        assertThat(bench.count("core0", "load_fault_time_ns")).isZero();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aThreadThatBlocksLeavesItsCoreInIowait(CoreSpec spec) {
        KernelBench bench = bench(spec);
        bench.add("p", 0, new ListedProgram().then(Kind.LOAD, ODD, 8), 0);
        bench.run();

        assertThat(bench.count("core0.time", "iowait_ns")).isEqualTo(KernelBench.DEVICE);
        long busy = bench.count("core0.time", "total_ns")
                - bench.count("core0.time", "idle_ns")
                - bench.count("core0.time", "iowait_ns");
        assertThat(bench.count("core0", "cycles")).isEqualTo(busy / KernelBench.CYCLE);
        assertThat(bench.count("os.faults", "swap_device_ns")).isEqualTo(KernelBench.DEVICE);
        assertThat(bench.count("process.p.thread0", "swap_device_ns")).isEqualTo(KernelBench.DEVICE);
        assertThat(bench.count("os", "context_switches")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anotherThreadRunsWhileOneBlocks(CoreSpec spec) {
        KernelBench bench = bench(spec);
        bench.add("p", 0, new ListedProgram().then(Kind.LOAD, ODD, 8), 0);
        ListedProgram busy = new ListedProgram();
        for (int i = 0; i < 20; i++) {
            busy.then(Kind.LOAD, A, 800, 0);
        }
        bench.add("q", 0, busy, 0);
        bench.run();

        assertThat(bench.count("core0.time", "iowait_ns")).isLessThan(KernelBench.DEVICE / 2);
        assertThat(bench.count("core0", "references")).isEqualTo(21);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void threadsThatOnlyComputeTakeTurns(CoreSpec spec) {
        KernelBench bench = new KernelBench(spec, 1, 2000 * KernelBench.CYCLE, Answer.AT_ONCE);
        for (String name : List.of("p", "q")) {
            ListedProgram busy = new ListedProgram();
            for (int i = 0; i < 100; i++) {
                busy.then(Kind.LOAD, A + 8L * i, 99, 0);
            }
            bench.add(name, 0, busy, 0);
        }
        bench.run();

        long switches = bench.count("os", "context_switches");
        boolean fourWide = spec instanceof OutOfOrder.Spec;
        assertThat(switches).isBetween(fourWide ? 2L : 8L, fourWide ? 4L : 12L);
        assertThat(bench.count("core0.time", "context_switch_ns"))
                .isGreaterThanOrEqualTo(switches * KernelBench.COSTS.contextSwitch());
    }

    /** A quantum shorter than a page walk, or than the change of threads, lets each thread do something nevertheless. */
    @ParameterizedTest
    @MethodSource("kinds")
    void shortQuantumLetsEachThreadGoOn(CoreSpec spec) {
        for (long quantum : new long[] {20, 60, 300}) {
            KernelBench bench =
                    new KernelBench(spec, 1, quantum * KernelBench.CYCLE, Answer.LATER, 400 * KernelBench.CYCLE);
            for (String name : List.of("p", "q", "r")) {
                ListedProgram program = new ListedProgram();
                for (int i = 0; i < 20; i++) {
                    program.then(Kind.LOAD, A + 2L * KernelBench.PAGE * (i % 7), 8);
                }
                bench.add(name, 0, program, 0);
            }
            bench.run();

            assertThat(bench.processes).allMatch(process -> process.references() == 20);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void forbiddenAccessEndsItsProcessAndNoOther(CoreSpec spec) {
        KernelBench bench = bench(spec);
        Process bad = bench.add(
                "bad",
                0,
                new ListedProgram()
                        .then(Kind.LOAD, A, 8)
                        .then(Kind.STORE, KernelBench.FORBIDDEN, 8)
                        .then(Kind.LOAD, A, 8),
                0);
        Process good =
                bench.add("good", 0, new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.STORE, ODD, 8), 0);
        bench.run();

        assertThat(bad.end()).isEqualTo(Process.VIOLATION);
        assertThat(bad.references()).isEqualTo(1);
        assertThat(good.end()).isEqualTo(Process.EXIT);
        assertThat(good.references()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aThreadSleepsWhileTheCoreIsIdle(CoreSpec spec) {
        KernelBench bench = bench(spec);
        bench.add("p", 0, new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.SLEEP, 0, 0, 9_000_000), 0);
        bench.run();

        assertThat(bench.shares.lastEnd()).isGreaterThan(9_000_000);
        assertThat(bench.count("process.p.thread0", "sleep_ns")).isGreaterThan(8_000_000);
        assertThat(bench.count("core0.time", "idle_ns")).isGreaterThan(8_000_000);
        assertThat(bench.count("os", "interrupts")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aProcessBeginsAtItsStart(CoreSpec spec) {
        KernelBench bench = bench(spec);
        bench.add("p", 0, new ListedProgram().then(Kind.LOAD, A, 8), 123_456);
        bench.run();

        assertThat(bench.count("core0.time", "idle_ns")).isBetween(123_456L, 124_000L + KernelBench.CYCLE);
        assertThat(bench.count("process.p.thread0", "total_ns")).isEqualTo(bench.shares.lastEnd() - 123_456);
    }

    /** Everything closes on random programs, on one core and on two, and each core kind does the same work. */
    @Test
    void randomThreadsDoAllTheirReferencesAndTheBooksClose() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int cores = 1 + random.nextInt(2);
            int processes = 1 + random.nextInt(4);
            long quantum = (500 + random.nextInt(20_000)) * KernelBench.CYCLE;
            int unmap = random.nextBoolean() ? 2 + random.nextInt(4) : Integer.MAX_VALUE;
            List<ListedProgram> programs = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                programs.add(program(random));
            }
            long[] starts = random.longs(processes, 0, 2_000_000).toArray();
            for (CoreSpec spec : kinds()) {
                for (Answer answer : Answer.values()) {
                    KernelBench bench = new KernelBench(spec, cores, quantum, answer);
                    bench.unmapEvery = unmap;
                    for (int i = 0; i < processes; i++) {
                        bench.add("p" + i, i % cores, programs.get(i).again(), starts[i]);
                    }
                    String what = "seed " + seed + ", " + spec + ", " + answer;
                    try {
                        bench.run();
                    } catch (RuntimeException e) {
                        throw new AssertionError(what, e);
                    }
                    check(bench, programs, starts, what);
                }
            }
        }
    }

    private static void check(KernelBench bench, List<ListedProgram> programs, long[] starts, String what) {
        long end = bench.shares.lastEnd();
        for (int i = 0; i < programs.size(); i++) {
            Process process = bench.processes.get(i);
            assertThat(process.end()).as(what).isEqualTo(Process.EXIT);
            assertThat(process.references())
                    .as(what)
                    .isEqualTo(programs.get(i).lines().stream()
                            .filter(line ->
                                    line.kind() != Kind.FETCH && line.kind().memory())
                            .count());
            assertThat(bench.count("process.p" + i + ".thread" + i, "total_ns"))
                    .as(what)
                    .isBetween(1L, end - starts[i]);
        }
        for (int core = 0; core < bench.cores.size(); core++) {
            assertThat(bench.count("core" + core + ".time", "total_ns"))
                    .as(what)
                    .isEqualTo(end);
            assertThat(bench.count("core" + core + ".time", "kernel_ns"))
                    .as(what)
                    .isEqualTo(bench.count("core" + core + ".kernel.time", "total_ns"));
        }
    }

    private static ListedProgram program(SplittableRandom random) {
        ListedProgram program = new ListedProgram();
        boolean fetches = random.nextInt(3) == 0;
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            long address = A + KernelBench.PAGE * (long) random.nextInt(12) + random.nextInt(KernelBench.PAGE);
            if (fetches && random.nextBoolean()) {
                program.then(Kind.FETCH, address & -4, 4);
            }
            if (random.nextInt(25) == 0) {
                program.then(Kind.SLEEP, 0, 0, random.nextInt(20_000_000));
            }
            Kind kind = new Kind[] {Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY}[random.nextInt(4)];
            int back = random.nextInt(3) == 0 ? random.nextInt(9) : 0;
            int gap = fetches || random.nextInt(3) > 0 ? 0 : random.nextInt(300);
            program.then(new ListedProgram.Line(kind, address, 1 + random.nextInt(100), back, gap, 0));
        }
        return program;
    }
}
