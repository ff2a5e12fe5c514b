package dev.ziggurat.report.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a picture as SVG. All lengths are in hundredths of a pixel, so that no floating-point number is ever printed; text is written as
 * text, in a sans-serif font of the reader's, for the widths of which room is left.
 */
public final class Svg implements Pen {
    private final StringBuilder text = new StringBuilder();

    private Svg(long width, long height, String title) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
        text.append(number(width)).append("\" height=\"").append(number(height));
        text.append("\" viewBox=\"0 0 ").append(number(width)).append(' ').append(number(height));
        text.append("\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n");
        text.append("<title>").append(escaped(title)).append("</title>\n");
    }

    /** Returns the text of the file. */
    public static String text(Picture picture) {
        Svg svg = new Svg(picture.width(), picture.height(), picture.title());
        try {
            picture.draw(svg);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written", e);
        }
        return svg.text.append("</svg>\n").toString();
    }

    @Override
    public void rectangle(long x, long y, long width, long height, Style style) {
        text.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
        text.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
        end(style);
    }

    @Override
    public void line(long[] from, long[] to, Style style) {
        text.append("<line x1=\"").append(number(from[0])).append("\" y1=\"").append(number(from[1]));
        text.append("\" x2=\"").append(number(to[0])).append("\" y2=\"").append(number(to[1]));
        end(style);
    }

    @Override
    public void circle(long x, long y, long radius, Style style) {
        text.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
        text.append("\" r=\"").append(number(radius));
        end(style);
    }

    @Override
    public void polyline(long[] points, Style style) {
        points("polyline", points);
        attributes(style);
        text.append(" fill=\"none\"/>\n");
    }

    @Override
    public void polygon(long[] points, Style style) {
        points("polygon", points);
        end(style);
    }

    @Override
    public void text(long x, long y, Anchor anchor, Font font, String content) {
        place(x, y, anchor, font, "", content);
    }

    @Override
    public void upwards(long x, long y, Font font, String content) {
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
        if (font.face() == Typeface.BOLD) {
            text.append(" font-weight=\"bold\"");
        }
        text.append(more).append('>').append(escaped(content)).append("</text>\n");
    }

    private void points(String element, long[] points) {
        text.append('<').append(element).append(" points=\"");
        for (int i = 0; i < points.length; i += 2) {
            text.append(i == 0 ? "" : " ").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
    }

    private void end(Style style) {
        attributes(style);
        text.append("/>\n");
    }

    /** Ends the attribute before, too. */
    private void attributes(Style style) {
        text.append('"');
        if (style.fill() != null) {
            text.append(" fill=\"").append(style.fill()).append('"');
        }
        if (style.stroke() != null) {
            text.append(" stroke=\"").append(style.stroke());
            text.append("\" stroke-width=\"").append(number(style.width())).append('"');
        }
        if (!style.dashes().isEmpty()) {
            String dashes = style.dashes().stream().map(Svg::number).collect(Collectors.joining(" "));
            text.append(" stroke-dasharray=\"").append(dashes).append('"');
        }
        text.append(style.round() ? " stroke-linejoin=\"round\"" : "");
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
