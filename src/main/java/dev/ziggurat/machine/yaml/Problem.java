package dev.ziggurat.machine.yaml;

import java.util.Comparator;

/**
 * One thing that is wrong in a configuration, or worth knowing about it.
 *
 * @param file the file as the user named it, or {@code --set}
 * @param line the line from 1; 0 if there is none
 * @param column the column from 1; 0 if there is none
 * @param path the path of keys, {@code caches.llc.size}; empty for the whole file
 * @param value the offending text; empty if there is none
 * @param rule what is wrong and what to write instead
 */
public record Problem(String file, int line, int column, String path, String value, String rule) {
    /** By file, then from top to bottom. */
    static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    private static final int LONGEST_VALUE = 80;

    public Problem {
        value = shortened(value);
    }

    /** States a problem at an origin. */
    public static Problem at(Origin origin, String path, String value, String rule) {
        return new Problem(origin.source().name(), origin.line(), origin.column(), path, value, rule);
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 3) + "...";
    }

    /** Returns {@code file:line: path: value: rule}, without the parts that are empty. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        for (String part : new String[] {path, value, rule}) {
            if (!part.isEmpty()) {
                text.append(": ").append(part);
            }
        }
        return text.toString();
    }
}
