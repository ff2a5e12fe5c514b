package dev.ziggurat.storage;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A value that follows from the keys of a device, for readers.
 *
 * @param quantity what it is
 * @param value the value in its unit
 * @param unit its unit
 * @param formula how it is come by, in words of the keys; empty for what only stands in another key
 */
public record Figure(String quantity, BigDecimal value, Unit unit, String formula) {
    private static final int PICO = 12;

    /** What a value is counted in. */
    public enum Unit {
        SECONDS,
        PER_SECOND,
        BYTES_PER_SECOND,
        BYTES
    }

    /** Returns a time in picoseconds. */
    public static Figure time(String quantity, long picoseconds, String formula) {
        return new Figure(quantity, BigDecimal.valueOf(picoseconds, PICO), Unit.SECONDS, formula);
    }

    /** Returns how often something happens that happens {@code count} times in a number of picoseconds; 0 ps is no time at all. */
    public static Figure rate(String quantity, long count, long picoseconds, String formula) {
        return new Figure(quantity, perSecond(count, picoseconds), Unit.PER_SECOND, formula);
    }

    /** Returns how fast a number of bytes moves in a number of picoseconds; 0 ps is no time at all. */
    public static Figure speed(String quantity, long bytes, long picoseconds, String formula) {
        return new Figure(quantity, perSecond(bytes, picoseconds), Unit.BYTES_PER_SECOND, formula);
    }

    /** Returns a number of bytes. */
    public static Figure size(String quantity, long bytes, String formula) {
        return new Figure(quantity, BigDecimal.valueOf(bytes), Unit.BYTES, formula);
    }

    private static BigDecimal perSecond(long count, long picoseconds) {
        return BigDecimal.valueOf(count)
                .divide(BigDecimal.valueOf(Math.max(1, picoseconds), PICO), MathContext.DECIMAL64);
    }
}
