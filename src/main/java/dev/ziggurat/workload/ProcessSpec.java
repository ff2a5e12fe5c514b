package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A process of a workload file.
 *
 * @param name its name, its own in the workload
 * @param cores the cores its threads run on, dealt to them in turn, default core 0
 * @param program what it does; exactly one of {@code program}, {@code phases} and {@code threads}
 * @param phases its programs one after another; after the last one it ends, or, if {@code references} are left, the first one goes on
 * @param threads its threads, which share its addresses
 * @param references how many loads, stores and modifies make its share of a run, of all its threads together; may be left out if its
 *     programs end by themselves
 * @param pages the size of its pages where addresses are translated, 4 KiB (default), 2 MiB or 1 GiB
 * @param start when it begins, as a time or in cycles of its core, default at once
 * @param copies how many threads run its {@code program} or {@code phases} beside each other; default one, which has the name of the process
 * @param migrate after how long on a core each of its threads goes on to the next one, round and round; default never
 * @param stack how large the stack of each of its threads may become
 * @param runtime the run-time system below its programs, which answers calls such as {@code malloc}; default none
 * @param daemon whether the run does not wait for it: it goes on until all processes that are none have ended; default no
 * @param instances how many such processes there are, {@code NAME0}, {@code NAME1} ..., each with addresses of its own, on its own
 *     of the {@code cores}; default one, which has the name itself
 * @param warmUp how many references it makes before anything counts; default what the sweep or the command says
 */
