package dev.ziggurat.report;

import dev.ziggurat.analysis.Interval;
import dev.ziggurat.report.picture.Anchor;
import dev.ziggurat.report.picture.Font;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Style;
import dev.ziggurat.report.picture.Typeface;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric over one axis, a line for each combination of the others.
 *
 * @param labels what stands where
 * @param across the level axis
 * @param series the lines
 * @param upright what kind of axis stands upright
 * @param marks values of the level axis worth knowing
 */
record LineChart(Labels labels, Scale across, List<Series> series, Upright upright, List<Frame.Mark> marks) {
    private static final Font TITLE = new Font(15, Palette.INK, Typeface.BOLD);
    private static final Font NOTE = new Font(12, Palette.FAINT_INK);
    private static final Font LEGEND = new Font(12, Palette.INK);
    private static final Font HEADING = new Font(12, Palette.INK, Typeface.BOLD);
    private static final long LEFT = 7200;
    private static final long TOP = 5400;
    private static final long NOTE_ROW = 1400;
    private static final long PLOT_WIDTH = 56_000;
    private static final long PLOT_HEIGHT = 32_000;
    private static final long BELOW = 5200;
    private static final long ROW = 2000;
    private static final long SAMPLE = 3000;
    private static final long LINE = 180;
    private static final long BESIDE = 260;
    private static final long CAP = 400;

    /** An interval has its say about the axis up to this factor beyond the means; that of two seeds may reach anywhere. */
    private static final double FARTHEST = 2;

    /** Two values that differ by less than this share lie on top of each other. */
    private static final double HIDDEN = 0.005;

    /**
     * The texts.
     *
     * @param title above the chart
     * @param note under the title, what a point is; empty if there is nothing to say
     * @param across under the level axis
     * @param upright beside the other
     * @param legend what the lines differ in, over the legend; empty if there is only one
     */
    record Labels(String title, String note, String across, String upright, String legend) {}

    /**
     * The upright axis.
     *
     * @param division how it is divided
     * @param isOfRatios whether its numbers are ratios to a baseline, which lies at 1, and not amounts, which begin at 0
     */
    record Upright(NumberScale.Division division, boolean isOfRatios) {}

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
     * A point.
     *
     * @param x its value of the swept path
     * @param mean of the metric over the seeds
     * @param interval of the mean; null of a single value, which has none
     */
    record Point(Quantity x, double mean, @Nullable Interval interval) {
        /** Returns the same mean somewhere else. */
        Point at(Quantity other) {
            return new Point(other, mean, interval);
        }

        double low() {
            return interval == null ? mean : interval.low();
        }

        double high() {
            return interval == null ? mean : interval.high();
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
        long texts = Math.max(TITLE.width(labels.title()), NOTE.width(labels.note())) + 700;
        long width = LEFT + Math.max(PLOT_WIDTH + right, texts);
        long top = labels.note().isEmpty() ? TOP : TOP + NOTE_ROW;
        long below = BELOW + Frame.lower(across, PLOT_WIDTH);
        Picture picture = new Picture(width, top + PLOT_HEIGHT + below, labels.title());
        picture.text(LEFT, 2400, Anchor.START, TITLE, labels.title());
        if (!labels.note().isEmpty()) {
            picture.text(LEFT, 2600 + NOTE_ROW, Anchor.START, NOTE, labels.note());
        }
        Frame frame = new Frame(picture, LEFT, top, PLOT_WIDTH, PLOT_HEIGHT);
        NumberScale scale = scale();
        frame.upright(scale, labels.upright());
        if (upright.isOfRatios()) {
            frame.reference(scale, measured(1));
        }
        frame.level(across, labels.across());
        frame.marks(across, marks);
        if (legend) {
            picture.text(frame.right() + 2800, frame.top() - 900, Anchor.START, HEADING, labels.legend());
        }
        for (int i = 0; i < series.size(); i++) {
            draw(frame, scale, series.get(i), strokeWidth(i));
            if (legend) {
                legend(picture, frame.right() + 2800, frame.top() + 800 + i * ROW, series.get(i));
            }
        }
        return picture;
    }

    /** The means decide how the axis is divided and, but for intervals that are not much wider than they lie apart, how far it reaches. */
    private NumberScale scale() {
        List<Point> points =
                series.stream().flatMap(each -> each.points().stream()).toList();
        double least = points.stream().mapToDouble(Point::mean).min().orElse(0);
        double most = points.stream().mapToDouble(Point::mean).max().orElse(0);
        double low = points.stream().mapToDouble(Point::low).min().orElse(0);
        double high = points.stream().mapToDouble(Point::high).max().orElse(0);
        double bottom = Math.max(low, least / FARTHEST);
        double top = Math.min(high, most * FARTHEST);
        NumberScale.Division division = upright.division().of(least, most);
        return upright.isOfRatios()
                ? NumberScale.ratios(bottom, top, division)
                : NumberScale.measured(bottom, top, division);
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
            double here = points.get(i).mean();
            double there = later.get(i).mean();
            same += Math.abs(here - there) <= here * HIDDEN ? 1 : 0;
        }
        return 4 * same >= 3 * points.size();
    }

    private void draw(Frame frame, NumberScale scale, Series line, long width) {
        String color = Palette.LINES.get(line.color());
        List<Long> path = new ArrayList<>();
        for (Point point : line.points()) {
            long x = frame.x(across, point.x());
            path.add(x);
            path.add(frame.y(scale, measured(point.mean())));
            if (point.low() < point.high()) {
                whisker(frame, scale, point, color);
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

    /** An interval that reaches beyond the axis is cut off there, and has no cap at that end. */
    private void whisker(Frame frame, NumberScale scale, Point point, String color) {
        long x = frame.x(across, point.x());
        double low = Math.max(point.low(), scale.least());
        double high = Math.min(point.high(), scale.most());
        Style style = Style.stroked(color, Picture.PIXEL);
        long lower = frame.y(scale, measured(low));
        long upper = frame.y(scale, measured(high));
        frame.picture().line(new long[] {x, lower}, new long[] {x, upper}, style);
        if (low == point.low()) {
            frame.picture().line(new long[] {x - CAP, lower}, new long[] {x + CAP, lower}, style);
        }
        if (high == point.high()) {
            frame.picture().line(new long[] {x - CAP, upper}, new long[] {x + CAP, upper}, style);
        }
    }

    /** A sample is as it is drawn: between words there are no lines. */
    private void legend(Picture picture, long x, long y, Series line) {
        String color = Palette.LINES.get(line.color());
        Style style = Style.stroked(color, LINE).dashed(Palette.dash(line.dash()));
        if (across.continuous()) {
            picture.line(new long[] {x, y}, new long[] {x + SAMPLE, y}, style);
        }
        Palette.mark(picture, line.color() + line.dash(), x + SAMPLE / 2, y, color);
        picture.text(x + SAMPLE + 700, y + 420, Anchor.START, LEGEND, line.name());
    }

    private static Quantity measured(double value) {
        return new Quantity("", Quantity.Kind.NUMBER, new BigDecimal(value));
    }
}
