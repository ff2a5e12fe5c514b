package dev.ziggurat.report.html;

import java.util.Locale;

/** Writes an SVG element that is part of a page: whole coordinates, classes instead of colours. */
final class SvgPen {
    private final StringBuilder out = new StringBuilder();

    /** A rectangle, its upper left corner first. */
    record Box(int x, int y, int width, int height) {}

    void open(String title, String classes) {
        out.append("<g class=\"")
                .append(classes)
                .append("\"><title>")
                .append(Html.escape(title))
                .append("</title>\n");
    }

    void close() {
        out.append("</g>\n");
    }

    void box(Box box, String classes) {
        out.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
                classes,
                box.x(),
                box.y(),
                box.width(),
                box.height()));
    }

    void line(int x1, int y1, int x2, int y2) {
        out.append(String.format(Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x1, y1, x2, y2));
    }

    void text(int x, int y, String text, String classes) {
        out.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">", classes, x, y))
                .append(Html.escape(text))
                .append("</text>\n");
    }

    /** Returns the element, with a title and a description that screen readers read. */
    String svg(int width, int height, String title, String description) {
        return String.format(
                        Locale.ROOT,
                        "<svg id=\"machine-svg\" class=\"machine\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                                + " aria-labelledby=\"machine-title machine-desc\">\n",
                        width,
                        height)
                + "<title id=\"machine-title\">" + Html.escape(title) + "</title>\n<desc id=\"machine-desc\">"
                + Html.escape(description) + "</desc>\n" + out + "</svg>";
    }
}
