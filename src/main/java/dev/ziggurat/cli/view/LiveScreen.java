package dev.ziggurat.cli.view;

import java.io.PrintWriter;

/**
 * Draws frames of lines on a terminal, each in the place of the one before, and leaves the last one behind. It asks for the terminal's size neither at
 * the beginning nor when that changes: each line is put at its row by itself, which a terminal takes as its last row if it has fewer, and nothing is
 * wrapped. So what does not fit is cut at the right and at the bottom, and each frame is drawn whole. The sequences are those of ECMA-48 (CUP, EL, ED)
 * and of xterm's private modes (DECAWM 7, the second screen 1049), which the terminals of today all know.
 */
public final class LiveScreen {
    private static final String ESCAPE = "\u001b[";
    private static final String OPEN = ESCAPE + "?1049h" + ESCAPE + "?7l";
    private static final String CLOSE = ESCAPE + "?7h" + ESCAPE + "?1049l";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintWriter out;
    private String last = "";
    private boolean closed;

    public LiveScreen(PrintWriter out) {
        this.out = out;
    }

    /** Draws a frame, and puts the cursor on its first empty line. */
    public void draw(String frame) {
        if (closed) {
            return;
        }
        String[] lines = frame.lines().toArray(String[]::new);
        StringBuilder text = new StringBuilder(last.isEmpty() ? OPEN : "");
        text.append(row(lines.length + 1)).append(CLEAR_BELOW);
        int cursor = 1;
        // Upwards: where rows coincide, the one that belongs there comes last.
        for (int i = lines.length; i > 0; i--) {
            text.append(row(i)).append(lines[i - 1]).append(CLEAR_LINE);
            cursor = lines[i - 1].isEmpty() ? i : cursor;
        }
        out.print(text.append(row(cursor)));
        out.flush();
        last = frame;
    }

    private static String row(int number) {
        return ESCAPE + number + ";1H";
    }

    /** Goes back to the first screen and prints the last frame there; no frame is drawn any more. */
    void close() {
        if (!closed && !last.isEmpty()) {
            // The cursor is where it was, perhaps behind a bar of progress.
            out.print(CLOSE + "\r" + CLEAR_LINE + last);
            out.flush();
        }
        closed = true;
    }
}
