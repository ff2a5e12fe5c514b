package dev.ziggurat.report;

import dev.ziggurat.report.picture.Anchor;
import dev.ziggurat.report.picture.Font;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Style;
import dev.ziggurat.report.picture.Typeface;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * One metric over one axis, a line for each combination of the others.
 *
 * @param labels what stands where
 * @param across the level axis
 * @param series the lines
 * @param division of the upright axis
 * @param marks values of the level axis worth knowing
 */
record LineChart(
        Labels labels, Scale across, List<Series> series, NumberScale.Division division, List<Frame.Mark> marks) {
    private static final Font TITLE = new Font(15, Palette.INK, Typeface.BOLD);
    private static final Font LEGEND = new Font(12, Palette.INK);
    private static final Font HEADING = new Font(12, Palette.INK, Typeface.BOLD);
    private static final long LEFT = 7200;
    private static final long TOP = 5400;
    private static final long PLOT_WIDTH = 56_000;
    private static final long PLOT_HEIGHT = 32_000;
    private static final long BELOW = 5200;
    private static final long ROW = 2000;
    private static final long SAMPLE = 3000;
    private static final long LINE = 180;
    private static final long BESIDE = 260;

    /** Two values that differ by less than this share lie on top of each other. */
    private static final double HIDDEN = 0.005;

    /**
     * The texts.
     *
     * @param title above the chart
     * @param across under the level axis
     * @param upright beside the other
     * @param legend what the lines differ in, over the legend; empty if there is only one
     */
    record Labels(String title, String across, String upright, String legend) {}

    /**
     * A line.
     *
     * @param name for the legend; empty if there is only one
     * @param color its number in the palette
     * @param dash its kind of dashes
     * @param points in the order in which they are joined
     */
    record Series(String name, int color, int dash, List<Point> points) {
        /** Returns the same line through other points. */
        Series with(List<Point> others) {
            return new Series(name, color, dash, others);
        }
    }

    /**
     * A point: the mean over the seeds, with the least and the largest of them.
     *
     * @param x its value of the swept path
     * @param values of the metric, one a seed, at least one
     */
    record Point(Quantity x, List<BigDecimal> values) {
        /** Returns the same values somewhere else. */
        Point at(Quantity other) {
            return new Point(other, values);
        }

        BigDecimal mean() {
            BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
        }

        BigDecimal least() {
            return values.stream().reduce(BigDecimal::min).orElseThrow();
        }

        BigDecimal most() {
            return values.stream().reduce(BigDecimal::max).orElseThrow();
        }
    }

    /** Draws the chart. */
    Picture draw() {
        boolean legend = series.stream().anyMatch(each -> !each.name().isEmpty());
        long widest = series.stream()
                .mapToLong(each -> LEGEND.width(each.name()))
                .max()
                .orElse(0);
        widest = Math.max(widest, HEADING.width(labels.legend()) - SAMPLE - 700);
        long right = legend ? SAMPLE + 4200 + widest : Math.max(2400, Frame.overhang(across));
        long width = Math.max(LEFT + PLOT_WIDTH + right, LEFT + TITLE.width(labels.title()) + 700);
        long below = BELOW + Frame.lower(across, PLOT_WIDTH);
        Picture picture = new Picture(width, TOP + PLOT_HEIGHT + below, labels.title());
        picture.text(LEFT, 2400, Anchor.START, TITLE, labels.title());
        Frame frame = new Frame(picture, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT);
        NumberScale upright = upright();
        frame.upright(upright, labels.upright());
        frame.level(across, labels.across());
        frame.marks(across, marks);
        if (legend) {
            picture.text(frame.right() + 2800, frame.top() - 900, Anchor.START, HEADING, labels.legend());
        }
        for (int i = 0; i < series.size(); i++) {
            draw(frame, upright, series.get(i), strokeWidth(i));
            if (legend) {
                legend(picture, frame.right() + 2800, frame.top() + 800 + i * ROW, series.get(i));
            }
        }
        return picture;
    }

    private NumberScale upright() {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Series each : series) {
            for (Point point : each.points()) {
                least = Math.min(least, point.least().doubleValue());
                most = Math.max(most, point.most().doubleValue());
            }
        }
        return NumberScale.measured(least, most, division);
    }

    /** A line that later ones cover is drawn wider than they are, so that it shows at both sides of them. */
    private long strokeWidth(int index) {
        int covers = 0;
        for (Series later : series.subList(index + 1, series.size())) {
            covers += covers(series.get(index).points(), later.points()) ? 1 : 0;
        }
        return LINE + BESIDE * Math.min(covers, 3);
    }

    private static boolean covers(List<Point> points, List<Point> later) {
        int same = 0;
        for (int i = 0; i < points.size() && later.size() == points.size(); i++) {
            double here = points.get(i).mean().doubleValue();
            double there = later.get(i).mean().doubleValue();
            same += Math.abs(here - there) <= here * HIDDEN ? 1 : 0;
        }
        return 4 * same >= 3 * points.size();
    }

    private void draw(Frame frame, NumberScale upright, Series line, long width) {
        String color = Palette.LINES.get(line.color());
        Style range = Style.stroked(color, Picture.PIXEL);
        List<Long> path = new ArrayList<>();
        for (Point point : line.points()) {
            long x = frame.x(across, point.x());
            path.add(x);
            path.add(frame.y(upright, measured(point.mean())));
            long low = frame.y(upright, measured(point.least()));
            long high = frame.y(upright, measured(point.most()));
            if (low - high > 2 * Picture.PIXEL) {
                frame.picture().line(new long[] {x, low}, new long[] {x, high}, range);
            }
        }
        long[] points = path.stream().mapToLong(Long::longValue).toArray();
        if (across.continuous()) {
            Style style = Style.stroked(color, width)
                    .dashed(Palette.dash(line.dash()))
                    .rounded();
            frame.picture().polyline(points, style);
        }
        for (int i = 0; i < points.length; i += 2) {
            Palette.mark(frame.picture(), line.color() + line.dash(), points[i], points[i + 1], color);
        }
    }

    private static void legend(Picture picture, long x, long y, Series line) {
        String color = Palette.LINES.get(line.color());
        Style style = Style.stroked(color, LINE).dashed(Palette.dash(line.dash()));
        picture.line(new long[] {x, y}, new long[] {x + SAMPLE, y}, style);
        Palette.mark(picture, line.color() + line.dash(), x + SAMPLE / 2, y, color);
        picture.text(x + SAMPLE + 700, y + 420, Anchor.START, LEGEND, line.name());
    }

    private static Quantity measured(BigDecimal value) {
        return new Quantity("", Quantity.Kind.NUMBER, value);
    }
}
