package dev.ziggurat.report.export;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.points.Point;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Quantity.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code figure.dat} and {@code figure.tex}: a metric over a swept path, or over another metric, for pgfplots, a line for each series. */
final class PgfPlot {
    /** From this ratio of the largest to the smallest number on, an axis is logarithmic; sizes always are. */
    private static final double LOG_RATIO = 20;

    private static final int MOST_TICKS = 8;
    private static final MathContext DIGITS = new MathContext(9);
    private static final String NONE = "nan";

    /** Colours that colour-blind readers tell apart (Okabe and Ito, 2008), as in the SVG pictures. */
    private static final String[] COLOURS = {"0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000"};

    private static final String[] MARKS = {"*", "square*", "triangle*", "diamond*"};
    private static final String[] DASHES = {"solid", "densely dashed", "densely dotted", "dashdotted"};

    private final Findings findings;
    private final Axes axes;
    private final String metric;

    /** The metric that lies across, null if the path does. */
    private final @Nullable String over;

    private final List<List<String>> series;
    private final List<String> columns;

    /**
     * Lays a figure out.
     *
     * @param metric that stands upright
     * @param over the metric that lies across, each series with places of its own; null if the path does
     * @throws ReportException if there are more series than styles of lines
     */
    PgfPlot(Findings findings, Axes axes, String metric, @Nullable String over) {
        this.findings = findings;
        this.axes = axes;
        this.metric = metric;
        this.over = over;
        series = axes.series();
        if (series.size() > COLOURS.length * DASHES.length) {
            throw new ReportException(series.size() + " lines are more than anybody can tell apart ("
                    + COLOURS.length * DASHES.length + "); let another path lie across with --x");
        }
        columns = columns();
    }

