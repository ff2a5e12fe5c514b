package dev.ziggurat.report;

import dev.ziggurat.report.picture.Picture;
import dev.ziggurat.report.picture.Style;
import java.util.List;

/** Colours that people with colour-blindness tell apart (Okabe and Ito, 2008; the areas' also differ in brightness), and shapes beside them. */
final class Palette {
    /** Lines on white. */
    static final List<String> LINES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    /** Areas, from below; neighbours differ in brightness. */
    static final List<String> AREAS = List.of(
            "#0072b2", "#f0e442", "#009e73", "#e69f00", "#56b4e9", "#d55e00", "#cc79a7", "#332288", "#44aa99",
            "#882255");

    /** What is too small for a colour of its own. */
    static final String OTHER = "#bbbbbb";

    static final String INK = "#222222";
    static final String FAINT_INK = "#666666";
    static final String GRID = "#e4e4e4";

    private static final List<List<Long>> DASHES =
            List.of(List.of(), List.of(600L, 300L), List.of(200L, 250L), List.of(800L, 300L, 200L, 300L));

    private Palette() {}

    /** Returns how many kinds of dashes there are. */
    static int dashes() {
        return DASHES.size();
    }

    /** Returns the lengths of a kind of dashes; 0 is a whole line. */
    static List<Long> dash(int kind) {
        return DASHES.get(kind);
    }

    /** Draws the mark of a series: colours and marks go together, so that a picture can be read in black and white. */
    static void mark(Picture picture, int kind, long x, long y, String color) {
        Style style = Style.filled(color).edged("#ffffff", 80);
        switch (kind % 4) {
            case 0 -> picture.circle(x, y, 370, style);
            case 1 -> picture.rectangle(x - 330, y - 330, 660, 660, style);
            case 2 -> picture.polygon(new long[] {x, y - 440, x + 400, y + 300, x - 400, y + 300}, style);
            default -> picture.polygon(new long[] {x, y - 450, x + 450, y, x, y + 450, x - 450, y}, style);
        }
    }
}
