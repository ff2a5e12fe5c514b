package dev.ziggurat.cli;

import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.ExperimentException;
import dev.ziggurat.experiment.Laboratory;
import dev.ziggurat.experiment.OtherResults;
import dev.ziggurat.experiment.Outcome;
import dev.ziggurat.experiment.Plan;
import dev.ziggurat.experiment.ResultFolder;
import dev.ziggurat.experiment.Run;
import dev.ziggurat.experiment.Selection;
import dev.ziggurat.experiment.SweepReader;
import dev.ziggurat.experiment.SweepSpec;
import dev.ziggurat.experiment.Tool;
import dev.ziggurat.machine.yaml.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ziggurat sweep SWEEP}. */
@Command(
        name = "sweep",
        description = "Simulate all points of a sweep and write the results as CSV. A sweep that was cut short goes on"
                + " where it was; one that has finished is not simulated again.",
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    private static final int SHOWN_ROWS = 48;
    private static final int MOST_WITHOUT_YES = 10_000;

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(
            paramLabel = "SWEEP",
            description = "A sweep file, or the name of one that ships (ziggurat list sweeps).")
    private String sweep = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "How many runs go on at once; default one per processor.")
    private @Nullable Integer jobs;

    @Option(
            names = "--only",
            paramLabel = "COLUMN=VALUE",
            description = "Simulate only the points with this value, and leave the others for later: --only"
                    + " \"caches.llc.size=4 MiB\", --only workload=zipf. May be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--dry-run",
            description = "Simulate nothing: say how many points and runs there are, and about how long they take.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Go ahead though there are more than " + MOST_WITHOUT_YES + " runs.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Remove what the folder holds of another sweep, where otherwise nothing is changed.")
    private boolean force;

    @Spec
    private @Nullable CommandSpec command;

    SweepCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        int workers = workers();
        List<Setting> settings = options.settings();
        SweepSpec spec = new SweepReader().read(ConfigKind.SWEEP.required(sweep), options.overrides());
        SweepReader.refuseSwept(spec, settings);
        Plan plan = Plan.of(spec, settings, laboratory, Tool.ofBuild().name());
        Predicate<Run> share = Selection.of(plan, only);
        List<Run> runs = plan.runs().stream().filter(share).toList();
        if (dryRun) {
            new DryRun(plan, runs, workers).print(console.out());
            return 0;
        }
        if (runs.size() > MOST_WITHOUT_YES && !yes) {
            throw new ExperimentException("the sweep '" + spec.name() + "' has " + runs.size()
                    + " runs; --dry-run tells how long they take, and --yes carries them out");
        }
        Path chosen = options.out();
        Path out = chosen == null ? Path.of("results", spec.name()) : chosen;
        if (force && OtherResults.in(out, plan)) {
            int removed = OtherResults.remove(out, plan);
            if (!options.quiet()) {
                console.out()
                        .println("removed " + removed + (removed == 1 ? " run" : " runs") + " of another sweep from "
                                + out);
            }
        }
        try (ResultFolder folder = ResultFolder.open(out, plan)) {
            Result result = new Expedition(plan, folder, console, options).carryOut(workers, share);
            if (!options.quiet()) {
                print(plan, folder, share);
            }
            return Expedition.exitCode(result);
        }
    }

    private int workers() {
        if (jobs == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (jobs < 1 && command != null) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--jobs takes a number of at least 1, not " + jobs);
        }
        return jobs;
    }

    private void print(Plan plan, ResultFolder folder, Predicate<Run> share) {
        PrintWriter out = console.out();
        SweepSpec spec = plan.spec();
        boolean seeds = spec.sampling().seeds() > 1;
        List<String> header = new ArrayList<>(List.of("workload"));
        header.addAll(plan.paths());
        if (seeds) {
            header.add("seed");
        }
        header.addAll(spec.metrics());
        TextTable table = new TextTable(header);
        List<Run> done = plan.runs().stream().filter(share).toList();
        done.stream().limit(SHOWN_ROWS).forEach(run -> table.add(row(plan, run, folder)));
        out.println();
        table.print(out);
        int hidden = done.size() - SHOWN_ROWS;
        if (hidden > 0) {
            out.println("... and " + hidden + " more in " + folder.path().resolve(ResultFolder.RESULTS));
        }
        out.println();
        Listing.print(out, folder);
    }

    private static List<String> row(Plan plan, Run run, ResultFolder folder) {
        Map<String, String> values = new HashMap<>();
        String status = folder.find(run)
                .map(Outcome::status)
                .orElse(Outcome.Status.CRASHED)
                .word();
        folder.find(run).ifPresent(outcome -> outcome.rows().forEach(row -> values.put(row.name(), row.value())));
        List<String> row = new ArrayList<>(List.of(run.setup().workload()));
        row.addAll(run.values());
        if (plan.spec().sampling().seeds() > 1) {
            row.add(Long.toString(run.limits().seed()));
        }
        plan.spec().metrics().forEach(metric -> row.add(values.getOrDefault(metric, status)));
        return row;
    }
}
