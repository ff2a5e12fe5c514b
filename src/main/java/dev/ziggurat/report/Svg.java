package dev.ziggurat.report;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Writes a picture. All lengths are in hundredths of a pixel, so that no floating-point number is ever printed; text is written as text, in
 * whatever sans-serif font the reader has.
 */
final class Svg {
    /** Hundredths of a pixel in a pixel. */
    static final long PIXEL = 100;

    private final StringBuilder text = new StringBuilder();

    /** Which end of a text lies at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * How text looks.
     *
     * @param size in pixels
     * @param color such as {@code #333333}
     * @param weight {@code normal} or {@code bold}
     */
    record Font(int size, String color, String weight) {
        Font(int size, String color) {
            this(size, color, "normal");
        }

        /** Returns about how wide a text is in hundredths of a pixel; fonts differ, so a little more than most need. */
        long width(String text) {
            return (long) text.length() * size * (weight.equals("normal") ? 56 : 66);
        }
    }

    Svg(long width, long height, String title) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
        text.append(number(width)).append("\" height=\"").append(number(height));
        text.append("\" viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
        text.append("\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n");
        text.append("<title>").append(escaped(title)).append("</title>\n");
        rectangle(0, 0, width, height, "fill=\"#ffffff\"");
    }

    void rectangle(long x, long y, long width, long height, String style) {
        text.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
        text.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
        end(style);
    }

    void line(long[] from, long[] to, String style) {
        text.append("<line x1=\"").append(number(from[0])).append("\" y1=\"").append(number(from[1]));
        text.append("\" x2=\"").append(number(to[0])).append("\" y2=\"").append(number(to[1]));
        end(style);
    }

    void circle(long x, long y, long radius, String style) {
        text.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
        text.append("\" r=\"").append(number(radius));
        end(style);
    }

    /** An open line through points, x and y by turns. */
    void polyline(long[] points, String style) {
        points("polyline", points, style + " fill=\"none\"");
    }

    /** A closed area. */
    void polygon(long[] points, String style) {
        points("polygon", points, style);
    }

    void text(long x, long y, Anchor anchor, Font font, String content) {
        place(x, y, anchor, font, "", content);
    }

    /** Text that reads upwards. */
    void upwards(long x, long y, Font font, String content) {
        String turn = " transform=\"rotate(-90 " + number(x) + ' ' + number(y) + ")\"";
        place(x, y, Anchor.MIDDLE, font, turn, content);
    }

    private void place(long x, long y, Anchor anchor, Font font, String more, String content) {
        text.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        text.append("\" font-size=\"").append(font.size());
        text.append("\" fill=\"").append(font.color()).append('"');
        if (anchor != Anchor.START) {
            text.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        if (!font.weight().equals("normal")) {
            text.append(" font-weight=\"").append(font.weight()).append('"');
        }
        text.append(more).append('>').append(escaped(content)).append("</text>\n");
    }

    private void points(String element, long[] points, String style) {
        text.append('<').append(element).append(" points=\"");
        for (int i = 0; i < points.length; i += 2) {
            text.append(i == 0 ? "" : " ").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
        end(style);
    }

    private void end(String style) {
        text.append("\" ").append(style).append("/>\n");
    }

    /** Ends the picture and returns it. */
    String finish() {
        return text.append("</svg>\n").toString();
    }

    private static String number(long hundredths) {
        return hundredths == 0
                ? "0"
                : BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
    }

    /** Characters that XML forbids even as references are shown as a question mark. */
    static String escaped(String content) {
        StringBuilder escaped = new StringBuilder();
        content.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append(' ');
                default -> escaped.appendCodePoint(allowed(point) ? point : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int point) {
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return point >= 0x20 && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }
}
