package dev.ziggurat.cli;

import dev.ziggurat.cli.view.LatencyTable;
import dev.ziggurat.experiment.SweepStatus;
import dev.ziggurat.experiment.plan.LoadedLatency;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.machine.LoadGenerators;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.report.Figures;
import dev.ziggurat.report.picture.Svg;
import dev.ziggurat.report.points.LoadedLine;
import dev.ziggurat.report.points.Summaries;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ziggurat curve MACHINE}. */
@Command(
        name = "curve",
        description =
                "Measure the latency of a machine's memory over its bandwidth, a line for each share of reads: one core chases pointers,"
                        + " the others load the memory, from idle to as much as they can ask for. It is a sweep like any other, and is"
                        + " carried out and continued like one.",
        mixinStandardHelpOptions = true)
final class CurveCommand implements Callable<Integer> {
    private static final String PICTURE = "latency-bandwidth.svg";

    private static final double GIGA = 1e9;

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(
            paramLabel = "MACHINE",
            completionCandidates = Candidates.Machines.class,
            description = "A machine file, or the name of one that ships.")
    private String machine = "";

    @Mixin
    private CurveOptions curve = new CurveOptions();

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private RunningOptions running = new RunningOptions();

    @Mixin
    private Sweeping sweeping = new Sweeping();

    CurveCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        running.refuseNone();
        MachineSpec spec = CurveOptions.machine(ConfigKind.MACHINE.required(machine), options.settings());
        Plan plan = SweepCommand.plan(curve.sweep(machine, spec), options, laboratory);
        int code = sweeping.carryOut(plan, options, running, console, null);
        if (code == 0 && sweeping.carriesOut()) {
            show(Sweeping.out(plan, options, running), new LoadGenerators(spec).peak() / GIGA);
        }
        return code;
    }

    /** Shows the lines of a folder: what is to be read off them, if none lacks a point, and their picture. */
    private void show(Path folder, double peak) {
        PrintWriter out = options.quiet() ? new PrintWriter(Writer.nullWriter()) : console.out();
        if (SweepStatus.lack(folder).isEmpty()) {
            LatencyTable.print(out, LoadedLine.of(folder, LoadedLatency.ACROSS, LoadedLatency.UPRIGHT), peak);
        }
        String mark = LatencyTable.number(peak, 3) + "=peak, " + LatencyTable.number(peak, 1) + " GB/s";
        Figures.Choice choice =
                new Figures.Choice(LoadedLatency.ACROSS, LoadedLatency.UPRIGHT, List.of(), List.of(mark), "auto");
        Figures figures = Figures.of(folder, choice, Summaries.USUAL_CONFIDENCE, Map.of());
        new ReportFiles(folder, out).write(PICTURE, Svg.text(figures.lines()));
    }
}
