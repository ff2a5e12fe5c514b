package dev.ziggurat.workload;

import dev.ziggurat.units.SpecException;

/** What a process, a thread or a workload may be called: its name stands in paths and in the names of statistics. */
final class Names {
    private Names() {}

    /** Refuses a name that a path could not carry. */
    static void require(String key, String name) {
        boolean fine = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            fine &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
        if (!fine) {
            throw new SpecException(key, "'" + name + "' is no name; a name is made of letters, digits, '-' and '_'");
        }
    }
}
