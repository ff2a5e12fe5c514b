package dev.ziggurat.cli;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.analysis.Paired;
import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.SweepStatus;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.points.FolderComparison;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Points;
import dev.ziggurat.report.points.Related;
import dev.ziggurat.report.points.SummaryCsv;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat compare DIR DIR}. */
@Command(
        name = "compare",
        description = {
            "Show the points of two result folders side by side: those with the same workload and values, seed by seed.",
            "p is adjusted for all comparisons of a metric by Holm's method; a difference is shown if it is at most one"
                    + " minus the confidence."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    private static final int SHOWN_ROWS = 200;

    private final Console console;

    @Parameters(index = "0", paramLabel = "BASELINE", description = "The folder to which the other is related.")
    private Path baseline = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "The other folder.")
    private Path candidate = Path.of("");

    @Mixin
    private SummaryOptions options = new SummaryOptions();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the comparison to a CSV file too.")
    private @Nullable Path csv;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SweepStatus.requireTables(baseline);
        SweepStatus.requireTables(candidate);
        Points other = options.points(candidate);
        FolderComparison comparison = new FolderComparison(options.points(baseline), other);
        List<PointSummary> rows = comparison.rows(options.confidence());
        if (rows.isEmpty()) {
            throw new ReportException("the points that both folders have share no seed and metric");
        }
        List<String> header = new ArrayList<>(other.keys());
        header.addAll(List.of("metric", "seeds", "baseline", "other", "ratio", "p", "difference"));
        TextTable table = new TextTable(header);
        rows.stream().limit(SHOWN_ROWS).forEach(row -> table.add(row(row, comparison)));
        table.print(console.out());
        tellRest(rows.size(), comparison.unmatched());
        comparison.cautions().forEach(caution -> Ink.complain(console.err(), caution));
        if (csv != null) {
            write(csv, SummaryCsv.text(other.keys(), rows));
        }
        return 0;
    }

    private void tellRest(int rows, int unmatched) {
        if (rows > SHOWN_ROWS) {
            console.out().println("... and " + (rows - SHOWN_ROWS) + " more; --csv FILE writes all");
        }
        if (unmatched > 0) {
            Ink.complain(console.err(), unmatched + " points are in one of the folders only");
        }
    }

    private List<String> row(PointSummary row, FolderComparison comparison) {
        Related related = Objects.requireNonNull(row.related());
        PointSummary base = comparison.baselineOf(row, options.confidence());
        List<String> cells = new ArrayList<>(row.point().keys().values());
        cells.add(row.metric());
        cells.add(Integer.toString(related.paired().pairs()));
        cells.add(mean(base.interval()));
        cells.add(mean(row.interval()));
        cells.add(ratio(related.ratio()));
        cells.add(related.hasP() ? rounded(related.adjusted()) : "");
        cells.add(verdict(related));
        return cells;
    }

    private String verdict(Related related) {
        Paired paired = related.paired();
        double difference = paired.difference().estimate();
        if (difference == 0 && paired.difference().halfWidth() == 0) {
            return "none at all";
        }
        if (!related.hasP()) {
            return "one seed says nothing";
        }
        if (related.adjusted() > 1 - options.confidence()) {
            return "not shown";
        }
        return difference > 0 ? "higher" : "lower";
    }

    private static String mean(Interval interval) {
        double half = interval.halfWidth();
        return rounded(interval.estimate()) + (Double.isInfinite(half) ? "" : " ± " + rounded(half));
    }

    private static String ratio(@Nullable Interval ratio) {
        if (ratio == null) {
            return "";
        }
        String text = rounded(ratio.estimate());
        return Double.isInfinite(ratio.high())
                ? text
                : text + " [" + rounded(ratio.low()) + ", " + rounded(ratio.high()) + "]";
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            console.out().println(file);
        } catch (FileAlreadyExistsException e) {
            throw new ReportException(
                    file + " is there already; nothing was changed. Give another name, or remove it", e);
        } catch (IOException e) {
            throw new ReportException("cannot write " + file + ": " + ResultFolder.reason(e), e);
        }
    }
}
