package dev.ziggurat.runtime.detector;

import java.util.Locale;

/** What an access or a {@code free} was. The names are those of the tools that people know; scripts read the number. */
public enum Verdict {
    OK("nothing wrong"),
    USE_AFTER_FREE("accesses of bytes of a block that was given back"),
    OVERFLOW("accesses that run past the end of a live block, or begin shortly behind it"),
    UNDERFLOW("accesses that begin shortly before a live block"),
    WILD("accesses of the heap that are near no live block"),
    DOUBLE_FREE("calls of free for a block that was given back"),
    INVALID_FREE("calls of free for what is no block");

    private final String sentence;

    Verdict(String sentence) {
        this.sentence = sentence;
    }

    /** Returns what is counted of it. */
    String sentence() {
        return sentence;
    }

    /** Returns its name in snake case. */
    String metric() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns its name in reports. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
