package dev.ziggurat.machine.yaml;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names as files spell them, and the nearest of several. */
public final class Words {
    private static final int LONGEST_LIST = 24;
    private static final int LONGEST_NAME = 100;

    private Words() {}

    /**
     * Returns the key of a record component: {@code loadToUse} is {@code load-to-use}. A name that is not camel case ({@code tRCD},
     * {@code nRFC}) is spelt as in its table.
     */
    public static String key(String component) {
        if (!component.matches("[a-z][a-z0-9]*([A-Z][a-z0-9]+)*")) {
            return component;
        }
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Returns the keys of a record's components, in their order. */
    public static List<String> keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> key(component.getName()))
                .toList();
    }

    /** Returns the spelling of a constant: {@code WRITE_BACK} is {@code write-back}. */
    public static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the known name that was probably meant; null if none is near. */
    public static @Nullable String nearest(String name, Collection<String> known) {
        if (name.length() > LONGEST_NAME) {
            return null;
        }
        String best = null;
        int least = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // A name of two letters is not near every other name of two letters.
            if (distance < least && distance < Math.max(name.length(), candidate.length())) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Returns the second half of a message about an unknown name: the nearest one, then all of them. */
    public static String hint(String name, Collection<String> known) {
        String nearest = nearest(name, known);
        String list = known.stream().limit(LONGEST_LIST).collect(Collectors.joining(", "));
        String all = known.isEmpty() ? "there is none here" : "known: " + list;
        String more = known.size() > LONGEST_LIST ? ", ..." : "";
        return (nearest == null ? "" : "did you mean '" + nearest + "'? ") + all + more;
    }

    /** Edit distance in which a swap of neighbours is one step (Damerau; optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(steps[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            steps[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[a.length()][b.length()];
    }
}
