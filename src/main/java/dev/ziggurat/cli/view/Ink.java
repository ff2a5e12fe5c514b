package dev.ziggurat.cli.view;

import java.io.PrintWriter;

/** What some text is, which a terminal shows by its colour (ECMA-48, select graphic rendition). Without colours the words are the same. */
public enum Ink {
    /** The name of what follows. */
    HEADING("1"),
    /** It went wrong. */
    ERROR("1;31"),
    /** Worth a look. */
    NOTE("33");

    private final String rendition;

    Ink(String rendition) {
        this.rendition = rendition;
    }

    /** A writer that takes colours; to any other text goes as it is. */
    public static final class Coloured extends PrintWriter {
        public Coloured(PrintWriter out) {
            super(out, true);
        }
    }

    /** Returns the text as this writer shows it. */
    public String on(PrintWriter out, String text) {
        return out instanceof Coloured && !text.isEmpty() ? "\u001b[" + rendition + "m" + text + "\u001b[0m" : text;
    }

    /** Says on standard error what is wrong. */
    public static void complain(PrintWriter err, String text) {
        err.println(ERROR.on(err, "ziggurat:") + " " + text);
    }
}
