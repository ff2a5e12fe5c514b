package dev.ziggurat.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of things, at least 0, written with their name: {@code 200000 references}, {@code 2 instructions}.
 *
 * @param value how many
 * @param of what is counted
 */
public record Count(long value, Of of) {
    /** What can be counted. */
    public enum Of {
        REFERENCES("references", "reference"),
        INSTRUCTIONS("instructions", "instruction");

        private final String plural;
        private final String singular;

        Of(String plural, String singular) {
            this.plural = plural;
            this.singular = singular;
        }
    }

    public Count {
        if (value < 0) {
            throw new UnitException("a number of " + of.plural + " is not negative: " + value);
        }
    }

    /** Reads a count of the wanted kind; throws {@link UnitException} with a hint otherwise. */
    public static Count parse(String text, Of of) {
        return new Count(Amount.parse(text, "number of " + of.plural, scales(of), "1000 " + of.plural), of);
    }

    /** Returns a regular expression of how numbers of a thing are written, for editors. */
    public static String pattern(Of of) {
        return Amount.pattern(scales(of));
    }

    private static Map<String, BigDecimal> scales(Of of) {
        Map<String, BigDecimal> scales = new LinkedHashMap<>();
        scales.put(of.plural, BigDecimal.ONE);
        scales.put(of.singular, BigDecimal.ONE);
        return scales;
    }

    @Override
    public String toString() {
        return value + " " + (value == 1 ? of.singular : of.plural);
    }
}
