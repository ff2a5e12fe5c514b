package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Listing;
import dev.ziggurat.cli.view.RunSummary;
import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.plan.Comparison;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.OtherResults;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat run MACHINE WORKLOAD}. */
@Command(
        name = "run",
        description = "Simulate one workload on one machine, print the main numbers and write all as CSV.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int TOLD_DIGITS = 8;

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "MACHINE",
            completionCandidates = Candidates.Machines.class,
            description = "A machine file, or the name of one that ships.")
    private String machine = "";

    @Parameters(
            index = "1",
            paramLabel = "WORKLOAD",
            completionCandidates = Candidates.Workloads.class,
            description = "A workload file, or the name of one that ships.")
    private String workload = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ViewOptions views = new ViewOptions();

    @Option(names = "--commands", description = "Write every DRAM command to commands.csv.")
    private boolean commands;

    RunCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = plan();
        Run run = plan.runs().get(0);
        views.check(run.setup());
        try (ResultFolder folder = ResultFolder.open(out(plan), plan)) {
            if (commands) {
                folder.logCommands();
            }
            views.write(folder);
            Expedition expedition = new Expedition(plan, folder, console, options.quiet());
            if (!options.quiet()) {
                views.show(folder, expedition);
            }
            Result result = expedition.carryOut(Terms.workers(1));
            Outcome outcome = folder.find(run).orElse(null);
            if (!options.quiet() && outcome != null) {
                new RunSummary(outcome).print(console.out());
                views.print(console.out());
                console.out().println();
                Listing.print(console.out(), folder);
            }
            return Expedition.exitCode(result);
        }
    }

    private Plan plan() {
        Source machineFile = ConfigKind.MACHINE.required(machine);
        Source workloadFile = ConfigKind.WORKLOAD.required(workload);
        List<Setting> settings = options.settings();
        Setup setup = laboratory.prepare(machineFile, workloadFile, settings);
        SweepSpec spec = new SweepSpec(
                setup.machine() + "-" + setup.workload(),
                "",
                machineFile,
                List.of(workloadFile),
                Space.POINT,
                options.overrides().over(SweepSpec.Sampling.ONCE),
                Comparison.NONE,
                List.of(),
                null);
        return Plan.of(spec, settings, laboratory, Tool.ofBuild().name());
    }

    /** A second run of the same pair with other settings gets a folder of its own beside the first. */
    private Path out(Plan plan) {
        Path chosen = options.out();
        if (chosen != null) {
            return chosen;
        }
        Path usual = Path.of("results", plan.spec().name());
        String digest = plan.runs().get(0).digest().substring(0, TOLD_DIGITS);
        return OtherResults.in(usual, plan) ? Path.of("results", plan.spec().name() + "-" + digest) : usual;
    }
}
