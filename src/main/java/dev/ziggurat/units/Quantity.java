package dev.ziggurat.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a file, whatever it is: a number with or without a unit, or a word.
 *
 * @param written as it stands in the file
 * @param kind what can be compared with what; values of different kinds only stand side by side
 * @param amount in the kind's base unit (bytes, nanoseconds, gigahertz); 0 for a word
 */
public record Quantity(String written, Kind kind, BigDecimal amount) {
    private static final Pattern SYNTAX = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\s*(\\S.*)?");

    private static final MathContext PRECISION = MathContext.DECIMAL64;

    /** What is measured. */
    public enum Kind {
        SIZE("size"),
        TIME("ns"),
        FREQUENCY("GHz"),
        CYCLES("cycles"),
        SHARE("%"),
        NUMBER(""),
        WORD("");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** Returns the unit of a tick's number; empty if the number has none or carries it itself. */
        public String unit() {
            return this == SIZE ? "" : unit;
        }
    }

    private record Unit(Kind kind, BigDecimal scale) {}

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            unit("B", Kind.SIZE, "1"),
            unit("KiB", Kind.SIZE, "1024"),
            unit("MiB", Kind.SIZE, "1048576"),
            unit("GiB", Kind.SIZE, "1073741824"),
            unit("TiB", Kind.SIZE, "1099511627776"),
            unit("ps", Kind.TIME, "0.001"),
            unit("ns", Kind.TIME, "1"),
            unit("us", Kind.TIME, "1000"),
            unit("ms", Kind.TIME, "1000000"),
            unit("s", Kind.TIME, "1000000000"),
            unit("Hz", Kind.FREQUENCY, "0.000000001"),
            unit("kHz", Kind.FREQUENCY, "0.000001"),
            unit("MHz", Kind.FREQUENCY, "0.001"),
            unit("GHz", Kind.FREQUENCY, "1"),
            unit("cycle", Kind.CYCLES, "1"),
            unit("cycles", Kind.CYCLES, "1"),
            unit("%", Kind.SHARE, "1"));

    private static Map.Entry<String, Unit> unit(String name, Kind kind, String scale) {
        return Map.entry(name, new Unit(kind, new BigDecimal(scale)));
    }

    /** Reads a value; what is no number with a known unit is a word. */
    public static Quantity of(String written) {
        Matcher matcher = SYNTAX.matcher(written.strip());
        if (matcher.matches()) {
            BigDecimal number = new BigDecimal(matcher.group(1));
            String name = matcher.group(2);
            Unit unit = unit(name);
            if (unit != null) {
                return new Quantity(written, unit.kind(), number.multiply(unit.scale()));
            }
        }
        return new Quantity(written, Kind.WORD, BigDecimal.ZERO);
    }

    /**
     * Returns how a value that somebody typed is spelled among others: {@code 4MiB} and {@code 4096 KiB} as {@code 4 MiB}. A word, and what is not among
     * them, is itself.
     */
    public static String spelled(String typed, Collection<String> among) {
        if (among.contains(typed)) {
            return typed;
        }
        Quantity wanted = of(typed);
        return among.stream()
                .filter(each -> wanted.isAsMuchAs(of(each)))
                .findFirst()
                .orElse(typed);
    }

    /** Numbers are of one kind only if they count the same: 4 frames are no 4 instructions. */
    private boolean isAsMuchAs(Quantity other) {
        return kind != Kind.WORD
                && kind == other.kind
                && amount.compareTo(other.amount) == 0
                && (kind != Kind.NUMBER || Objects.equals(name(), other.name()));
    }

    /** Returns the value of one of its unit in the kind's base unit; 1 of a number without a known unit. */
    public BigDecimal scale() {
        Unit unit = unit(name());
        return unit == null ? BigDecimal.ONE : unit.scale();
    }

    /** Returns an amount of its kind, given in the base unit, as a text in its own unit. */
    public String inUnit(BigDecimal base) {
        BigDecimal number = base.divide(scale(), PRECISION).stripTrailingZeros();
        String name = name();
        return number.toPlainString() + (name == null ? "" : " " + name);
    }

    /** The text behind the number. */
    private @Nullable String name() {
        Matcher matcher = SYNTAX.matcher(written.strip());
        return matcher.matches() ? matcher.group(2) : null;
    }

    private static @Nullable Unit unit(@Nullable String name) {
        if (name == null) {
            return new Unit(Kind.NUMBER, BigDecimal.ONE);
        }
        Unit unit = UNITS.get(name);
        boolean counted = unit == null && name.matches("[a-z]+");
        return counted ? new Unit(Kind.NUMBER, BigDecimal.ONE) : unit;
    }
}
