package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.ProcessStat;
import dev.ziggurat.os.proc.SystemStat.Count;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.os.proc.SystemStat.Source;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code /proc/stat} shows of cores at any instant, in the middle of spans too; see {@link KernelBench}. */
final class CpuTimeTest {
    private static final Frequency CLOCK = Frequency.parse("1 GHz");
    private static final long A = 0x1000_0000;
    private static final long ODD = A + KernelBench.PAGE;
    private static final long SECOND = 1_000_000_000_000L;

    static List<CoreSpec> kinds() {
        return List.of(
                new InOrder.Spec(null, CLOCK, 0),
                new InOrder.Spec(null, CLOCK, 8),
                new OutOfOrder.Spec(null, CLOCK, 4, 64, 16, 8));
    }

    private static KernelBench bench(CoreSpec spec, int cores, Answer answer) {
        return new KernelBench(spec, cores, SECOND, answer);
    }

    /** A device takes 5 us: a sample within them sees the part that is over as iowait, although nothing is booked yet. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aSampleInTheMiddleOfAWaitShowsThePartThatIsOver(CoreSpec spec) {
        KernelBench bench = bench(spec, 1, Answer.LATER);
        bench.add("p", 0, new ListedProgram().then(Kind.LOAD, ODD, 8), 0);
        KernelFiles files = bench.kernel.files(NoMemory.COUNTS);
        List<Long> waited = new ArrayList<>();
        List<Long> blocked = new ArrayList<>();
        bench.simulation
                .engine()
                .observe(
                        time -> {
                            waited.add(files.stat(time).time(0, CpuTime.IOWAIT));
                            blocked.add(files.stat(time).count(Count.PROCS_BLOCKED));
                            return time + KernelBench.DEVICE / 10;
                        },
                        KernelBench.DEVICE / 2);
        bench.run();

        assertThat(blocked.get(0)).isEqualTo(1);
        assertThat(waited.get(0)).isBetween(1L, KernelBench.DEVICE / 2);
        assertThat(waited.get(1) - waited.get(0)).isEqualTo(KernelBench.DEVICE / 10);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aThreadThatComputesIsRunningAndAllTimeIsItsOwn(CoreSpec spec) {
        KernelBench bench = bench(spec, 2, Answer.LATER);
        ListedProgram busy = new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.LOAD, A + 8, 1_000_000, 0);
        bench.add("p", 0, busy, 0);
        KernelFiles files = bench.kernel.files(NoMemory.COUNTS);
        List<Long> user = new ArrayList<>();
        bench.simulation
                .engine()
                .observe(
                        time -> {
                            Source stat = files.stat(time);
                            assertThat(stat.count(Count.PROCS_RUNNING)).isEqualTo(1);
                            assertThat(stat.time(1, CpuTime.IDLE)).isEqualTo(time);
                            user.add(stat.time(0, CpuTime.USER));
                            return user.size() < 5 ? time + 777 : Long.MAX_VALUE;
                        },
                        1_000_003);
        bench.run();

        assertThat(user).hasSize(5);
        for (int i = 1; i < user.size(); i++) {
            assertThat(user.get(i) - user.get(i - 1)).isEqualTo(777);
        }
    }

    /** On random programs of one and more threads: at any instant the kinds sum to it, none falls, and the last are those of the books. */
    @Test
    void theKindsOfTimeSumToEveryInstantAndNeverFall() {
        for (long seed = 0; seed < 60; seed++) {
            for (CoreSpec spec : kinds()) {
                SplittableRandom random = new SplittableRandom(seed);
                int cores = 1 + random.nextInt(3);
                Answer answer = random.nextBoolean() ? Answer.AT_ONCE : Answer.LATER;
                int slow = random.nextBoolean() ? 1 : 100;
                long quantum = slow * (300_000L + random.nextInt(2_000_000));
                KernelBench bench = new KernelBench(spec, cores, quantum, answer, slow * KernelBench.LATENCY);
                bench.unmapEvery = random.nextBoolean() ? 3 : Integer.MAX_VALUE;
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    Process process = bench.add("p" + i, random.nextInt(cores), program(random), start(random));
                    for (int more = random.nextInt(3); more > 0; more--) {
                        bench.addThread(process, random.nextInt(cores), program(random), start(random));
                    }
                }
                Watcher watcher = new Watcher(bench, cores, "seed " + seed + ", " + spec, random);
                bench.simulation.engine().observe(watcher::sample, random.nextLong(20_000));
                bench.run();
                watcher.end();
            }
        }
    }

    private static long start(SplittableRandom random) {
        return random.nextBoolean() ? 0 : random.nextInt(3_000_000);
    }

    private static ListedProgram program(SplittableRandom random) {
        ListedProgram program = new ListedProgram();
        boolean fetches = random.nextInt(3) == 0;
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            long address = A + KernelBench.PAGE * (long) random.nextInt(12) + random.nextInt(KernelBench.PAGE);
            if (fetches && random.nextBoolean()) {
                program.then(Kind.FETCH, address & -4, 4);
            }
            if (random.nextInt(25) == 0) {
                program.then(Kind.SLEEP, 0, 0, random.nextInt(20_000_000));
            }
            if (random.nextInt(60) == 0) {
                program.then(Kind.LOAD, KernelBench.FORBIDDEN, 8);
            }
            Kind kind = new Kind[] {Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY}[random.nextInt(4)];
            int gap = fetches || random.nextInt(3) > 0 ? 0 : random.nextInt(300);
            program.then(new ListedProgram.Line(kind, address, 1 + random.nextInt(100), 0, gap, 0));
        }
        return program;
    }

    /** Looks at random instants, near each other and far apart. */
    private static final class Watcher {
        private final KernelBench bench;
        private final KernelFiles files;
        private final String what;
        private final SplittableRandom random;
        private final long[][] before;
        private final Map<Integer, Long> usedBefore = new HashMap<>();
        private final int cores;

        Watcher(KernelBench bench, int cores, String what, SplittableRandom random) {
            this.bench = bench;
            this.cores = cores;
            this.what = what;
            this.random = random;
            files = bench.kernel.files(NoMemory.COUNTS);
            before = new long[cores][CpuTime.values().length];
        }

        long sample(long time) {
            if (bench.shares.over()) {
                return Long.MAX_VALUE;
            }
            look(time, time);
            return time + 1 + random.nextLong(1L << random.nextInt(20));
        }

        private void look(long time, long sum) {
            Source stat = files.stat(time);
            lookAtProcesses(stat, time);
            for (int core = 0; core < cores; core++) {
                long all = 0;
                for (CpuTime on : CpuTime.values()) {
                    long now = stat.time(core, on);
                    assertThat(now)
                            .as("%s, core %d, %s at %d", what, core, on, time)
                            .isGreaterThanOrEqualTo(before[core][on.ordinal()]);
                    before[core][on.ordinal()] = now;
                    all += now;
                }
                assertThat(all).as("%s, core %d at %d", what, core, time).isEqualTo(sum);
            }
        }

        /**
         * What cores spend in user mode is spent by processes, and in the kernel too but for interrupts of cores that have nothing to run. A process that
         * is over has taken its part along.
         */
        private void lookAtProcesses(Source stat, long time) {
            long user = 0;
            long system = 0;
            for (ProcessStat each : files.processes(time)) {
                long used = each.userTime() + each.systemTime();
                assertThat(used)
                        .as("%s, process %d at %d", what, each.pid(), time)
                        .isGreaterThanOrEqualTo(usedBefore.getOrDefault(each.pid(), 0L));
                usedBefore.put(each.pid(), used);
                user += each.userTime();
                system += each.systemTime();
            }
            long coresUser = 0;
            long coresSystem = 0;
            for (int core = 0; core < cores; core++) {
                coresUser += stat.time(core, CpuTime.USER);
                coresSystem += stat.time(core, CpuTime.SYSTEM);
            }
            assertThat(system).as("%s at %d", what, time).isLessThanOrEqualTo(coresSystem);
            if (bench.processes.stream().noneMatch(Process::ended)) {
                assertThat(user).as("%s at %d", what, time).isEqualTo(coresUser);
            } else {
                assertThat(user).as("%s at %d", what, time).isLessThanOrEqualTo(coresUser);
            }
        }

        void end() {
            long end = bench.shares.lastEnd();
            look(end + 1_000_000, end);
            Source stat = files.stat(end);
            for (int core = 0; core < cores; core++) {
                String time = "core" + core + ".time";
                assertThat(stat.time(core, CpuTime.IDLE)).as(what).isEqualTo(bench.count(time, "idle_ns"));
                assertThat(stat.time(core, CpuTime.IOWAIT)).as(what).isEqualTo(bench.count(time, "iowait_ns"));
                assertThat(stat.time(core, CpuTime.SYSTEM))
                        .as(what)
                        .isEqualTo(bench.count(time, "kernel_ns")
                                + bench.count(time, "trap_ns")
                                + bench.count(time, "context_switch_ns")
                                + bench.count(time, "shootdown_ns"));
            }
            assertThat(stat.count(Count.INTR)).as(what).isEqualTo(bench.count("os", "interrupts"));
            assertThat(stat.count(Count.CTXT)).as(what).isEqualTo(bench.count("os", "context_switches"));
            assertThat(stat.count(Count.PROCESSES)).as(what).isLessThanOrEqualTo(bench.threads);
        }
    }
}
