package dev.ziggurat.report.picture;

/**
 * How text looks.
 *
 * @param size in pixels, at least 1
 * @param color such as {@code #333333}
 * @param face the letters
 */
public record Font(int size, String color, Typeface face) {
    /** A font of the usual letters. */
    public Font(int size, String color) {
        this(size, color, Typeface.REGULAR);
    }

    /** Returns how wide a text is, in hundredths of a pixel. */
    public long width(String text) {
        return face.width(text, size);
    }
}
