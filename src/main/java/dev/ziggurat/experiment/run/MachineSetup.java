package dev.ziggurat.experiment.run;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.machine.Causes;
import dev.ziggurat.machine.Machine;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.RunOptions;
import dev.ziggurat.machine.RunResult;
import dev.ziggurat.machine.WorkloadNotes;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.memory.Area;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.TraceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A real machine with a real workload. Each simulation wires a machine of its own, so that any number may go on at once.
 *
 * @param machineConfig the machine
 * @param workloadConfig the workload, or one process of it
 * @param workloadDigest of the workload and its files
 * @param contents of the files that workloads read
 * @param alone the process that is left of the workload; empty if it is whole
 */
record MachineSetup(
        Config<MachineSpec> machineConfig,
        Config<WorkloadSpec> workloadConfig,
        String workloadDigest,
        Contents contents,
        String alone)
        implements Setup {
    /** How often in simulated time it is told how far a run is: a millisecond takes a host a tenth of a second or more. */
    private static final long BEAT = 1_000_000_000;

    private static final String PROCESSES = "processes";
    private static final String ALONE = "alone\n";

    static MachineSetup of(Config<MachineSpec> machine, Config<WorkloadSpec> workload, Contents contents) {
        return new MachineSetup(machine, workload, digest(workload.digest(), workload.spec(), contents), contents, "");
    }

    private static String digest(String text, WorkloadSpec workload, Contents contents) {
        Digest digest = new Digest().add(text);
        files(workload).forEach(file -> digest.add(contents.digest(file)));
        return digest.hex();
    }

    private static List<Path> files(WorkloadSpec workload) {
        return workload.processes().stream()
                .flatMap(process -> process.files().stream())
                .distinct()
                .toList();
    }

    @Override
    public Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        files(workloadConfig.spec()).forEach(file -> files.put(file, contents.digest(file)));
        return files;
    }

    @Override
    public List<String> processes() {
        return workloadConfig.spec().all().stream()
                .filter(process -> !process.daemon())
                .map(ProcessSpec::name)
                .toList();
    }

    /** The same process alone is the same in every mix: its digest does not depend on the others, nor on the mix's name. */
    @Override
    public Setup alone(String process) {
        WorkloadSpec whole = workloadConfig.spec();
        List<ProcessSpec> one =
                whole.all().stream().filter(each -> each.name().equals(process)).toList();
        ProcessSpec written = whole.processes().stream()
                .filter(each -> each.each().containsAll(one))
                .findFirst()
                .orElseThrow();
        WorkloadSpec spec = new WorkloadSpec(whole.workload(), whole.description(), one);
        Config<WorkloadSpec> config = workloadConfig.only(PROCESSES, written.name(), spec);
        String text = ALONE + (written.instances() == null ? "" : process + "\n") + config.canonical(PROCESSES);
        return new MachineSetup(machineConfig, config, digest(text, spec, contents), contents, process);
    }

    @Override
    public String machine() {
        return machineConfig.spec().machine();
    }

    @Override
    public String workload() {
        return workloadConfig.spec().workload();
    }

    @Override
    public String machineDigest() {
        return machineConfig.digest();
    }

    @Override
    public String resolvedMachine(List<Setup> points) {
        List<Config<MachineSpec>> others = points.stream()
                .map(each -> ((MachineSetup) each).machineConfig())
                .toList();
        return machineConfig.resolved(Path.of(""), others);
    }

    @Override
    public String resolvedWorkload(Path folder, List<Setup> points) {
        List<Config<WorkloadSpec>> others = points.stream()
                .map(each -> ((MachineSetup) each).workloadConfig())
                .toList();
        return workloadConfig.resolved(folder, others);
    }

    @Override
    public List<Meaning> dictionary() {
        Machine machine = Machine.build(machineConfig.spec(), workloadConfig.spec(), RunOptions.DEFAULT);
        List<Meaning> meanings = new ArrayList<>();
        Window.dictionary(machine.statistics().entries(), machine.statistics().snapshot(0))
                .forEach((row, statistic) -> meanings.add(new Meaning(
                        row.component(), row.metric(), row.unit(), Causes.sentence(statistic), statistic.formula())));
        return meanings;
    }

    @Override
    public long references(RunLimits limits) {
        long sum = 0;
        for (ProcessSpec process : workloadConfig.spec().all()) {
            Long share = process.daemon() ? Long.valueOf(0) : process.references();
            if (share == null) {
                return 0;
            }
            sum += share + process.warmUp(limits.warmUp());
        }
        return sum;
    }

    @Override
    public Pages pages() {
        double used = 0;
        double bytes = 0;
        long count = 0;
        for (ProcessSpec process : workloadConfig.spec().all()) {
            for (Area area : areas(process)) {
                long page = process.pages().bytes();
                long pages = area.bytes() / page + 1;
                used += area.bytes();
                bytes += (double) pages * page;
                count += pages;
            }
        }
        return new Pages(count, bytes, used);
    }

    @Override
    public long memory() {
        KernelSpec os = machineConfig.spec().kernel();
        return os == null ? 0 : os.memory().bytes();
    }

    /** Threads of one process may name the same. */
    private static Set<Area> areas(ProcessSpec process) {
        return process.create(name -> RandomStream.of(0, name), () -> 0).threads().stream()
                .flatMap(thread -> thread.program().areas().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public boolean hasOperatingSystem() {
        return Machine.build(machineConfig.spec(), workloadConfig.spec(), RunOptions.DEFAULT)
                        .procFiles()
                != null;
    }

    @Override
    public Outcome simulate(RunLimits limits, Watch watch) {
        try {
            return run(limits, watch);
        } catch (TraceException e) {
            return badInput(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome badInput(String message) {
        return new Outcome(Status.BAD_INPUT, message, 0, List.of(), List.of());
    }

    private Outcome run(RunLimits limits, Watch watch) {
        RunOptions options = new RunOptions(limits.seed(), limits.warmUp(), limits.limit());
        Machine machine = Machine.build(machineConfig.spec(), workloadConfig.spec(), options);
        observe(machine, watch);
        RunResult result = machine.run();
        for (Path file : files(workloadConfig.spec())) {
            if (contents.hasChanged(file)) {
                return badInput(
                        file + " has changed since the run was planned, so that its results would not be what their"
                                + " digest says; start the same command again");
            }
        }
        List<String> notes = new ArrayList<>(result.notes());
        notes.addAll(notes());
        List<Row> rows = Window.rows(machine.statistics().entries(), result.border(), result.end());
        return new Outcome(status(result.status()), result.message(), result.references(), notes, rows);
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Problem note : MachineReader.notes(machineConfig)) {
            notes.add(note.path() + ": " + note.rule());
        }
        for (Problem note : WorkloadNotes.of(machineConfig.spec(), workloadConfig)) {
            notes.add(Setting.WORKLOAD + note.path() + ": " + note.rule());
        }
        return notes;
    }

    private static void observe(Machine machine, Watch watch) {
        if (watch.commands() != null) {
            machine.memory().observe(watch.commands());
        }
        machine.observe(
                time -> {
                    watch.pulse().beat(time, machine.references());
                    return time + BEAT;
                },
                BEAT);
        KernelFiles files = machine.procFiles();
        if (files == null && !watch.files().isEmpty()) {
            throw new IllegalArgumentException("the machine has no operating system whose files could be looked at");
        }
        for (ProcObserver observer : watch.files()) {
            if (files != null) {
                ProcSampler sampler = new ProcSampler(observer, files);
                machine.observe(sampler, 0);
                machine.observeEnd(sampler::end);
            }
        }
    }

    private static Status status(RunResult.Status status) {
        return Status.valueOf(status.name());
    }
}
