package dev.ziggurat.workload.trace;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells text formats by the first line that is neither empty nor a comment. */
final class FirstLine {
    private FirstLine() {}

    /** Whether that line matches a pattern; lines that begin with {@code ==} or {@code #} are comments. */
    static boolean matches(byte[] head, int length, String pattern) {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && head[end] != '\n') {
                end++;
            }
            String line = new String(head, start, end - start, StandardCharsets.ISO_8859_1);
            if (!line.isBlank() && !line.startsWith("==") && !line.startsWith("#")) {
                return Pattern.matches(pattern, line);
            }
            start = end + 1;
        }
        return false;
    }
}
