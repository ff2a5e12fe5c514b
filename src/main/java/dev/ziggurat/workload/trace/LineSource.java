package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text trace, parsed where they lie in one buffer. As long as {@link #more} says so a whole line, its line feed included, lies
 * at {@link #at}: a parser needs no check for the end of the buffer, since no number goes past a line feed.
 */
final class LineSource {
    /** No line is longer. */
    private static final int CAPACITY = 1 << 16;

    /** How much of a wrong line a message shows. */
    private static final int SHOWN = 60;

    /** The value of each byte as a hexadecimal digit, -1 for others. */
    private static final byte[] DIGIT = digits();

    final byte[] bytes = new byte[CAPACITY + 1];

    /** The next byte; parsers move it. */
    int at;

    private final TraceInput input;

    /** Behind the last line feed in the buffer, and behind the last byte. */
    private int whole;

    private int filled;
    private boolean ended;

    private int start;
    private long line;

    LineSource(TraceInput input) {
        this.input = input;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) (c < 128 ? Character.digit(c, 16) : -1);
        }
        return digits;
    }

    /** Goes to the next line, which must be at {@link #at}; returns false if there is none. */
    boolean more() {
        if (at < whole || refill()) {
            start = at;
            line++;
            return true;
        }
        return false;
    }

    /** Goes on to the next line that is neither empty nor a comment ({@code #}), past its leading blanks; returns false if there is none. */
    boolean moreRecords(String expected) {
        while (more()) {
            if (bytes[at] > '#') {
                return true;
            }
            if (bytes[at] != '#' && !blank()) {
                blanks(expected);
                return true;
            }
            rest();
        }
        return false;
    }

    private boolean refill() {
        while (!ended) {
            System.arraycopy(bytes, at, bytes, 0, filled - at);
            filled -= at;
            at = 0;
            int count = input.read(bytes, filled, CAPACITY - filled);
            ended = count < CAPACITY - filled;
            filled += count;
            if (ended && filled > 0 && bytes[filled - 1] != '\n') {
                bytes[filled++] = '\n';
            }
            whole = filled;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            if (whole > 0) {
                return true;
            }
            if (!ended) {
                throw input.refused(TraceException.atLine(
                        input.file(),
                        line + 1,
                        "the line is longer than " + CAPACITY + " bytes; this is no text trace"));
            }
        }
        return false;
    }

    /** Reads a hexadecimal number of 1 to 16 digits; refuses the line if there is none. */
    long hexadecimal(String expected) {
        int begin = at;
        int here = begin;
        long value = 0;
        int digit = DIGIT[bytes[here] & 0xff];
        while (digit >= 0) {
            value = (value << 4) | digit;
            here++;
            digit = DIGIT[bytes[here] & 0xff];
        }
        if (here == begin || (here - begin > 16 && significant(begin, here) > 16)) {
            throw refuse(expected);
        }
        at = here;
        return value;
    }

    private int significant(int begin, int end) {
        int first = begin;
        while (first < end && bytes[first] == '0') {
            first++;
        }
        return end - first;
    }

    /** Reads a decimal number of 1 to 18 digits; refuses the line if there is none. */
    long decimal(String expected) {
        int begin = at;
        int here = begin;
        long value = 0;
        int digit = bytes[here] - '0';
        while (digit >= 0 && digit <= 9) {
            value = value * 10 + digit;
            here++;
            digit = bytes[here] - '0';
        }
        if (here == begin || here - begin > 18) {
            throw refuse(expected);
        }
        at = here;
        return value;
    }

    /** Reads {@code R} or {@code W}: a load or a store. */
    Reference.Kind readOrWrite(String expected) {
        return switch (bytes[at++]) {
            case 'R' -> Reference.Kind.LOAD;
            case 'W' -> Reference.Kind.STORE;
            default -> throw refuse(expected);
        };
    }

    /** Skips at least one blank or tab. */
    void blanks(String expected) {
        int here = at;
        while (bytes[here] == ' ' || bytes[here] == '\t') {
            here++;
        }
        if (here == at) {
            throw refuse(expected);
        }
        at = here;
    }

    /** Skips a byte that must be there. */
    void take(char wanted, String expected) {
        if (bytes[at] != wanted) {
            throw refuse(expected);
        }
        at++;
    }

    /** Skips the end of the line, before which there may be blanks and a carriage return only. */
    void end(String expected) {
        if (bytes[at] != '\n') {
            while (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r') {
                at++;
            }
            take('\n', expected);
        } else {
            at++;
        }
    }

    /** Skips whatever is left of the line. */
    void rest() {
        while (bytes[at] != '\n') {
            at++;
        }
        at++;
    }

    /** Whether nothing but blanks is left of the line. */
    boolean blank() {
        int here = at;
        while (bytes[here] == ' ' || bytes[here] == '\t' || bytes[here] == '\r') {
            here++;
        }
        return bytes[here] == '\n';
    }

    /** Refuses the line: it is not what was expected. */
    TraceException refuse(String expected) {
        int end = start;
        while (bytes[end] != '\n' && end - start < SHOWN) {
            end++;
        }
        String shown =
                new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", "?");
        String dots = bytes[end] == '\n' ? "" : "...";
        return because("'" + shown + dots + "' is no " + expected);
    }

    /** Refuses the line for a reason. */
    TraceException because(String message) {
        return input.refused(TraceException.atLine(input.file(), line, message));
    }

    void close() {
        input.close();
    }
}
