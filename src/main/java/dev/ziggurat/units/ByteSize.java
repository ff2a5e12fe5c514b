package dev.ziggurat.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of bytes, at least 0, written {@code 64 B}, {@code 32 KiB}, {@code 1.5 MiB}, {@code 8 GiB} or {@code 1 TiB} (IEC 80000-13 binary
 * prefixes; decimal ones are refused, because nobody can tell which was meant).
 *
 * @param bytes the size in bytes
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Map<String, BigDecimal> SCALES = scales();

    public ByteSize {
        if (bytes < 0) {
            throw new UnitException("a size is not negative: " + bytes);
        }
    }

    /** Reads a size such as {@code 32 KiB}; throws {@link UnitException} with a hint otherwise. */
    public static ByteSize parse(String text) {
        return new ByteSize(Amount.parse(text, "size", SCALES, "32 KiB"));
    }

    /** Returns a regular expression of how sizes are written, for editors. */
    public static String pattern() {
        return Amount.pattern(SCALES);
    }

    private static Map<String, BigDecimal> scales() {
        Map<String, BigDecimal> scales = new LinkedHashMap<>();
        long scale = 1;
        for (String unit : new String[] {"B", "KiB", "MiB", "GiB", "TiB"}) {
            scales.put(unit, BigDecimal.valueOf(scale));
            scale <<= 10;
        }
        return scales;
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return Amount.format(bytes, SCALES);
    }
}
