package dev.ziggurat.units;

import org.jspecify.annotations.Nullable;

/**
 * A value of a configuration that breaks a rule. Thrown by the compact constructors of specs; whoever reads the configuration knows the
 * file and the line of the key and adds them.
 */
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * States a broken rule.
     *
     * @param key the key in the file's spelling ({@code write-buffer}), relative to the spec's own node; empty for the node itself
     * @param rule what is wrong and what to write instead
     */
    public SpecException(String key, String rule) {
        super(rule);
        this.key = key;
    }

    /** Returns the key whose value breaks the rule. */
    public String key() {
        return key;
    }

    /** Refuses a number outside a range. */
    public static void requireRange(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new SpecException(
                    key, value + " is out of range; " + key + " lies between " + least + " and " + most);
        }
    }

    /** Refuses a missing value. */
    public static void requirePresent(String key, @Nullable Object value, String example) {
        if (value == null) {
            throw new SpecException("", "'" + key + "' is missing; write for example '" + key + ": " + example + "'");
        }
    }
}