    /** A column is called like its series, in letters and digits only, so that pgfplots takes it. */
    private List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        for (List<String> each : series) {
            String name =
                    String.join("-", each).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
            name = name.isEmpty() ? "mean" : name;
            String free = name;
            for (int number = names.size() + 1; free.equals("x") || names.contains(free); number++) {
                free = name + "-" + number;
            }
            names.add(free);
        }
        return new ArrayList<>(names);
    }

    /** Returns the data: the value of the path, then of each series its place across if that is a metric, its mean, and half the width of its interval. */
    String data() {
        StringBuilder text = new StringBuilder("x");
        columns.forEach(column -> text.append(over == null ? "" : " " + column + "-x")
                .append(' ')
                .append(column)
                .append(' ')
                .append(column)
                .append("-error"));
        text.append('\n');
        List<Quantity> values = axes.values();
        for (int i = 0; i < values.size(); i++) {
            text.append(position(values.get(i), i));
            for (List<String> each : series) {
                Interval mean = mean(each, values.get(i), metric);
                if (over != null) {
                    Interval place = mean(each, values.get(i), over);
                    text.append(' ').append(place == null ? NONE : number(place.estimate()));
                }
                text.append(' ').append(mean == null ? NONE : number(mean.estimate()));
                text.append(' ').append(mean == null ? NONE : number(mean.halfWidth()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private @Nullable Interval mean(List<String> each, Quantity value, String metric) {
        Point point = axes.at(each, value);
        PointSummary row = point == null ? null : findings.at(point, metric);
        return row == null ? null : row.interval();
    }

    private String position(Quantity value, int index) {
        return axes.hasNumbers() ? value.amount().stripTrailingZeros().toPlainString() : Integer.toString(index);
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return NONE;
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Returns the picture, which reads {@code figure.dat}. */
    String picture() {
        StringBuilder text = new StringBuilder("% \\usepackage{pgfplots} \\pgfplotsset{compat=1.16}\n");
        for (int i = 0; i < Math.min(series.size(), COLOURS.length); i++) {
            text.append("\\definecolor{zg" + (char) ('a' + i) + "}{HTML}{" + COLOURS[i] + "}\n");
        }
        text.append("\\begin{tikzpicture}\n\\begin{axis}[\n");
        options().forEach(option -> text.append("  ").append(option).append(",\n"));
        text.append("]\n");
        for (int i = 0; i < series.size(); i++) {
            addPlot(text, i);
        }
        return text.append("\\end{axis}\n\\end{tikzpicture}\n").toString();
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        options.add("width=\\linewidth, height=0.6\\linewidth");
        options.add("xlabel={"
                + Tex.text(over == null ? pathTitle() : findings.points().title(over)) + "}");
        options.add("ylabel={" + Tex.text(findings.points().title(metric)) + "}");
        if (over != null) {
            options.add("xmin=0");
        } else if (isLogAcross()) {
            options.add("xmode=log");
        }
        options.add(isLogUp() ? "ymode=log" : areAllPositive() ? "ymin=0" : "extra y ticks={0}");
        if (over == null) {
            options.addAll(ticks());
        }
        options.add("grid=major, grid style={black!10}");
        options.add("every axis plot/.append style={line width=0.8pt, mark size=1.8pt}");
        options.add("unbounded coords=jump");
        if (series.size() > 1) {
            options.add("legend columns=2, legend cell align=left, legend style={draw=none, at={(0.5,-0.28)},"
                    + " anchor=north}");
        }
        return options;
    }

    private String pathTitle() {
        String unit = axes.hasNumbers() ? axes.values().get(0).kind().unit() : "";
        return axes.across() + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    /** Every value has its tick, if they are few; words stand for positions 0, 1, 2. */
    private List<String> ticks() {
        List<Quantity> values = axes.values();
        int every = (values.size() + MOST_TICKS - 1) / MOST_TICKS;
        List<String> places = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < values.size(); i += axes.hasNumbers() ? every : 1) {
            Quantity value = values.get(i);
            boolean isShort = axes.hasNumbers() && value.kind() != Kind.SIZE;
            places.add(position(value, i));
            labels.add("{" + Tex.text(isShort ? position(value, i) : value.written()) + "}");
        }
        return List.of(
                "xtick={" + String.join(",", places) + "}",
                "xticklabels={" + String.join(",", labels) + "}, minor x tick num=0",
                "x tick label style={rotate=" + (axes.hasNumbers() ? "0" : "30, anchor=north east") + "}");
    }

    private boolean isLogAcross() {
        List<Quantity> values = axes.values();
        double least = values.get(0).amount().doubleValue();
        double most = values.get(values.size() - 1).amount().doubleValue();
        return axes.hasNumbers()
                && least > 0
                && most > least
                && (values.get(0).kind() == Kind.SIZE || most / least >= LOG_RATIO);
    }

    private boolean areAllPositive() {
        return findings.of(metric).stream().allMatch(row -> row.interval().estimate() >= 0);
    }

    private boolean isLogUp() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (PointSummary row : findings.of(metric)) {
            least = Math.min(least, row.interval().estimate());
            most = Math.max(most, row.interval().estimate());
        }
        return least > 0 && most / least >= LOG_RATIO;
    }

    private void addPlot(StringBuilder text, int i) {
        String colour = "zg" + (char) ('a' + i % COLOURS.length);
        String style = colour + ", mark=" + MARKS[i % MARKS.length] + ", mark options={solid, fill=" + colour + "}, "
                + (axes.hasNumbers() || over != null ? DASHES[i / COLOURS.length] : "only marks");
        boolean hasErrors = axes.values().stream()
                .map(value -> mean(series.get(i), value, metric))
                .anyMatch(mean -> mean != null && Rounded.isJustified(mean.halfWidth()));
        text.append("\\addplot[" + style + (hasErrors ? ", error bars/.cd, y dir=both, y explicit" : "") + "]\n");
        String x = over == null ? "x" : columns.get(i) + "-x";
        text.append("  table[x=" + x + ", y=" + columns.get(i)
                + (hasErrors ? ", y error=" + columns.get(i) + "-error" : "") + "] {figure.dat};\n");
        if (series.size() > 1) {
            text.append("\\addlegendentry{" + Tex.text(String.join(", ", series.get(i))) + "}\n");
        }
    }
}
