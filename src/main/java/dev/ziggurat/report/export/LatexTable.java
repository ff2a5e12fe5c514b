package dev.ziggurat.report.export;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Related;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code table.tex}: a booktabs table, a row for each point, of each metric its mean with half the width of its interval and its ratio to the baseline. */
final class LatexTable {
    private final Findings findings;
    private final List<String> keys;

    LatexTable(Findings findings) {
        this.findings = findings;
        keys = findings.varying();
    }

    String text() {
        StringBuilder text = new StringBuilder("% \\usepackage{booktabs}\n");
        text.append("\\begin{tabular}{@{}").append(columns()).append("@{}}\n\\toprule\n");
        line(text, names());
        line(text, units());
        text.append("\\midrule\n");
        findings.points().points().forEach(point -> line(text, cells(point)));
        text.append("\\bottomrule\n\\end{tabular}\n\n");
        return text.append("\\smallskip\n{\\footnotesize\\noindent\\raggedright ")
                .append(note())
                .append("\\par}\n")
                .toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(String.join(" & ", cells)).append(" \\\\\n");
    }

    /** A number and what stands behind it are two columns, so that both stay below each other. */
    private String columns() {
        StringBuilder columns = new StringBuilder("l".repeat(keys.size()));
        for (String metric : findings.metrics()) {
            columns.append(hasIntervals(metric) ? "r@{\\,}l" : "r").append(isCompared(metric) ? "r@{\\,}l" : "");
        }
        return columns.toString();
    }

    private List<String> names() {
        List<String> cells = new ArrayList<>(keys.stream().map(Tex::text).toList());
        for (String metric : findings.metrics()) {
            cells.add(head(metric, Tex.text(metric)));
            if (isCompared(metric)) {
                cells.add(twoColumns("ratio"));
            }
        }
        return cells;
    }

    private List<String> units() {
        List<String> cells = new ArrayList<>(keys.stream().map(key -> "").toList());
        for (String metric : findings.metrics()) {
            String unit = findings.points().unit(metric);
            cells.add(head(metric, unit.isEmpty() ? "" : "(" + Tex.text(unit) + ")"));
            if (isCompared(metric)) {
                cells.add(twoColumns(""));
            }
        }
        return cells;
    }

    private String head(String metric, String text) {
        return hasIntervals(metric) ? twoColumns(text) : text;
    }

    private static String twoColumns(String text) {
        return "\\multicolumn{2}{c}{" + text + "}";
    }

    /** Whether anything ever stands behind a mean. */
    private boolean hasIntervals(String metric) {
        return findings.of(metric).stream()
                .anyMatch(row -> Rounded.isJustified(row.interval().halfWidth()));
    }

    private boolean isCompared(String metric) {
        return findings.of(metric).stream().anyMatch(row -> row.related() != null);
    }

    private List<String> cells(Point point) {
        List<String> cells = new ArrayList<>(keys.stream()
                .map(key -> Tex.text(Objects.requireNonNull(point.keys().get(key))))
                .toList());
        for (String metric : findings.metrics()) {
            PointSummary row = findings.at(point, metric);
            List<String> mean = row == null ? List.of("--", "") : mean(row.interval());
            cells.addAll(mean.subList(0, hasIntervals(metric) ? 2 : 1));
            if (isCompared(metric)) {
                cells.addAll(row == null ? List.of("", "") : ratio(row));
            }
        }
        return cells;
    }

    private static List<String> mean(Interval mean) {
        double half = mean.halfWidth();
        String value = "$" + Rounded.value(mean.estimate(), half) + "$";
        return List.of(
                value, Rounded.isJustified(half) ? "${}\\pm " + Rounded.by(half).text(half) + "$" : "");
    }

    private List<String> ratio(PointSummary row) {
        Related related = row.related();
        Interval ratio = related == null ? null : related.ratio();
        if (ratio == null) {
            return List.of(related == null ? "" : "--", "");
        }
        double half = ratio.halfWidth();
        String value = "$" + Rounded.value(ratio.estimate(), half) + "$";
        String ends = "";
        if (Rounded.isJustified(half)) {
            Rounded rounding = Rounded.by(half);
            ends = "$[" + rounding.text(ratio.low()) + ", " + rounding.text(ratio.high()) + "]"
                    + (findings.isShown(row) ? "^{*}" : "") + "$";
        } else if (findings.isShown(row)) {
            ends = "$^{*}$";
        }
        return List.of(value, ends);
    }

    private String note() {
        String sure = percent(findings.confidence());
        String fixed = findings.points().keys().stream()
                .filter(key -> !keys.contains(key))
                .map(key -> Tex.text(key + " = "
                        + Objects.requireNonNull(
                                findings.points().points().get(0).keys().get(key))))
                .reduce("", (all, each) -> all + each + ". ");
        String means = fixed + "Mean over " + seeds() + " $\\pm$ half the width of its " + sure
                + "\\,\\% interval (Student's $t$), rounded by the rule of the Particle Data Group; without $\\pm$,"
                + " to " + Rounded.PLAIN_DIGITS + " digits: one seed, or all seeds equal.";
        if (findings.relativeTo().isEmpty()) {
            return means;
        }
        return means + " Ratio: to the same point with " + baseline() + ", the geometric mean over the seeds and its "
                + sure + "\\,\\% interval. $^{*}$\\,differs from it: $p \\le "
                + new BigDecimal(1 - findings.confidence())
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString()
                + "$ in Student's paired $t$ test, adjusted for all comparisons of the metric by Holm's method.";
    }

    private String seeds() {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (PointSummary row : findings.rows()) {
            least = Math.min(least, row.summary().count());
            most = Math.max(most, row.summary().count());
        }
        return least == most ? least + (least == 1 ? " seed" : " seeds") : least + " to " + most + " seeds";
    }

    private String baseline() {
        return String.join(
                ", ",
                findings.relativeTo().entrySet().stream()
                        .map(each -> Tex.text(each.getKey() + " = " + each.getValue()))
                        .toList());
    }

    /** A share in percent, as many digits as it has. */
    static String percent(double share) {
        return new BigDecimal(share * 100)
                .round(new MathContext(9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
