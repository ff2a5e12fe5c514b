package dev.ziggurat.report.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a shape looks.
 *
 * @param fill the colour inside, such as {@code #333333}; null for none
 * @param stroke the colour of the line; null for none
 * @param width the line's, in hundredths of a pixel
 * @param dashes lengths of dashes and gaps by turns, in hundredths of a pixel; none for a whole line
 * @param round whether corners are rounded
 */
public record Style(@Nullable String fill, @Nullable String stroke, long width, List<Long> dashes, boolean round) {
    /** An area without an edge. */
    public static Style filled(String color) {
        return new Style(color, null, 0, List.of(), false);
    }

    /** A line. */
    public static Style stroked(String color, long width) {
        return new Style(null, color, width, List.of(), false);
    }

    /** Returns this style with a line around it. */
    public Style edged(String color, long width) {
        return new Style(fill, color, width, dashes, round);
    }

    /** Returns this style with dashes. */
    public Style dashed(List<Long> dashes) {
        return new Style(fill, stroke, width, dashes, round);
    }

    /** Returns this style with rounded corners. */
    public Style rounded() {
        return new Style(fill, stroke, width, dashes, true);
    }
}
