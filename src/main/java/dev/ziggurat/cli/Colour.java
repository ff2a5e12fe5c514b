package dev.ziggurat.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether what is printed is coloured: as {@code --color} says, else on a terminal, unless {@code NO_COLOR} is set (no-color.org) or
 * {@code TERM} is {@code dumb}.
 *
 * @param when what {@code --color} says
 * @param environment the variables of the shell
 */
record Colour(When when, Map<String, String> environment) {
    private static final String OPTION = "--color";

    /** When there are colours. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** The words behind the option. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto", "always", "never").iterator();
        }
    }

    /**
     * Looks for the option before anything is parsed, as what is wrong with the arguments is coloured too. A wrong word is told when they
     * are parsed.
     */
    static Colour of(Map<String, String> environment, String... arguments) {
        When when = When.AUTO;
        for (int i = 0; i < arguments.length; i++) {
            String word = "";
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                word = arguments[i + 1];
            } else if (arguments[i].startsWith(OPTION + "=")) {
                word = arguments[i].substring(OPTION.length() + 1);
            }
            for (When each : When.values()) {
                when = each.name().equals(word.toUpperCase(Locale.ROOT)) ? each : when;
            }
        }
        return new Colour(when, environment);
    }

    /** Whether a stream is coloured that is a terminal or is none. */
    boolean on(boolean terminal) {
        return when == When.ALWAYS || (when == When.AUTO && hindrance(terminal).isEmpty());
    }

    /** Returns why a stream is not coloured if nothing is said; empty if it is. */
    String hindrance(boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return "NO_COLOR is set";
        } else if ("dumb".equals(environment.get("TERM"))) {
            return "TERM is dumb";
        }
        return terminal ? "" : "it is no terminal";
    }
}
