package dev.ziggurat.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names that Java cannot read: in the C locale it takes what is not ASCII for U+FFFD, and no file is found under such a name. That is told
 * once and clearly, in place of whatever would fail later.
 */
final class Unreadable {
    private static final char REPLACEMENT = '\uFFFD';

    private Unreadable() {}

    /** Returns what to tell of the arguments, the working folder or the program's own place; null if all can be read. */
    static @Nullable String among(String... arguments) {
        List<String> names = new ArrayList<>(Arrays.asList(arguments));
        names.add(System.getProperty("user.dir", ""));
        names.add(System.getProperty("java.class.path", ""));
        for (String name : names) {
            if (name.indexOf(REPLACEMENT) >= 0) {
                return "the name '" + name + "' has letters that the locale of this shell cannot show; set another,"
                        + " for example with 'export LC_ALL=C.UTF-8', and start the same command again";
            }
        }
        return null;
    }
}
