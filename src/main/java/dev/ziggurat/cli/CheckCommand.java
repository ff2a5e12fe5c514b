package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.dram.DramDevice;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepNotes;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Derived;
import dev.ziggurat.machine.DramReader;
import dev.ziggurat.machine.Explanation;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.StorageReader;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.storage.StorageDevice;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.TraceException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat check FILE...}. */
@Command(
        name = "check",
        description =
                "Read machines, workloads, sweeps, storage and DRAM devices, tell everything that is wrong with them, and explain what follows"
                        + " from them: latencies, sets, bandwidth, number of runs.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Laboratory laboratory;
    private final Console console;
    private final Registry registry = Catalogs.standard();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            completionCandidates = Candidates.Files.class,
            description = "YAML files, or names of what ships.")
    private List<String> files = List.of();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "As for run.")
    private List<String> settings = List.of();

    CheckCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() {
        int code = 0;
        for (String file : files) {
            try {
                check(ConfigKind.source(file));
            } catch (ConfigException | ExperimentException | TraceException e) {
                String.valueOf(e.getMessage()).lines().forEach(text -> Ink.complain(console.err(), text));
                code = Ziggurat.WRONG;
            }
        }
        return code;
    }

    private void check(Source source) {
        List<Setting> laidOver = settings.stream().map(Setting::parse).toList();
        switch (ConfigKind.of(source)) {
            case MACHINE -> machine(source, laidOver);
            case WORKLOAD -> workload(source, laidOver);
            case SWEEP -> sweep(source, laidOver);
            case STORAGE_DEVICE -> device(source, laidOver);
            case DRAM_DEVICE -> dram(source, laidOver);
        }
    }

    private void machine(Source source, List<Setting> laidOver) {
        Config<MachineSpec> config = new MachineReader(registry).read(source, laidOver);
        MachineSpec spec = config.spec();
        PrintWriter out = console.out();
        out.println(source.name() + ": the machine '" + spec.machine() + "' is well-formed");
        explain(Explanation.of(new Derived(spec)));
        for (Problem note : MachineReader.notes(config)) {
            out.println("  note: " + note);
        }
    }

    private void explain(List<Explanation.Fact> facts) {
        TextTable table = TextTable.plain(3);
        for (Explanation.Fact fact : facts) {
            table.add(List.of("  " + fact.component(), fact.quantity(), fact.value()));
        }
        table.print(console.out());
    }

    private void device(Source source, List<Setting> laidOver) {
        StorageDevice device =
                new StorageReader(registry).read(source, laidOver).spec();
        console.out().println(source.name() + ": the storage device is well-formed");
        explain(Explanation.of("", device));
    }

    private void dram(Source source, List<Setting> laidOver) {
        DramDevice device = new DramReader(registry).read(source, laidOver).spec();
        console.out().println(source.name() + ": the DRAM device is well-formed");
        explain(Explanation.of(device));
    }

    private void workload(Source source, List<Setting> laidOver) {
        WorkloadSpec spec = new WorkloadReader(registry).read(source, laidOver).spec();
        PrintWriter out = console.out();
        out.println(source.name() + ": the workload '" + spec.workload() + "' is well-formed");
        TextTable table = new TextTable(List.of("  process", "cores", "references"));
        for (ProcessSpec process : spec.all()) {
            String cores = process.cores().stream().map(String::valueOf).collect(Collectors.joining(", "));
            Long references = process.references();
            table.add(List.of(
                    "  " + process.name(),
                    cores,
                    references == null
                            ? (process.daemon() ? "until the others end" : "to its end")
                            : references.toString()));
        }
        table.print(out);
    }

    private void sweep(Source source, List<Setting> laidOver) {
        SweepSpec spec = new SweepReader().read(source, new Overrides(null, null, null));
        SweepReader.refuseSwept(spec, laidOver);
        Plan plan = Plan.of(spec, laidOver, laboratory, Tool.ofBuild().name());
        PrintWriter out = console.out();
        out.println(source.name() + ": the sweep '" + spec.name() + "' is well-formed");
        TextTable table = TextTable.plain(2);
        table.add(List.of("  workloads", Integer.toString(spec.workloads().size())));
        spec.space()
                .axes()
                .forEach(axis -> table.add(List.of(
                        "  " + axis.path(),
                        axis.continuous()
                                ? SweepNotes.values(plan, axis) + " drawn"
                                : Integer.toString(axis.values().size()))));
        table.add(List.of("  points", Integer.toString(plan.points())));
        if (plan.leftOut() > 0) {
            table.add(List.of("  left out by 'where'", Integer.toString(plan.leftOut())));
        }
        table.add(List.of("  seeds", seeds(spec.sampling())));
        table.add(
                List.of("  runs", Integer.toString(plan.distinct(plan::isFirst).size())));
        table.print(out);
        SweepNotes.of(plan).forEach(note -> out.println("  note: " + note));
    }

    private static String seeds(SweepSpec.Sampling sampling) {
        return sampling.seeds() + (sampling.most() > sampling.seeds() ? " to " + sampling.most() : "");
    }
}
