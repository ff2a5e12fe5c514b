package dev.ziggurat.report.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.SummaryCsv;
import dev.ziggurat.units.Quantity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code --format pivot}: for each metric a file with one key across and what else varies down; a cell is the mean over the seeds, empty where there is none. */
public final class Pivot {
    private final Findings findings;
    private final Axes axes;
    private final String metric;

    private Pivot(Findings findings, Axes axes, String metric) {
        this.findings = findings;
        this.axes = axes;
        this.metric = metric;
    }

    /**
     * Returns the files by name.
     *
     * @param across the key that lies across, null for the first that varies in numbers
     * @param down the first key down, null for the order of the plan
     * @throws ReportException if there are no such keys, or they are equal
     */
    public static Map<String, Document> files(Findings findings, @Nullable String across, @Nullable String down) {
        Axes axes = Axes.of(findings, across, down);
        Map<String, Document> files = new LinkedHashMap<>();
        for (String metric : findings.metrics()) {
            // The name of a process may hold what no file system takes.
            String name = "pivot-" + metric.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv";
            files.put(name, out -> new Pivot(findings, axes, metric).writeTo(out));
        }
        return files;
    }

    private void writeTo(Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        List<String> header = new ArrayList<>(axes.others());
        axes.values().forEach(value -> header.add(value.written()));
        csv.writeRecord(header);
        for (List<String> series : axes.series()) {
            List<String> fields = new ArrayList<>(series);
            axes.values().forEach(value -> fields.add(cell(series, value)));
            csv.writeRecord(fields);
        }
        csv.flush();
    }

    private String cell(List<String> series, Quantity value) {
        Point point = axes.at(series, value);
        PointSummary row = point == null ? null : findings.at(point, metric);
        return row == null ? "" : SummaryCsv.number(row.summary().mean());
    }
}
