package dev.ziggurat.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A span of time, at least 0: either absolute ({@code 833 ps}, {@code 14 ns}, {@code 4 ms}) or in cycles of the clock that it is used
 * with ({@code 4 cycles}).
 *
 * @param amount picoseconds, or cycles
 * @param inCycles whether {@code amount} counts cycles
 */
public record Latency(long amount, boolean inCycles) {
    private static final Map<String, BigDecimal> SCALES = scales();
    private static final Map<String, BigDecimal> CYCLES = cycles();
    private static final String EXAMPLE = "14 ns' or '4 cycles";

    public Latency {
        if (amount < 0) {
            throw new UnitException("a time is not negative: " + amount);
        }
    }

    /** Reads a span such as {@code 14 ns} or {@code 4 cycles}; throws {@link UnitException} with a hint otherwise. */
    public static Latency parse(String text) {
        String number = text.strip();
        boolean bare = number.matches("[0-9]+") && !number.matches("0+");
        return parse(text, bare ? number + " ns', '" + number + " ms' or '" + number + " cycles" : EXAMPLE);
    }

    /** Reads a span; a hint has an example such as {@code 10 ms}, of a time as long as is wanted. */
    public static Latency parse(String text, String example) {
        if (text.strip().matches(".*[0-9]\\s*cycles?")) {
            if (text.indexOf('.') >= 0) {
                throw new UnitException("'" + text + "' is no whole number of cycles");
            }
            return new Latency(Amount.parse(text, "time", CYCLES, "4 cycles"), true);
        }
        return new Latency(Amount.parse(text, "time", SCALES, example), false);
    }

    /** Returns a regular expression of how spans are written, for editors. */
    public static String pattern() {
        return Amount.pattern(SCALES) + "|[+]?[0-9]+ *(" + String.join("|", CYCLES.keySet()) + ")";
    }

    /** Returns a span of whole cycles. */
    public static Latency ofCycles(long cycles) {
        return new Latency(cycles, true);
    }

    /** Returns a span of picoseconds. */
    public static Latency ofPicoseconds(long picoseconds) {
        return new Latency(picoseconds, false);
    }

    /** Returns the span in picoseconds for a clock of the given period in picoseconds. */
    public long picoseconds(long period) {
        return inCycles ? Math.multiplyExact(amount, period) : amount;
    }

    private static Map<String, BigDecimal> scales() {
        Map<String, BigDecimal> scales = new LinkedHashMap<>();
        scales.put("ps", BigDecimal.valueOf(1));
        scales.put("ns", BigDecimal.valueOf(1_000));
        scales.put("us", BigDecimal.valueOf(1_000_000));
        scales.put("ms", BigDecimal.valueOf(1_000_000_000));
        scales.put("s", BigDecimal.valueOf(1_000_000_000_000L));
        return scales;
    }

    private static Map<String, BigDecimal> cycles() {
        Map<String, BigDecimal> scales = new LinkedHashMap<>();
        scales.put("cycles", BigDecimal.ONE);
        scales.put("cycle", BigDecimal.ONE);
        return scales;
    }

    @Override
    public String toString() {
        if (inCycles) {
            return amount == 1 ? "1 cycle" : amount + " cycles";
        }
        return Amount.format(amount, SCALES);
    }
}
