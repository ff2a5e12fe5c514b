package dev.ziggurat.cli;

import dev.ziggurat.experiment.ResultFolder;
import dev.ziggurat.report.Figures;
import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.export.Document;
import dev.ziggurat.report.export.Gem5Stats;
import dev.ziggurat.report.export.Json;
import dev.ziggurat.report.export.Latex;
import dev.ziggurat.report.export.Pivot;
import dev.ziggurat.report.html.HtmlReport;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.SummaryCsv;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat report DIR}. */
@Command(
        name = "report",
        description = {
            "Show the results of a folder. html: one page with the machine, charts and a table, which opens offline in any browser.",
            "svg: two pictures, a metric as lines over a swept path and where the time went as stacked shares.",
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

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The folder of a run or a sweep.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What to write: html, which is the default, svg, csv, latex, pivot, json or gem5.")
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
            description = "The metric of the lines, for example llc.mpki; default the first of the sweep.")
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
                    "Only runs with this value in a column of results.csv: --where workload=zipf. May be repeated.")
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
        Choice choice = new Choice(x, y, where, marks, scale);
        switch (format) {
            case "html" -> write("report.html", HtmlReport.of(folder, choice).page());
            case "svg" -> {
                Figures figures = Figures.of(folder, choice);
                write(figures.metric() + ".svg", figures.lines());
                write("where-the-time-went.svg", figures.shares(BOOK));
            }
            case "csv" -> write("summary.csv", summaryCsv());
            case "latex" -> write(Latex.files(summary.findings(folder, relativeTo, where), x, y));
            case "pivot" -> write(Pivot.files(summary.findings(folder, relativeTo, where), x, by));
            case "json" -> write(Json.files(folder, summary.findings(folder, relativeTo, where)));
            case "gem5" -> {
                if (!where.isEmpty()) {
                    throw new ReportException("--where does not go with --format gem5, which has a block for each run");
                }
                write(Gem5Stats.files(folder));
            }
            default ->
                throw new ReportException(
                        "'" + format + "' is no format; write --format html, svg, csv, latex, pivot, json or gem5");
        }
        return 0;
    }

    private String summaryCsv() {
        Points points = summary.points(folder).show(where);
        return SummaryCsv.text(points.keys(), summary.rows(points, relativeTo));
    }

    private void write(Map<String, Document> files) {
        files.forEach(this::write);
    }

    private void write(String name, String text) {
        write(name, to -> to.write(text));
    }

    /** A document may be larger than memory and fail in the middle: what was there before stays until the new one is whole. */
    private void write(String name, Document document) {
        Path target = (out == null ? folder : out).resolve(name);
        Path part = target.resolveSibling(name + ".part");
        try {
            if (out != null) {
                Files.createDirectories(out);
            }
            try (Writer to = Files.newBufferedWriter(part)) {
                document.writeTo(to);
            } catch (ReportException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write " + target + ": " + ResultFolder.reason(e) + "; give another folder with --out DIR",
                    e);
        }
        console.out().println(target);
    }
}
