package dev.ziggurat.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A decimal number and the unit behind it, the common syntax of every record of this package. */
final class Amount {
    private static final Pattern SYNTAX = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)\\s*([A-Za-z%µ]*)");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Amount() {}

    /**
     * Reads a number with one of the given units.
     *
     * @param kind what is read, for messages ("size")
     * @param scales the value of one unit in base units, by its name, in the order in which a message lists them
     * @param example a correct text, for messages
     * @return the amount in base units, rounded to the nearest (ties up)
     * @throws UnitException if the text is no such amount, is negative or does not fit 63 bits
     */
    static long parse(String text, String kind, Map<String, BigDecimal> scales, String example) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UnitException("'" + text + "' is no " + kind + "; write for example '" + example + "'");
        }
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            throw new UnitException("'" + text + "' has no unit; write for example '" + example + "'");
        }
        BigDecimal scale = scales.get(unit);
        if (scale == null) {
            String known = scales.keySet().stream().collect(Collectors.joining(", "));
            throw new UnitException("'" + unit + "' is no unit of a " + kind + "; known: " + known);
        }
        BigInteger base = new BigDecimal(matcher.group(1))
                .multiply(scale)
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger();
        if (base.signum() < 0) {
            throw new UnitException("'" + text + "' is negative; write for example '" + example + "'");
        }
        if (base.compareTo(LARGEST) > 0) {
            throw new UnitException(
                    "'" + text + "' is too large for a " + kind + "; write for example '" + example + "'");
        }
        return base.longValueExact();
    }

    /** Returns a regular expression, in the words that Java and ECMA-262 have in common, of what {@link #parse} takes for these units. */
    static String pattern(Map<String, BigDecimal> scales) {
        return "[+]?[0-9]+([.][0-9]+)? *(" + String.join("|", scales.keySet()) + ")";
    }

    /** Prints base units in the largest unit that divides them; {@code scales} must hold the unit of 1. */
    static String format(long value, Map<String, BigDecimal> scales) {
        String best = "";
        long bestScale = 0;
        for (Map.Entry<String, BigDecimal> entry : scales.entrySet()) {
            BigDecimal scale = entry.getValue();
            if (scale.compareTo(BigDecimal.ONE) < 0
                    || scale.stripTrailingZeros().scale() > 0) {
                continue;
            }
            long whole = scale.longValueExact();
            boolean divides = value % whole == 0 && (value != 0 || whole == 1);
            if (divides && whole > bestScale) {
                best = entry.getKey();
                bestScale = whole;
            }
        }
        return value / bestScale + " " + best;
    }
}
