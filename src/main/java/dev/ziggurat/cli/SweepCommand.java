package dev.ziggurat.cli;

import dev.ziggurat.experiment.Laboratory;
import dev.ziggurat.experiment.Plan;
import dev.ziggurat.experiment.SweepReader;
import dev.ziggurat.experiment.SweepSpec;
import dev.ziggurat.experiment.Tool;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    SweepCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = plan(sweep, options, laboratory);
        return sweeping.carryOut(plan, options, running, console);
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
