package dev.ziggurat.report;

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

    private static final String[] DASHES = {
        "", " stroke-dasharray=\"6 3\"", " stroke-dasharray=\"2 2.5\"", " stroke-dasharray=\"8 3 2 3\""
    };

    private Palette() {}

    /** Returns how many kinds of dashes there are. */
    static int dashes() {
        return DASHES.length;
    }

    /** Returns the attribute of a kind of dashes; 0 is a whole line. */
    static String dash(int kind) {
        return DASHES[kind];
    }

    /** Draws the mark of a series: colours and marks go together, so that a picture can be read in black and white. */
    static void mark(Svg svg, int kind, long x, long y, String color) {
        String style = "fill=\"" + color + "\" stroke=\"#ffffff\" stroke-width=\"0.8\"";
        switch (kind % 4) {
            case 0 -> svg.circle(x, y, 370, style);
            case 1 -> svg.rectangle(x - 330, y - 330, 660, 660, style);
            case 2 -> svg.polygon(new long[] {x, y - 440, x + 400, y + 300, x - 400, y + 300}, style);
            default -> svg.polygon(new long[] {x, y - 450, x + 450, y, x, y + 450, x - 450, y}, style);
        }
    }
}
