package dev.ziggurat.report;

import dev.ziggurat.report.picture.Anchor;
import dev.ziggurat.report.picture.Font;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Style;
import dev.ziggurat.report.picture.Typeface;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the time went: the shares of all causes, stacked to 100 %, over one axis; a panel for each combination of the others.
 *
 * @param labels what stands where
 * @param across the level axis
 * @param causes from below; {@link Palette#OTHER} is the colour of the last if it stands for several
 * @param panels the combinations
 * @param marks values of the level axis worth knowing
 */
record StackedChart(LineChart.Labels labels, Scale across, Causes causes, List<Panel> panels, List<Frame.Mark> marks) {
    private static final Font TITLE = new Font(15, Palette.INK, Typeface.BOLD);
    private static final Font PANEL = new Font(13, Palette.INK, Typeface.BOLD);
    private static final Font LEGEND = new Font(12, Palette.INK);
    private static final long MARGIN = 7200;
    private static final long GAP = 6400;
    private static final long TOP = 6600;
    private static final long BELOW = 5600;
    private static final long ROW = 2000;
    private static final long BAR = 70;

    private static final long EDGE = 60;

    /**
     * The causes of all panels.
     *
     * @param names from below
     * @param lumped how many causes the last name stands for; 0 if each name is one cause
     */
    record Causes(List<String> names, int lumped) {
        String color(int cause) {
            boolean other = lumped > 0 && cause == names.size() - 1;
            return other ? Palette.OTHER : Palette.AREAS.get(cause % Palette.AREAS.size());
        }

        /** Thin white lines keep areas apart whose colours a printer makes alike. */
        Style style(int cause) {
            return Style.filled(color(cause)).edged("#ffffff", EDGE).rounded();
        }
    }

    /**
     * One combination.
     *
     * @param name what it is; empty if there is only one
     * @param columns from left to right
     */
    record Panel(String name, List<Column> columns) {}

    /**
     * The times at one value of the axis.
     *
     * @param x the value
     * @param times by cause, as many as there are names
     */
    record Column(Quantity x, List<BigDecimal> times) {
        /** Returns the height of the lower edge of each cause and of the upper edge of the last, of a frame's height. */
        long[] edges(long height) {
            BigDecimal total = times.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            long[] edges = new long[times.size() + 1];
            BigDecimal below = BigDecimal.ZERO;
            for (int i = 0; i < times.size(); i++) {
                below = below.add(times.get(i));
                edges[i + 1] = total.signum() == 0
                        ? 0
                        : below.multiply(BigDecimal.valueOf(height))
                                .divide(total, 0, RoundingMode.HALF_EVEN)
                                .longValueExact();
            }
            return edges;
        }
    }

    /** Draws the chart. */
    Picture draw() {
        int across = panels.size() == 1 ? 1 : panels.size() <= 4 ? 2 : 3;
        int down = (panels.size() + across - 1) / across;
        long width = across == 1 ? 56_000 : across == 2 ? 36_000 : 28_000;
        long height = across == 1 ? 32_000 : across == 2 ? 24_000 : 19_000;
        long legend =
                5600 + causes.names().stream().mapToLong(LEGEND::width).max().orElse(0);
        long right = MARGIN + across * width + (across - 1) * GAP;
        long perRow = height + TOP + BELOW - 2200 + Frame.lower(this.across, width);
        long whole = Math.max(right + legend, MARGIN + TITLE.width(labels.title()) + 700);
        Picture picture = new Picture(whole, down * perRow + 2200, labels.title());
        picture.text(MARGIN, 2400, Anchor.START, TITLE, labels.title());
        for (int i = 0; i < panels.size(); i++) {
            long left = MARGIN + i % across * (width + GAP);
            long top = TOP + i / across * perRow;
            draw(new Frame(picture, left, top, width, height), panels.get(i), i % across == 0 ? labels.upright() : "");
        }
        drawLegend(picture, right + 2800);
        return picture;
    }

    private void draw(Frame frame, Panel panel, String title) {
        boolean areas = across.continuous() && panel.columns().size() > 1;
        Scale shares = NumberScale.measured(0, 100, NumberScale.Division.LINEAR);
        frame.upright(shares, title);
        for (int cause = 0; cause < causes.names().size(); cause++) {
            if (areas) {
                area(frame, panel, cause);
            } else {
                bars(frame, panel, cause);
            }
        }
        frame.level(across, labels.across());
        frame.marks(across, marks);
        if (!panel.name().isEmpty()) {
            long above = marks.isEmpty() ? 900 : 2200;
            frame.picture().text(frame.left(), frame.top() - above, Anchor.START, PANEL, panel.name());
        }
    }

    private void area(Frame frame, Panel panel, int cause) {
        List<Long> upper = new ArrayList<>();
        List<Long> lower = new ArrayList<>();
        boolean empty = true;
        for (Column column : panel.columns()) {
            long x = frame.x(across, column.x());
            long[] edges = column.edges(frame.height());
            empty &= edges[cause] == edges[cause + 1];
            Collections.addAll(upper, x, frame.bottom() - edges[cause + 1]);
            lower.addAll(0, List.of(x, frame.bottom() - edges[cause]));
        }
        upper.addAll(lower);
        if (!empty) {
            long[] points = upper.stream().mapToLong(Long::longValue).toArray();
            frame.picture().polygon(points, causes.style(cause));
        }
    }

    private void bars(Frame frame, Panel panel, int cause) {
        long width = frame.width() * BAR / 100 / Math.max(1, across.ticks().size());
        for (Column column : panel.columns()) {
            long x = frame.x(across, column.x());
            long[] edges = column.edges(frame.height());
            long height = edges[cause + 1] - edges[cause];
            if (height > 0) {
                long y = frame.bottom() - edges[cause + 1];
                frame.picture().rectangle(x - width / 2, y, width, height, causes.style(cause));
            }
        }
    }

    /** From above, as the areas lie. */
    private void drawLegend(Picture picture, long x) {
        int last = causes.names().size() - 1;
        for (int i = 0; i <= last; i++) {
            long y = TOP + i * ROW;
            picture.rectangle(x, y, 1200, 1200, Style.filled(causes.color(last - i)));
            picture.text(
                    x + 1900, y + 1050, Anchor.START, LEGEND, causes.names().get(last - i));
        }
    }
}
