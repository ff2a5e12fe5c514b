package dev.ziggurat.cli;

import dev.ziggurat.experiment.cluster.Blueprint;
import dev.ziggurat.experiment.cluster.ClusterProvider;
import dev.ziggurat.experiment.cluster.Clusters;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat sweep SWEEP}. */
@Command(
        name = "sweep",
        description = "Simulate all points of a sweep and write the results as CSV. A sweep that was cut short goes on"
                + " where it was; one that has finished is not simulated again.",
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    private final Laboratory laboratory;
    private final Console console;

    @Parameters(
            paramLabel = "SWEEP",
            completionCandidates = Candidates.Sweeps.class,
            description = "A sweep file, or the name of one that ships (ziggurat list sweeps).")
    private String sweep = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RunningOptions running = new RunningOptions();

    @Mixin
    private Sweeping sweeping = new Sweeping();

    @Option(
            names = "--cluster",
            paramLabel = "ADDRESS",
            description =
                    "Have a cluster simulate, with Apache Spark: --cluster spark://HOST:7077. --jobs is then how many"
                            + " calls wait for it at once.")
    private @Nullable String address;

    SweepCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        running.refuseNone();
        Sweeping.Elsewhere elsewhere = address == null ? null : elsewhere(address);
        Plan plan = plan(sweep, options, laboratory);
        return sweeping.carryOut(plan, options, running, console, elsewhere);
    }

    private Sweeping.Elsewhere elsewhere(String cluster) {
        ClusterProvider provider = Clusters.of(cluster);
        return (plan, terms) ->
                provider.open(cluster, Blueprint.of(plan, ConfigKind.SWEEP.required(sweep), terms.patience()));
    }

    /** Reads and plans a sweep, for all commands that need its runs. */
    static Plan plan(String sweep, CommonOptions options, Laboratory laboratory) {
        return plan(ConfigKind.SWEEP.required(sweep), options, laboratory);
    }

    /** Reads and plans a sweep that stands somewhere. */
    static Plan plan(Source sweep, CommonOptions options, Laboratory laboratory) {
        List<Setting> settings = options.settings();
        SweepSpec spec = new SweepReader().read(sweep, options.overrides());
        SweepReader.refuseSwept(spec, settings);
        return Plan.of(spec, settings, laboratory, Tool.ofBuild().name());
    }
}
