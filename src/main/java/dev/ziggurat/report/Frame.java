package dev.ziggurat.report;

import dev.ziggurat.report.picture.Anchor;
import dev.ziggurat.report.picture.Font;
import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Style;
import dev.ziggurat.units.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * The rectangle in which values are drawn, with its axes.
 *
 * @param picture on which it lies
 * @param left the left edge in hundredths of a pixel
 * @param top the upper edge
 * @param width the width
 * @param height the height
 */
record Frame(Picture picture, long left, long top, long width, long height) {
    private static final Font TICK = new Font(12, Palette.INK);
    private static final Font TITLE = new Font(13, Palette.INK);
    private static final Font MARK = new Font(11, Palette.FAINT_INK);
    private static final long ROW = 1500;
    private static final int LEFT_OUT = -1;
    private static final Style GRID = Style.stroked(Palette.GRID, Picture.PIXEL);
    private static final Style EDGE = Style.stroked(Palette.INK, Picture.PIXEL);
    private static final Style AT_MARK =
            Style.stroked(Palette.FAINT_INK, Picture.PIXEL).dashed(List.of(300L, 300L));

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
        long widest = 0;
        for (Scale.Tick tick : scale.ticks()) {
            long y = y(scale, tick.value());
            widest = Math.max(widest, TICK.width(tick.label()));
            picture.line(new long[] {left, y}, new long[] {right(), y}, GRID);
            picture.text(left - 800, y + 420, Anchor.END, TICK, tick.label());
        }
        if (!title.isEmpty()) {
            picture.upwards(left - Math.max(5200, widest + 1300), top + height / 2, TITLE, title);
        }
    }

    /** Draws the texts of the level axis and the lines of both; to be called when the areas are drawn. */
    void level(Scale scale, String title) {
        List<Integer> rows = rows(scale, width);
        for (int i = 0; i < rows.size(); i++) {
            Scale.Tick tick = scale.ticks().get(i);
            long x = x(scale, tick.value());
            picture.line(new long[] {x, bottom()}, new long[] {x, bottom() + 500}, EDGE);
            if (rows.get(i) != LEFT_OUT) {
                picture.text(x, bottom() + 1900 + rows.get(i) * ROW, Anchor.MIDDLE, TICK, tick.label());
            }
        }
        picture.line(new long[] {left, bottom()}, new long[] {right(), bottom()}, EDGE);
        picture.line(new long[] {left, top}, new long[] {left, bottom()}, EDGE);
        picture.text(left + width / 2, bottom() + 3900 + lower(scale, width), Anchor.MIDDLE, TITLE, title);
    }

    /** Returns in which row each text of a level axis stands: words that lie too close go lower, numbers are left out. */
    private static List<Integer> rows(Scale scale, long width) {
        List<Integer> rows = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (Scale.Tick tick : scale.ticks()) {
            long x = scale.at(tick.value(), width);
            long half = TICK.width(tick.label()) / 2;
            int row = 0;
            while (row < ends.size() && x - half <= ends.get(row)) {
                row++;
            }
            if (row > 0 && scale.continuous()) {
                rows.add(LEFT_OUT);
                continue;
            }
            if (row == ends.size()) {
                ends.add(0L);
            }
            ends.set(row, x + half + 300);
            rows.add(row);
        }
        return rows;
    }

    /** Returns how much height a level axis of a width takes beyond that of one row of texts. */
    static long lower(Scale scale, long width) {
        return ROW
                * rows(scale, width).stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Returns how far the text at the right end of a level axis reaches beyond it, with some air. */
    static long overhang(Scale scale) {
        List<Scale.Tick> ticks = scale.ticks();
        return scale.continuous() ? TICK.width(ticks.get(ticks.size() - 1).label()) / 2 + 300 : 0;
    }

    /** Draws a level line at a value to which others are compared. */
    void reference(Scale scale, Quantity value) {
        long y = y(scale, value);
        picture.line(new long[] {left, y}, new long[] {right(), y}, AT_MARK);
    }

    /** Draws upright lines at values worth knowing, a cache's capacity for example, with their names at the upper edge. */
    void marks(Scale scale, List<Mark> marks) {
        for (Mark mark : marks) {
            long x = x(scale, mark.at());
            if (scale.continuous() && x >= left && x <= right()) {
                picture.line(new long[] {x, top}, new long[] {x, bottom()}, AT_MARK);
                picture.text(x, top - 500, Anchor.MIDDLE, MARK, mark.name());
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
            Quantity at = Quantity.of(text.substring(0, Math.max(0, sign)).strip());
            if (sign < 1 || at.kind() == Quantity.Kind.WORD) {
                throw new ReportException("'" + text
                        + "' is no mark: a number with its unit and a name; write for example --mark \"32 KiB=L1d\"");
            }
            return new Mark(at, text.substring(sign + 1).strip());
        }
    }
}
