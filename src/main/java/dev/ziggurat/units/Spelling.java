package dev.ziggurat.units;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was probably meant by a name that nothing has. */
public final class Spelling {
    private static final int LONGEST_NAME = 100;

    private Spelling() {}

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

    /** Returns {@code did you mean 'NAME'? }, with a blank behind it, as a part of a message; empty if no known name is near. */
    public static String question(String name, Collection<String> known) {
        String nearest = nearest(name, known);
        return nearest == null ? "" : "did you mean '" + nearest + "'? ";
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
