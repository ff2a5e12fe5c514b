package dev.ziggurat.cli;

import dev.ziggurat.cli.view.CurveTable;
import dev.ziggurat.cli.view.Progress;
import dev.ziggurat.cli.view.PulseLine;
import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.mrc.MissRatioStudy;
import dev.ziggurat.experiment.results.CurveFolder;
import dev.ziggurat.experiment.results.CurvePlan;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.report.MissRatioFigure;
import dev.ziggurat.report.picture.Svg;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ziggurat mrc WORKLOAD}. */
@Command(
        name = "mrc",
        description =
                "Make the miss-ratio curve of a workload: how often a fully associative LRU cache of each size misses, from one pass over"
                        + " its references, exactly or from a sample of the lines with bounds of its error.",
        mixinStandardHelpOptions = true)
final class MrcCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "WORKLOAD", description = "A workload file, or the name of one that ships.")
    private String workload = "";

    @Mixin
    private MrcOptions options = new MrcOptions();

    MrcCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CurvePlan plan = options.plan(ConfigKind.WORKLOAD.required(workload));
        CurveFolder folder = options.folder(plan);
        boolean before = folder.finished();
        if (!before) {
            measure(plan, folder);
        }
        if (!folder.hasPicture()) {
            folder.picture(Svg.text(MissRatioFigure.draw(folder.path(), List.of())));
        }
        if (!options.quiet()) {
            console.out().println(plan.name() + (before ? ": finished before; nothing was measured" : ""));
            CurveTable table = new CurveTable();
            folder.read(table::add);
            table.print(console.out());
            list(folder);
        }
        return 0;
    }

    private void measure(CurvePlan plan, CurveFolder folder) {
        Pulse pulse = new Pulse();
        Instant started = Instant.now();
        List<MissRatioStudy.Result> results;
        try (PulseLine line = new PulseLine(console.err(), style(), pulse)) {
            line.begin();
            results = new MissRatioStudy(plan.processes(), plan.question(), pulse).run();
        } catch (OutOfMemoryError e) {
            throw new ExperimentException(
                    "the Java heap is too small for the lines of this workload, which take about 50 B each; start with"
                            + " ZIGGURAT_JAVA_OPTS=-Xmx8g, take larger lines, or a sample: --sample \"1 %\"",
                    e);
        }
        folder.write(results, new Invocation(Tool.ofBuild(), console.arguments()), started);
    }

    private Progress.Style style() {
        if (options.quiet()) {
            return Progress.Style.NONE;
        }
        return Console.isTerminal() ? Progress.Style.BAR : Progress.Style.LINES;
    }

    private void list(CurveFolder folder) {
        TextTable table = new TextTable(
                List.of(folder.path().resolve(ResultFolder.RESULTS).toString(), "one row a size"));
        table.add(List.of(folder.path().resolve(CurveFolder.PICTURE).toString(), "the curves as a picture"));
        table.add(List.of(folder.path().resolve(ResultFolder.RESOLVED).toString(), "the workload, with all defaults"));
        table.add(List.of(folder.path().resolve(ResultFolder.MANIFEST).toString(), "version, host, digest, times"));
        console.out().println();
        table.print(console.out());
        console.out().flush();
    }
}
