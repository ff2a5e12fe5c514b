package dev.ziggurat.report.export;

import dev.ziggurat.report.ReportException;
import dev.ziggurat.units.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code --format latex}: a table, a figure, the headline numbers, and a document that shows them all. */
public final class Latex {
    private static final String PREVIEW = """
        \\documentclass{article}
        \\usepackage[paperwidth=16in,margin=1in]{geometry}
        \\usepackage{booktabs}
        \\usepackage{pgfplots}
        \\pgfplotsset{compat=1.16}
        \\input{macros}
        \\begin{document}
        \\begin{table}
        \\caption{table.tex}
        \\input{table}
        \\end{table}
        \\begin{figure}
        \\begin{minipage}{5in}
        \\input{figure}
        \\end{minipage}
        \\caption{figure.tex}
        \\end{figure}
        \\end{document}
        """;

    private Latex() {}

    /**
     * Returns the files by name.
     *
     * @param x the key that lies across in the figure, null for the first that varies in numbers; or a metric, over which the other is drawn, its
     *     points joined in the order of that key
     * @param y the metric of the figure, null for the first
     * @throws ReportException if there is no such key or metric
     */
    public static Map<String, Document> files(Findings findings, @Nullable String x, @Nullable String y) {
        boolean isKey = x == null || findings.points().keys().contains(x);
        String over = isKey || !findings.metrics().contains(x) ? null : x;
        Axes axes = Axes.of(findings, over == null ? x : null);
        PgfPlot plot = new PgfPlot(findings, axes, metric(findings, y), over);
        Map<String, Document> files = new LinkedHashMap<>();
        files.put("table.tex", out -> out.write(new LatexTable(findings).text()));
        files.put("figure.dat", out -> out.write(plot.data()));
        files.put("figure.tex", out -> out.write(plot.picture()));
        files.put("macros.tex", out -> out.write(new Macros(findings).text()));
        files.put("preview.tex", out -> out.write(PREVIEW));
        return files;
    }

    private static String metric(Findings findings, @Nullable String wanted) {
        List<String> metrics = findings.metrics();
        if (wanted != null && !metrics.contains(wanted)) {
            throw new ReportException("'" + wanted + "' is not among the metrics here, " + String.join(", ", metrics)
                    + "; " + Spelling.question(wanted, metrics) + "name it with --metric too");
        }
        return wanted == null ? metrics.get(0) : wanted;
    }
}
