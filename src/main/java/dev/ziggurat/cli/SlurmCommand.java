package dev.ziggurat.cli;

import dev.ziggurat.experiment.UnfinishedParts;
import dev.ziggurat.experiment.cluster.Shell;
import dev.ziggurat.experiment.cluster.SlurmJob;
import dev.ziggurat.experiment.cluster.SlurmScripts;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat slurm SWEEP}. */
@Command(
        name = "slurm",
        description = {
            "Write scripts that carry a sweep out as a job array of Slurm; nothing is submitted.",
            "DIR/submit submits the parts that lack runs and a merge behind them; given again it submits what is missing"
                    + " then. The results come to DIR/results. DIR is what --out says, by default results/NAME-slurm."
        },
        mixinStandardHelpOptions = true)
final class SlurmCommand implements Callable<Integer> {
    private static final int USUAL_TASKS = 100;

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(
            paramLabel = "SWEEP",
            completionCandidates = Candidates.Sweeps.class,
            description = "A sweep file, or the name of one that ships.")
    private String sweep = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "How many parts, each a task of the array; default one a point, at most " + USUAL_TASKS + ".")
    private @Nullable Integer tasks;

    @Option(names = "--at-once", paramLabel = "N", description = "How many tasks may run at once; default all.")
    private @Nullable Integer atOnce;

    @Option(names = "--cpus", paramLabel = "N", description = "Processors of a task; so many runs go on at once in it.")
    private int cpus = 1;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Memory of a task and of the merge, as sbatch takes it: 8G. Default the cluster's.")
    private @Nullable String memory;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description =
                    "The longest that a task or the merge may take, as sbatch takes it: minutes, HH:MM:SS or D-HH:MM:SS. Default"
                            + " the partition's.")
    private @Nullable String time;

    @Option(names = "--partition", paramLabel = "NAME", description = "The partition; default the cluster's.")
    private @Nullable String partition;

    @Option(
            names = "--time-out",
            paramLabel = "TIME",
            description = "Give a run up that takes longer than this: --time-out \"600 s\". It is tried again the next"
                    + " time.")
    private @Nullable String timeOut;

    @Option(names = "--force", description = "Write over scripts that say something else.")
    private boolean force;

    @Option(
            names = SlurmScripts.LEFT,
            description = "Write nothing: print the numbers of the parts that lack runs, as sbatch --array takes them.")
    private boolean left;

    SlurmCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() {
        Plan plan = SweepCommand.plan(sweep, options, laboratory);
        Path chosen = options.out();
        Path folder = chosen == null ? Path.of("results", plan.spec().name() + "-slurm") : chosen;
        JobFolder scripts = new JobFolder(folder.toAbsolutePath().normalize());
        SlurmJob job = job(plan, scripts);
        if (left) {
            console.out()
                    .println(Shell.ranges(UnfinishedParts.of(plan, job.tasks().count(), job::part)));
            return 0;
        }
        scripts.write(new SlurmScripts(job, plan.version()).texts(), force);
        if (!options.quiet()) {
            int count = job.tasks().count();
            console.out()
                    .println("wrote " + folder + ": " + plan.spec().name() + " in "
                            + (count == 1 ? "1 part" : count + " parts"));
            console.out()
                    .println("submit it with:   "
                            + Shell.word(folder.resolve(SlurmScripts.SUBMIT).toString()));
            console.out().println("look at it with:  ziggurat status " + Shell.word(folder.toString()) + "/parts/*");
        }
        return 0;
    }

    private SlurmJob job(Plan plan, JobFolder scripts) {
        if (timeOut != null) {
            RunningOptions.patience(timeOut);
        }
        int count = tasks == null ? Math.min(plan.points(), USUAL_TASKS) : tasks;
        if (count > plan.points()) {
            throw new ExperimentException("--tasks " + count + " is more than the sweep '"
                    + plan.spec().name() + "' has points: " + plan.points()
                    + ". A part has at least one point, with all its seeds");
        }
        List<String> what = new ArrayList<>(List.of(sweep));
        what.addAll(options.asGiven());
        return new SlurmJob(
                plan.spec().name(),
                scripts.path(),
                new SlurmJob.Program(Path.of("").toAbsolutePath(), scripts.start(), what),
                new SlurmJob.Tasks(count, atOnce, timeOut),
                new SlurmJob.Node(cpus, memory, time, partition));
    }
}
