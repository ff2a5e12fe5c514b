package dev.ziggurat.report.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/** Letters that every picture has at hand, whatever the host has: Liberation Sans, under the SIL Open Font License 1.1. */
public final class Typeface {
    /** The usual letters. */
    public static final Typeface REGULAR = new Typeface("LiberationSans-Regular.ttf");

    /** Those of titles. */
    public static final Typeface BOLD = new Typeface("LiberationSans-Bold.ttf");

    /** What stands for a character that has no letter here. */
    private static final int MISSING = '?';

    private final String file;
    private @Nullable TrueTypeFont font;

    private Typeface(String file) {
        this.file = file;
    }

    /** Returns the font; it is read when it is asked for the first time. */
    synchronized TrueTypeFont font() {
        if (font == null) {
            try (InputStream in = Objects.requireNonNull(Typeface.class.getResourceAsStream("/liberation/" + file))) {
                font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            // Each character stays one letter: a ligature would be narrower than what was measured, and is found as
            // another character.
            font.setEnableGsub(false);
        }
        return font;
    }

    /** Returns a text with only such characters as there are letters for: others become a question mark, all white space a blank. */
    String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isWhitespace(point) ? ' ' : glyph(point) == 0 ? MISSING : point)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /**
     * Returns the width of a text in hundredths of a pixel; a character without a letter here counts as a square, as most letters of other
     * scripts fit in one.
     */
    long width(String text, int size) {
        long em = unitsPerEm();
        long units = text.codePoints()
                .mapToLong(point -> Character.isWhitespace(point) || glyph(point) != 0 ? advance(point) : em)
                .sum();
        return (units * size * Picture.PIXEL + em - 1) / em;
    }

    private long advance(int point) {
        try {
            return font().getAdvanceWidth(glyph(Character.isWhitespace(point) ? ' ' : point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int glyph(int point) {
        try {
            return font().getUnicodeCmapLookup().getGlyphId(point);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int unitsPerEm() {
        try {
            return font().getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
