package dev.ziggurat.machine;

import dev.ziggurat.storage.Figure;
import dev.ziggurat.units.Latency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Derived amounts as {@code check} prints them: six significant digits, in the unit that reads best. */
public final class Amounts {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final BigDecimal PICOSECONDS_PER_SECOND = BigDecimal.valueOf(1_000_000_000_000L);

    private Amounts() {}

    /** Prints a time in cycles of a period where it is a whole number of them, otherwise as it is; period 0 = never in cycles. */
    static String time(long picoseconds, long period) {
        if (period > 0 && picoseconds % period == 0) {
            return Latency.ofCycles(picoseconds / period).toString();
        }
        return Latency.ofPicoseconds(picoseconds).toString();
    }

    /** Prints a time in nanoseconds. */
    public static String nanoseconds(long picoseconds) {
        return plain(BigDecimal.valueOf(picoseconds, 3)) + " ns";
    }

    /** Prints a time both ways: {@code 14 cycles = 3.5 ns}. */
    public static String both(long picoseconds, long period) {
        BigDecimal cycles = BigDecimal.valueOf(picoseconds).divide(BigDecimal.valueOf(period), DIGITS);
        String unit = cycles.compareTo(BigDecimal.ONE) == 0 ? " cycle = " : " cycles = ";
        return plain(cycles) + unit + nanoseconds(picoseconds);
    }

    /** Prints the frequency of a period. */
    static String frequency(long period) {
        BigDecimal gigahertz = PICOSECONDS_PER_SECOND
                .divide(BigDecimal.valueOf(period), DIGITS)
                .movePointLeft(9);
        return plain(gigahertz) + " GHz";
    }

    /** Prints bytes per second in GB/s, 10^9 bytes each. */
    static String gigabytes(BigDecimal bytesPerSecond) {
        return plain(bytesPerSecond.movePointLeft(9).round(DIGITS)) + " GB/s";
    }

    /** Prints a value of a storage device in the unit in which its number is from 1 to 1000. */
    static String of(Figure figure) {
        BigDecimal value = figure.value();
        return switch (figure.unit()) {
            case SECONDS -> scaled(value.movePointRight(12), List.of(" ps", " ns", " us", " ms", " s"));
            case PER_SECOND -> plain(value.round(DIGITS)) + " per second";
            case BYTES_PER_SECOND -> scaled(value, List.of(" B/s", " kB/s", " MB/s", " GB/s"));
            case BYTES -> scaled(value, List.of(" B", " kB", " MB", " GB", " TB")) + " (" + plain(value) + " B)";
        };
    }

    private static String scaled(BigDecimal value, List<String> units) {
        BigDecimal scaled = value;
        int unit = 0;
        while (unit + 1 < units.size() && scaled.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            scaled = scaled.movePointLeft(3);
            unit++;
        }
        return plain(scaled.round(DIGITS)) + units.get(unit);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