public record ProcessSpec(
        String name,
        List<Integer> cores,
        @Nullable ProgramSpec program,
        @Nullable List<PhaseSpec> phases,
        @Nullable List<ThreadSpec> threads,
        @Nullable Long references,
        ByteSize pages,
        Latency start,
        @Nullable Integer copies,
        @Nullable Latency migrate,
        StackSpec stack,
        @Nullable RuntimeSpec runtime,
        Boolean daemon,
        @Nullable Integer instances,
        @Nullable Long warmUp) {
    static final long MOST_REFERENCES = 1_000_000_000_000_000L;

    private static final int MOST_CORES = 4096;
    private static final int MOST_COPIES = 4096;
    private static final int MOST_INSTANCES = 1024;
    private static final List<ByteSize> PAGES =
            List.of(new ByteSize(1L << 12), new ByteSize(1L << 21), new ByteSize(1L << 30));

    /** A process that the run waits for, the only one of its name. */
    public ProcessSpec(
            String name,
            List<Integer> cores,
            @Nullable ProgramSpec program,
            @Nullable List<PhaseSpec> phases,
            @Nullable List<ThreadSpec> threads,
            @Nullable Long references,
            ByteSize pages,
            Latency start,
            @Nullable Integer copies,
            @Nullable Latency migrate,
            StackSpec stack,
            @Nullable RuntimeSpec runtime) {
        this(
                name,
                cores,
                program,
                phases,
                threads,
                references,
                pages,
                start,
                copies,
                migrate,
                stack,
                runtime,
                false,
                null,
                null);
    }

    /**
     * A thread made.
     *
     * @param name its name, that of the process if it is the only one
     * @param cores the cores that it goes round, the first of which it begins on
     * @param migrate after how long on one it goes on to the next; null if it stays on the first
     * @param daemon whether it keeps no run alive
     * @param program what it runs
     * @param stack how large its stack may become
     */
    public record Made(
            String name,
            List<Integer> cores,
            @Nullable Latency migrate,
            boolean daemon,
            Program program,
            StackSpec stack) {
        /** Returns the core that it begins on. */
        public int core() {
            return cores.get(0);
        }
    }

    /**
     * What a process consists of.
     *
     * @param threads its threads
     * @param runtime its run-time system, null if it has none
     */
    public record Parts(List<Made> threads, @Nullable ProcessRuntime runtime) {}

    public ProcessSpec {
        SpecException.requirePresent("name", name, "chaser");
        Names.require("name", name);
        cores = cores == null ? List.of(0) : checkedCores(cores);
        phases = phases == null ? null : List.copyOf(phases);
        threads = threads == null ? null : List.copyOf(threads);
        start = start == null ? Latency.ofPicoseconds(0) : start;
        pages = pages == null ? PAGES.get(0) : pages;
        if (!PAGES.contains(pages)) {
            throw new SpecException("pages", pages + " is no size of pages; there are " + PAGES);
        }
        if (references != null) {
            SpecException.requireRange("references", references, 1, MOST_REFERENCES);
        }
        if (warmUp != null) {
            SpecException.requireRange("warm-up", warmUp, 0, MOST_REFERENCES);
        }
        stack = stack == null ? StackSpec.USUAL : stack;
        daemon = daemon != null && daemon;
        if (instances != null) {
            SpecException.requireRange("instances", instances, 1, MOST_INSTANCES);
        }
        if (copies != null) {
            SpecException.requireRange("copies", copies, 1, MOST_COPIES);
        }
        List<ThreadSpec> all = list(name, program, phases, threads, copies);
        new ProcessRules(name, all).check(cores, migrate, runtime, copies == null ? "threads" : "copies");
        if (daemon && references != null) {
            throw new SpecException(
                    "references",
                    "process '" + name
                            + "' is a daemon, which goes on until the others have ended; leave 'references' out");
        }
        if (references == null && !daemon && !all.stream().allMatch(ThreadSpec::finite)) {
            throw new SpecException(
                    "",
                    "'references' is missing: the program of process '" + name
                            + "' does not end by itself; write for example 'references: 1000000'");
        }
    }

    static List<Integer> checkedCores(List<Integer> cores) {
        if (cores.isEmpty()) {
            throw new SpecException("cores", "a process runs on at least one core; write for example 'cores: [0]'");
        }
        for (int core : cores) {
            SpecException.requireRange("cores", core, 0, MOST_CORES - 1);
        }
        if (new HashSet<>(cores).size() < cores.size()) {
            throw new SpecException("cores", "a core is named twice in " + cores);
        }
        return List.copyOf(cores);
    }

    private static List<ThreadSpec> list(
            String name,
            @Nullable ProgramSpec program,
            @Nullable List<PhaseSpec> phases,
            @Nullable List<ThreadSpec> threads,
            @Nullable Integer copies) {
        int given = (program == null ? 0 : 1) + (phases == null ? 0 : 1) + (threads == null ? 0 : 1);
        if (given != 1) {
            throw new SpecException(
                    "",
                    "process '" + name
                            + "' needs exactly one of 'program', 'phases' (programs one after another) and 'threads'");
        }
        if (threads == null) {
            return copies == null
                    ? List.of(new ThreadSpec(name, null, program, phases, false, null, null))
                    : IntStream.range(0, copies)
                            .mapToObj(i -> new ThreadSpec(name + i, null, program, phases, false, null, null))
                            .toList();
        }
        if (copies != null) {
            throw new SpecException("copies", "a process that lists its threads has no copies of one");
        }
        if (threads.isEmpty()) {
            throw new SpecException("threads", "a list of threads has at least one");
        }
        return threads;
    }

    /** Returns the processes that it stands for, in their order: itself, or its instances. */
    public List<ProcessSpec> each() {
        return instances == null
                ? List.of(this)
                : IntStream.range(0, instances).mapToObj(this::instance).toList();
    }

    /** Instance number i has the cores from the i-th on, as thread number i of a process has. */
    private ProcessSpec instance(int number) {
        List<Integer> dealt = new ArrayList<>(cores);
        Collections.rotate(dealt, -number);
        return new ProcessSpec(
                name + number,
                dealt,
                program,
                phases,
                threads,
                references,
                pages,
                start,
                copies,
                migrate,
                stack,
                runtime,
                daemon,
                null,
                warmUp);
    }

    /** Returns how many references it makes before anything counts: its own number, or the usual one. */
    public long warmUp(long usual) {
        return warmUp == null ? usual : warmUp;
    }

    /** Returns its threads; a process with a program or phases has one, of its own name. */
    public List<ThreadSpec> threadList() {
        return list(name, program, phases, threads, copies);
    }

    /** Returns every program that it runs. */
    public List<ProgramSpec> programs() {
        return threadList().stream()
                .flatMap(thread -> thread.programs().stream())
                .toList();
    }

    /** Returns the files that its programs read (absolute). */
    public List<Path> files() {
        return programs().stream()
                .flatMap(each -> each.files().stream())
                .distinct()
                .toList();
    }

    /** Whether it makes system calls, which only a machine with an operating system answers. */
    public boolean makesCalls() {
        Set<String> answered = runtime == null ? Set.of() : runtime.calls();
        return (runtime != null && runtime.makesCalls())
                || programs().stream().anyMatch(program -> !answered.containsAll(program.calls()));
    }

    /**
     * Makes its run-time system and its threads.
     *
     * @param random gives the stream of a named use; names are {@code process.NAME.THREAD} and, of a phase, {@code .phaseI} behind it
     * @param now the present time in picoseconds, for statistics alone
     */
    public Parts create(Function<String, RandomStream> random, LongSupplier now) {
        List<ThreadSpec> list = threadList();
        ProcessRuntime below = runtime == null
                ? null
                : runtime.create(new RuntimeSite(name, random, now, pages.bytes(), coreCount(), list.size()));
        List<Made> made = new ArrayList<>();
        WordStore words = new WordStore();
        for (int i = 0; i < list.size(); i++) {
            ThreadSpec thread = list.get(i);
            Latency every = thread.migrate() == null ? migrate : thread.migrate();
            Program runs = program(thread, new Crew(i, list.size(), words), random);
            made.add(new Made(
                    thread.name(),
                    coresOf(i),
                    every,
                    thread.daemon(),
                    below == null ? runs : below.attach(thread.name(), runs),
                    thread.stack() == null ? stack : thread.stack()));
        }
        for (int i = 0; below != null && i < ownThreads().size(); i++) {
            int place = list.size() + i;
            made.add(new Made(ownThreads().get(i), coresOf(place), null, true, below.own(i), stack));
        }
        return new Parts(List.copyOf(made), below);
    }

    /** Returns the names of the threads of its run-time system, which come behind its own. */
    private List<String> ownThreads() {
        return runtime == null ? List.of() : runtime.ownThreads();
    }

    /** Returns how many threads it has, those of its run-time system included. */
    public int threadCount() {
        return threadList().size() + ownThreads().size();
    }

    /**
     * Returns the cores of a thread, by its place in the list, behind which are those of the run-time system: its own, or those of the process from its
     * place on.
     */
    public List<Integer> coresOf(int thread) {
        List<ThreadSpec> list = threadList();
        List<Integer> own = thread < list.size() ? list.get(thread).cores() : null;
        List<Integer> dealt = new ArrayList<>(own == null ? cores : own);
        if (own == null) {
            Collections.rotate(dealt, -thread);
        }
        return List.copyOf(dealt);
    }

    /** Returns how many cores its threads may run on. */
    private int coreCount() {
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < threadCount(); i++) {
            all.addAll(coresOf(i));
        }
        return all.size();
    }

    /** Returns what its addresses are. */
    public ProgramSpec.AddressSpace space() {
        return programs().get(0).addressSpace();
    }

    private Program program(ThreadSpec thread, Crew crew, Function<String, RandomStream> random) {
        String use = "process." + name + "." + thread.name();
        ProgramSpec single = thread.program();
        if (single != null) {
            return single.create(random.apply(use), crew);
        }
        List<PhaseSpec> list = thread.phaseList();
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            programs.add(list.get(i).program().create(random.apply(use + ".phase" + i), crew));
        }
        Phases.After after = references == null ? Phases.After.END : Phases.After.GO_ON;
        return new Phases(list, programs, after);
    }
}
