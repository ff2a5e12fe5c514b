package dev.ziggurat.report;

import dev.ziggurat.report.Svg.Anchor;
import dev.ziggurat.report.Svg.Font;
import dev.ziggurat.units.Quantity;
import java.util.List;

/**
 * The rectangle in which values are drawn, with its axes.
 *
 * @param svg the picture
 * @param left the left edge in hundredths of a pixel
 * @param top the upper edge
 * @param width the width
 * @param height the height
 */
record Frame(Svg svg, long left, long top, long width, long height) {
    private static final Font TICK = new Font(12, Palette.INK);
    private static final Font TITLE = new Font(13, Palette.INK);
    private static final Font MARK = new Font(11, Palette.FAINT_INK);
    private static final String GRID = "stroke=\"" + Palette.GRID + "\" stroke-width=\"1\"";
    private static final String EDGE = "stroke=\"" + Palette.INK + "\" stroke-width=\"1\"";

    long right() {
        return left + width;
    }

    long bottom() {
        return top + height;
    }

    long x(Scale scale, Quantity value) {
        return left + scale.at(value, width);
    }

    long y(Scale scale, Quantity value) {
        return bottom() - scale.at(value, height);
    }

    /** Draws the grid and the texts of the upright axis; an empty title is left out. */
    void upright(Scale scale, String title) {
        for (Scale.Tick tick : scale.ticks()) {
            long y = y(scale, tick.value());
            svg.line(new long[] {left, y}, new long[] {right(), y}, GRID);
            svg.text(left - 800, y + 420, Anchor.END, TICK, tick.label());
        }
        if (!title.isEmpty()) {
            svg.upwards(left - 5200, top + height / 2, TITLE, title);
        }
    }

    /** Draws the texts of the level axis and the lines of both; to be called when the areas are drawn. */
    void level(Scale scale, String title) {
        long lastEnd = Long.MIN_VALUE;
        for (Scale.Tick tick : scale.ticks()) {
            long x = x(scale, tick.value());
            svg.line(new long[] {x, bottom()}, new long[] {x, bottom() + 500}, EDGE);
            long half = TICK.width(tick.label()) / 2;
            if (x - half > lastEnd) {
                svg.text(x, bottom() + 1900, Anchor.MIDDLE, TICK, tick.label());
                lastEnd = x + half + 300;
            }
        }
        svg.line(new long[] {left, bottom()}, new long[] {right(), bottom()}, EDGE);
        svg.line(new long[] {left, top}, new long[] {left, bottom()}, EDGE);
        svg.text(left + width / 2, bottom() + 3900, Anchor.MIDDLE, TITLE, title);
    }

    /** Draws upright lines at values worth knowing, a cache's capacity for example, with their names at the upper edge. */
    void marks(Scale scale, List<Mark> marks) {
        for (Mark mark : marks) {
            long x = x(scale, mark.at());
            if (scale.continuous() && x > left && x < right()) {
                svg.line(
                        new long[] {x, top},
                        new long[] {x, bottom()},
                        "stroke=\"" + Palette.FAINT_INK + "\" stroke-width=\"1\" stroke-dasharray=\"3 3\"");
                svg.text(x, top - 500, Anchor.MIDDLE, MARK, mark.name());
            }
        }
    }

    /**
     * A value of the level axis that is worth knowing.
     *
     * @param at the value
     * @param name what it is
     */
    record Mark(Quantity at, String name) {
        /** Reads {@code 32 KiB=L1d}. */
        static Mark parse(String text) {
            int sign = text.indexOf('=');
            if (sign < 1) {
                throw new ReportException("'" + text + "' is no mark; write for example --mark \"32 KiB=L1d\"");
            }
            return new Mark(
                    Quantity.of(text.substring(0, sign).strip()),
                    text.substring(sign + 1).strip());
        }
    }
}
