package dev.ziggurat.report.picture;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** Draws on the page of a PDF file. A unit is a pixel there too; the page's y grows upwards. */
final class PdfPen implements Pen {
    /** A quarter of a circle as a Bezier curve: its handles, as a share of the radius. */
    private static final float QUARTER = 0.5523f;

    /** Where SVG cuts off a pointed corner, in widths of the line. */
    private static final float MITER = 4;

    private final PDDocument document;
    private final PDPageContentStream out;
    private final long height;
    private final Map<Typeface, PDType0Font> fonts = new HashMap<>();

    PdfPen(PDDocument document, PDPageContentStream out, long height) throws IOException {
        this.document = document;
        this.out = out;
        this.height = height;
        out.transform(Matrix.getScaleInstance(Pdf.POINT, Pdf.POINT));
        out.setMiterLimit(MITER);
    }

    @Override
    public void rectangle(long x, long y, long width, long height, Style style) throws IOException {
        begin(style);
        out.addRect(length(x), up(y + height), length(width), length(height));
        end(style);
    }

    @Override
    public void line(long[] from, long[] to, Style style) throws IOException {
        polyline(new long[] {from[0], from[1], to[0], to[1]}, style);
    }

    @Override
    public void circle(long x, long y, long radius, Style style) throws IOException {
        begin(style);
        float r = length(radius);
        float cx = length(x);
        float cy = up(y);
        float k = r * QUARTER;
        out.moveTo(cx + r, cy);
        out.curveTo(cx + r, cy + k, cx + k, cy + r, cx, cy + r);
        out.curveTo(cx - k, cy + r, cx - r, cy + k, cx - r, cy);
        out.curveTo(cx - r, cy - k, cx - k, cy - r, cx, cy - r);
        out.curveTo(cx + k, cy - r, cx + r, cy - k, cx + r, cy);
        out.closePath();
        end(style);
    }

    @Override
    public void polyline(long[] points, Style style) throws IOException {
        begin(style);
        path(points);
        end(style);
    }

    @Override
    public void polygon(long[] points, Style style) throws IOException {
        begin(style);
        path(points);
        out.closePath();
        end(style);
    }

    private void path(long[] points) throws IOException {
        out.moveTo(length(points[0]), up(points[1]));
        for (int i = 2; i < points.length; i += 2) {
            out.lineTo(length(points[i]), up(points[i + 1]));
        }
    }

    @Override
    public void text(long x, long y, Anchor anchor, Font font, String content) throws IOException {
        String shown = font.face().shown(content);
        long before = switch (anchor) {
            case START -> 0;
            case MIDDLE -> font.width(shown) / 2;
            case END -> font.width(shown);
        };
        show(Matrix.getTranslateInstance(length(x - before), up(y)), font, shown);
    }

    @Override
    public void upwards(long x, long y, Font font, String content) throws IOException {
        String shown = font.face().shown(content);
        // A quarter turn in whole numbers: a sine would be rounded.
        show(new Matrix(0, 1, -1, 0, length(x), up(y + font.width(shown) / 2)), font, shown);
    }

    private void show(Matrix place, Font font, String shown) throws IOException {
        out.beginText();
        fill(font.color());
        out.setFont(embedded(font.face()), font.size());
        out.setTextMatrix(place);
        out.showText(shown);
        out.endText();
    }

    private PDType0Font embedded(Typeface face) throws IOException {
        PDType0Font font = fonts.get(face);
        if (font == null) {
            font = PDType0Font.load(document, face.font(), true);
            fonts.put(face, font);
        }
        return font;
    }

    private void begin(Style style) throws IOException {
        if (style.fill() != null) {
            fill(style.fill());
        }
        if (style.stroke() != null) {
            float[] color = color(style.stroke());
            out.setStrokingColor(color[0], color[1], color[2]);
            out.setLineWidth(length(style.width()));
            out.setLineJoinStyle(style.round() ? 1 : 0);
            float[] dashes = new float[style.dashes().size()];
            for (int i = 0; i < dashes.length; i++) {
                dashes[i] = length(style.dashes().get(i));
            }
            out.setLineDashPattern(dashes, 0);
        }
    }

    private void end(Style style) throws IOException {
        if (style.fill() == null) {
            out.stroke();
        } else if (style.stroke() == null) {
            out.fill();
        } else {
            out.fillAndStroke();
        }
    }

    private void fill(String hex) throws IOException {
        float[] color = color(hex);
        out.setNonStrokingColor(color[0], color[1], color[2]);
    }

    /** Red, green and blue from 0 to 1. */
    private static float[] color(String hex) {
        int all = Integer.parseInt(hex.substring(1), 16);
        return new float[] {(all >> 16) / 255f, (all >> 8 & 0xFF) / 255f, (all & 0xFF) / 255f};
    }

    private float up(long y) {
        return length(height - y);
    }

    private static float length(long hundredths) {
        return hundredths / (float) Picture.PIXEL;
    }
}
