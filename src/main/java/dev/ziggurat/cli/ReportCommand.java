package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.experiment.SweepStatus;
import dev.ziggurat.report.Figures;
import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.MissRatioFigure;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.export.Gem5Stats;
import dev.ziggurat.report.export.Json;
import dev.ziggurat.report.export.Latex;
import dev.ziggurat.report.export.Pivot;
import dev.ziggurat.report.html.HtmlReport;
import dev.ziggurat.report.picture.Pdf;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Png;
import dev.ziggurat.report.picture.Svg;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.SummaryCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ziggurat report DIR}. */
@Command(
        name = "report",
        description = {
            "Show the results of a folder. html: one page with the machine, charts and a table, which opens offline in any browser.",
            "svg, pdf, png: two pictures, a metric as lines over a swept path, with the intervals of points that have several"
                    + " seeds, and where the time went as stacked shares;"
                    + " of miss-ratio curves, the curves.",
            "csv: summary.csv with a row for each metric of each point: its mean over the seeds with an interval, and how it"
                    + " compares with the point's baseline.",
            "latex: a booktabs table, a pgfplots figure and the headline numbers as macros. pivot: a file for each"
                    + " metric with one path across and the others down. json: the points, and each run on a line with all"
                    + " its numbers. gem5: all numbers as stats.txt.",
            "All are the same bytes for the same results."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private static final String BOOK = "cores.time";

    private static final int LEAST_DPI = 50;
    private static final int MOST_DPI = 1200;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder of a run, a sweep or a miss-ratio curve.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = ReportFormat.Names.class,
            description = "What to write: html, which is the default, svg, pdf, png, csv, latex, pivot, json or gem5.")
    private String format = "html";

    @Option(
            names = "--x",
            paramLabel = "PATH",
            description =
                    "The swept path that lies across (first, in the page); default the first with several numbers.")
    private @Nullable String x;

    @Option(
            names = "--y",
            paramLabel = "METRIC",
            description =
                    "The metric of the lines, for example llc.mpki; default the first of the sweep. In pictures also its"
                            + " ratio to the baseline: llc.mpki.ratio.")
    private @Nullable String y;

    @Option(
            names = "--by",
            paramLabel = "PATH",
            description = "The path that lies down first in a pivot table; default the others in their order.")
    private @Nullable String by;

    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE",
            description =
                    "Only runs with this value of the workload or of a swept path: --where workload=zipf. svg, pdf and png"
                            + " take any column of results.csv: --where seed=1. May be repeated; then all must hold.")
    private List<String> where = List.of();

    @Option(
            names = "--mark",
            paramLabel = "VALUE=NAME",
            description = "Draw an upright line at a value of the level axis: --mark \"32 KiB=L1d\". May be repeated.")
    private List<String> marks = List.of();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            description = "How the metric's axis is divided: auto, linear or log.")
    private String scale = "auto";

    @Option(
            names = "--dpi",
            paramLabel = "N",
            description = "Pixels of a png to an inch, from 50 to 1200; default 300.")
    private int dpi = 300;

    @Option(
            names = "--relative-to",
            paramLabel = "PATH=VALUE",
            description = "Compare each point with the one that has this value and is otherwise the same; default what"
                    + " the sweep file says. May be repeated.")
    private List<String> relativeTo = List.of();

    @Mixin
    private SummaryOptions summary = new SummaryOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go; default the folder itself.")
    private @Nullable Path out;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (out != null) {
            CommonOptions.refuseEmpty(out);
        }
        ReportFormat chosen = ReportFormat.of(format);
        List<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
        chosen.refuseOthers(given);
        ReportFiles files = new ReportFiles(out == null ? folder : out, console.out());
        if (MissRatioFigure.isOf(folder)) {
            chosen.refuseCurves(folder, given);
            write(files, chosen, "miss-ratio", MissRatioFigure.draw(folder, marks));
            return 0;
        }
        SweepStatus.requireTables(folder);
        tellMissing();
        Choice choice = new Choice(x, y, where, marks, scale);
        switch (chosen) {
            case HTML ->
                files.write("report.html", HtmlReport.of(folder, choice).page());
            case SVG, PDF, PNG -> {
                Figures figures = Figures.of(folder, choice, summary.confidence(), SummaryOptions.baseline(relativeTo));
                write(files, chosen, figures.metric(), figures.lines());
                write(files, chosen, "where-the-time-went", figures.shares(BOOK));
            }
            case CSV -> files.write("summary.csv", summaryCsv());
            case LATEX -> files.write(Latex.files(summary.findings(folder, relativeTo, where), x, y));
            case PIVOT -> files.write(Pivot.files(summary.findings(folder, relativeTo, where), x, by));
            case JSON -> files.write(Json.files(folder, summary.findings(folder, relativeTo, where)));
            case GEM5 -> files.write(Gem5Stats.files(folder));
        }
        return 0;
    }

    /** A report of a sweep that is not whole looks like one that is. */
    private void tellMissing() {
        String lack = SweepStatus.lack(folder);
        if (!lack.isEmpty()) {
            Ink.complain(
                    console.err(), "note: " + folder + " is not whole: " + lack + ". The report is of what is there");
        }
    }

    private String summaryCsv() {
        Points points = summary.points(folder).show(where);
        return SummaryCsv.text(points.keys(), summary.rows(points, relativeTo));
    }

    private void write(ReportFiles files, ReportFormat form, String name, Picture picture) {
        if (dpi < LEAST_DPI || dpi > MOST_DPI) {
            throw new ReportException("--dpi lies between " + LEAST_DPI + " and " + MOST_DPI + ", not at " + dpi);
        }
        files.write(name + "." + form, to -> {
            switch (form) {
                case PDF -> Pdf.write(picture, to);
                case PNG -> writePng(picture, to);
                default -> to.write(Svg.text(picture).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private void writePng(Picture picture, OutputStream to) throws IOException {
        try {
            Png.write(picture, dpi, to);
        } catch (OutOfMemoryError e) {
            throw new ReportException(
                    "the Java heap is too small for a picture of " + dpi
                            + " dpi; give a smaller --dpi, or start with ZIGGURAT_JAVA_OPTS=-Xmx4g",
                    e);
        }
    }
}
