package dev.ziggurat.report.picture;

import java.io.IOException;

/** What draws the shapes of a picture. Lengths are in hundredths of a pixel from the upper left corner, y downwards. */
interface Pen {
    /** A rectangle, its upper left corner first. */
    void rectangle(long x, long y, long width, long height, Style style) throws IOException;

    void line(long[] from, long[] to, Style style) throws IOException;

    void circle(long x, long y, long radius, Style style) throws IOException;

    /** An open line through points, x and y by turns. */
    void polyline(long[] points, Style style) throws IOException;

    /** A closed area. */
    void polygon(long[] points, Style style) throws IOException;

    /** A line of text on its base line. */
    void text(long x, long y, Anchor anchor, Font font, String content) throws IOException;

    /** Text that reads upwards; its middle lies at the point. */
    void upwards(long x, long y, Font font, String content) throws IOException;
}
