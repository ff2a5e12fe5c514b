package dev.ziggurat.report.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A picture: its size, its title, and what was drawn on it, in that order. It begins white. */
public final class Picture implements Pen {
    /** Hundredths of a pixel in a pixel. */
    public static final long PIXEL = 100;

    private final long width;
    private final long height;
    private final String title;
    private final List<Stroke> strokes = new ArrayList<>();

    /** One shape, to be drawn by any pen. */
    private interface Stroke {
        void draw(Pen pen) throws IOException;
    }

    /**
     * An empty picture.
     *
     * @param width in hundredths of a pixel
     * @param height in hundredths of a pixel
     * @param title what readers of its files see of it without looking at it
     */
    public Picture(long width, long height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
        rectangle(0, 0, width, height, Style.filled("#ffffff"));
    }

    long width() {
        return width;
    }

    long height() {
        return height;
    }

    String title() {
        return title;
    }

    @Override
    public void rectangle(long x, long y, long width, long height, Style style) {
        strokes.add(pen -> pen.rectangle(x, y, width, height, style));
    }

    @Override
    public void line(long[] from, long[] to, Style style) {
        strokes.add(pen -> pen.line(from, to, style));
    }

    @Override
    public void circle(long x, long y, long radius, Style style) {
        strokes.add(pen -> pen.circle(x, y, radius, style));
    }

    @Override
    public void polyline(long[] points, Style style) {
        strokes.add(pen -> pen.polyline(points, style));
    }

    @Override
    public void polygon(long[] points, Style style) {
        strokes.add(pen -> pen.polygon(points, style));
    }

    @Override
    public void text(long x, long y, Anchor anchor, Font font, String content) {
        strokes.add(pen -> pen.text(x, y, anchor, font, content));
    }

    @Override
    public void upwards(long x, long y, Font font, String content) {
        strokes.add(pen -> pen.upwards(x, y, font, content));
    }

    /** Draws all of it once more. */
    void draw(Pen pen) throws IOException {
        for (Stroke stroke : strokes) {
            stroke.draw(pen);
        }
    }
}
