package dev.ziggurat.machine.yaml;

import dev.ziggurat.units.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as files spell them. */
public final class Words {
    private static final int LONGEST_LIST = 24;

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

    /** Returns the second half of a message about an unknown name: the nearest one, then all of them. */
    public static String hint(String name, Collection<String> known) {
        String list = known.stream().limit(LONGEST_LIST).collect(Collectors.joining(", "));
        String all = known.isEmpty() ? "there is none here" : "known: " + list;
        String more = known.size() > LONGEST_LIST ? ", ..." : "";
        return Spelling.question(name, known) + all + more;
    }
}
