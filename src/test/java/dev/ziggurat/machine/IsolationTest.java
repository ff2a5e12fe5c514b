package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.Wanderer.Stray;
import dev.ziggurat.os.Process;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ThreadSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs of several processes, which use the same virtual addresses and want more pages than there are frames. At every access each process
 * is in frames of its own, and each load sees the last store to its line of its page: through all caches, eviction, swap, the next owner of the frame and
 * its clearing. At every access all frames are free or used. A process ends by what it may not do there and nowhere else; and everything is counted
 * as on a machine that nobody looks at. The same where a process has threads on several cores, which share its pages, change rights and areas while
 * others fault, and move about.
 */
final class IsolationTest {
    private static final int STEPS = 2_000;
    private static final int FEW = 15_000;
    private static final int MANY = 1_000_000;
    private static final long OVERTAKING = 100_222;

    /** From this seed on processes have several threads. */
    private static final long SHARING = 10_000_000;

    private static final int MOST_THREADS = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void someReferencesFindTheirOwnPagesAsTheyLeftThem(int cores) {
        check(cores, 0, FEW);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void someReferencesOfThreadsThatShareFindThePagesAsTheyLeftThem(int cores) {
        check(cores, SHARING, FEW);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aMillionReferencesOfThreadsThatShareFindThePagesAsTheyLeftThem(int cores) {
        check(cores, SHARING + 100_000, MANY);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aMillionReferencesFindTheirOwnPagesAsTheyLeftThem(int cores) {
        check(cores, 100_000, MANY);
    }

    /** A fetch is called late, for an instant at which a write-back of its line by the same cache is still on the link. */
    @Test
    void fetchDoesNotOvertakeTheWriteBackOfItsLine() {
        run(2, OVERTAKING, new HashSet<>());
    }

    private static void check(int cores, long firstSeed, long references) {
        long systems = 0;
        long done = 0;
        long reused = 0;
        long broughtBack = 0;
        Set<Stray> strays = new HashSet<>();
        for (long seed = firstSeed; done < references; seed++) {
            SystemRig rig = run(cores, seed, strays);
            systems++;
            done += rig.processes.stream().mapToLong(Process::references).sum();
            reused += rig.ledger.reused;
            broughtBack += rig.ledger.broughtBack;
        }
        assertThat(reused).as("frames that got another owner").isGreaterThan(done / 100);
        assertThat(broughtBack).as("pages read from swap").isGreaterThan(done / 100);
        assertThat(strays.size()).as("ways to stray").isGreaterThanOrEqualTo((int)
                Math.min(Stray.values().length / 2, systems));
    }

    private static SystemRig run(int cores, long seed, Set<Stray> strays) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean sharing = seed >= SHARING;
        String machine = machine(cores, processes(cores) * (sharing ? MOST_THREADS : 1), random);
        try {
            return run(seed, machine, workload(seed, cores, strays, random));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + machine, e);
        }
    }

    private static SystemRig run(long seed, String machine, WorkloadSpec workload) {
        MachineSpec spec = RandomMachine.spec(machine);
        RunOptions options = new RunOptions(seed, 0, Long.MAX_VALUE);
        SystemRig rig = new SystemRig(spec, workload, options);
        rig.run();
        for (int i = 0; i < rig.processes.size(); i++) {
            checkEnd(rig.processes.get(i), workload.processes().get(i), programs(rig, workload, i));
        }
        Set<Row> alone = new HashSet<>(rows(Machine.build(spec, workload, options)));
        assertThat(rig.rows())
                .as("what is counted on a machine that nobody looks at")
                .filteredOn(row -> !alone.contains(row))
                .isEmpty();
        return rig;
    }

    /** Of threads beside one that strays some may not get to their end. */
    private static void checkEnd(Process process, ProcessSpec spec, List<Wanderer> programs) {
        Wanderer.Spec said = (Wanderer.Spec) spec.programs().get(0);
        assertThat(process.end())
                .as("end of '%s', which ends with %s", process.name(), said.stray())
                .isEqualTo(said.stray() == Stray.NONE ? Process.EXIT : Process.VIOLATION);
        long references = programs.stream().mapToLong(Wanderer::references).sum();
        long fetches = programs.stream().mapToLong(Wanderer::fetches).sum();
        if (programs.size() > 1 && said.stray() != Stray.NONE) {
            assertThat(process.references())
                    .as("references of '%s'", process.name())
                    .isLessThanOrEqualTo(references);
            return;
        }
        assertThat(process.references())
                .as("references of '%s'", process.name())
                .isEqualTo(references);
        assertThat(process.fetches).as("fetches of '%s'", process.name()).isEqualTo(fetches);
    }

    /** Returns the programs of the threads of a process. */
    private static List<Wanderer> programs(SystemRig rig, WorkloadSpec workload, int process) {
        int first = workload.processes().subList(0, process).stream()
                .mapToInt(each -> each.threadList().size())
                .sum();
        int threads = workload.processes().get(process).threadList().size();
        return rig.programs.subList(first, first + threads).stream()
                .map(Wanderer.class::cast)
                .toList();
    }

    private static List<Row> rows(Machine machine) {
        RunResult result = machine.run();
        assertThat(result.message()).isEmpty();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }

    /** Few lines, few translations, few frames: everything is full all the time. */
    private static String machine(int cores, int threads, SplittableRandom random) {
        StringBuilder text = new StringBuilder("machine: crowded\n");
        String core = random.nextBoolean()
                ? "kind: in-order, store-queue: " + random.nextInt(7)
                : "kind: out-of-order, width: " + few(8, random) + ", window: " + few(64, random) + ", load-queue: "
                        + few(20, random) + ", store-queue: " + few(20, random);
        text.append("cores: {count: " + cores + ", clock: 2 GHz, " + core + "}\ncaches:\n");
        int levels = random.nextInt(4);
        String second = (levels & 1) == 0 ? SystemRig.LAST : SystemRig.SECOND;
        String third = (levels & 2) == 0 ? Topology.MEMORY : SystemRig.LAST;
        if (second.equals(third)) {
            third = Topology.MEMORY;
        }
        boolean last = second.equals(SystemRig.LAST) || third.equals(SystemRig.LAST);
        cache(text, SystemRig.FIRST, "serves: [fetch, data], below: " + second, random);
        if (second.equals(SystemRig.SECOND)) {
            cache(text, SystemRig.SECOND, "below: " + third, random);
        }
        if (last) {
            cache(text, SystemRig.LAST, "shared: true, below: memory, link: " + link(random), random);
        }
        boolean dram = random.nextInt(3) == 0;
        text.append("memory: " + (dram ? "{device: ddr4-2400r-8gb-x8" : "{kind: fixed, latency: 60 ns, size: 16 MiB")
                + ", link: " + link(random) + "}\n");
        text.append("translation: {format: x86-64, walks-enter: l1, walkers: " + few(3, random) + ", tags: "
                + random.nextBoolean() + ", tlbs: {l1i: " + tlb(random) + ", l1d: " + tlb(random)
                + (random.nextBoolean() ? ", l2: " + tlb(random) : "") + "}, walk-caches: {level4: "
                + random.nextInt(3) + ", level3: " + random.nextInt(3) + ", level2: " + random.nextInt(3) + "}}\n");
        text.append("storage: {s: {device: nvme-mlc}}\n");
        int frames = 2 * threads + few(16, random);
        text.append("os: {memory: " + frames + " frames, swap: {device: s, size: 16 MiB}, page-replacement: "
                + List.of("fifo", "lru", "clock", "random").get(random.nextInt(4)) + ", frames: "
                + List.of("sequential", "random", "buddy").get(random.nextInt(3)) + ", quantum: "
                + (5 + random.nextInt(200)) + " us, accessed-flush: "
                + (random.nextInt(3) == 0 ? "ipi" : "free") + "}\n");
        return text.toString();
    }

    private static int processes(int cores) {
        return Math.max(4, cores + 2);
    }

    private static void cache(StringBuilder text, String name, String place, SplittableRandom random) {
        int ways = few(4, random);
        text.append("  " + name + ": {" + place + ", size: " + 64 * ways * few(24, random) + " B, ways: " + ways
                + ", line: 64 B, latency: " + random.nextInt(6) + " cycles, fill-latency: " + random.nextInt(3)
                + " cycles, mshrs: " + few(6, random) + ", write-buffer: " + few(5, random) + ", replacement: "
                + List.of("lru", "fifo", "random").get(random.nextInt(3)) + "}\n");
    }

    private static String link(SplittableRandom random) {
        String width = random.nextInt(3) == 0 ? "" : ", width: " + few(64, random) + " B";
        return "{latency: " + random.nextInt(5) + " cycles" + width + "}";
    }

    private static String tlb(SplittableRandom random) {
        int ways = few(4, random);
        return "{entries: " + ways * few(4, random) + ", ways: " + ways + ", latency: " + random.nextInt(3)
                + " cycles}";
    }

    private static WorkloadSpec workload(long seed, int cores, Set<Stray> strays, SplittableRandom random) {
        List<ProcessSpec> processes = new ArrayList<>();
        for (int i = 0; i < processes(cores); i++) {
            // All in their turn, and as many processes that end well.
            int turn = (int) ((seed * processes(cores) + i) % (2L * Stray.values().length));
            Stray stray = turn < Stray.values().length ? Stray.values()[turn] : Stray.NONE;
            strays.add(stray);
            long steps = 100L + random.nextInt(STEPS);
            Wanderer.Spec program = new Wanderer.Spec(8 + random.nextInt(24), steps, random.nextInt(4), stray);
            Latency start = Latency.ofPicoseconds(random.nextBoolean() ? 0 : random.nextLong(2_000_000_000L));
            processes.add(
                    seed < SHARING
                            ? process("p" + i, List.of(i % cores), program, start)
                            : sharing("p" + i, cores, program, start, random));
        }
        return new WorkloadSpec("wanderers", "", processes);
    }

    private static ProcessSpec process(String name, List<Integer> cores, Wanderer.Spec program, Latency start) {
        return new ProcessSpec(
                name, cores, program, null, null, null, new ByteSize(4096), start, null, null, null, null);
    }

    /** Threads on any cores, of which the first strays, if any does; some go round all cores. */
    private static ProcessSpec sharing(
            String name, int cores, Wanderer.Spec program, Latency start, SplittableRandom random) {
        List<ThreadSpec> threads = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_THREADS);
        for (int i = 0; i < count; i++) {
            List<Integer> round =
                    new ArrayList<>(IntStream.range(0, cores).boxed().toList());
            Collections.rotate(round, random.nextInt(cores));
            boolean moves = cores > 1 && random.nextInt(3) == 0;
            Latency every = moves ? Latency.ofPicoseconds(5_000_000L + random.nextInt(200_000_000)) : null;
            Wanderer.Spec own = i == 0 ? program : program.harmless(100L + random.nextInt(STEPS));
            threads.add(new ThreadSpec("t" + i, round, own, null, null, every, null));
        }
        return new ProcessSpec(
                name, null, null, null, threads, null, new ByteSize(4096), start, null, null, null, null);
    }

    /** From 1 to {@code most}, the small ones more often. */
    private static int few(int most, SplittableRandom random) {
        return 1 + random.nextInt(1 + random.nextInt(most));
    }
}
