package dev.ziggurat.units;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A clock frequency from 1 Hz to 500 GHz, written {@code 100 MHz} or {@code 4 GHz}.
 *
 * @param hertz the frequency in hertz
 */
public record Frequency(long hertz) {
    private static final long PICOSECONDS_PER_SECOND = 1_000_000_000_000L;
    private static final long HIGHEST = 500_000_000_000L;
    private static final Map<String, BigDecimal> SCALES = scales();

    public Frequency {
        if (hertz < 1 || hertz > HIGHEST) {
            throw new UnitException("a frequency lies between 1 Hz and 500 GHz; this is " + hertz + " Hz");
        }
    }

    /** Reads a frequency such as {@code 4 GHz}; throws {@link UnitException} with a hint otherwise. */
    public static Frequency parse(String text) {
        return new Frequency(Amount.parse(text, "frequency", SCALES, "4 GHz"));
    }

    /** Returns a regular expression of how frequencies are written, for editors. */
    public static String pattern() {
        return Amount.pattern(SCALES);
    }

    /** Returns the clock period in whole picoseconds, rounded half up (3.2 GHz: 313 ps). */
    public long period() {
        return (PICOSECONDS_PER_SECOND + hertz / 2) / hertz;
    }

    private static Map<String, BigDecimal> scales() {
        Map<String, BigDecimal> scales = new LinkedHashMap<>();
        scales.put("Hz", BigDecimal.valueOf(1));
        scales.put("kHz", BigDecimal.valueOf(1_000));
        scales.put("MHz", BigDecimal.valueOf(1_000_000));
        scales.put("GHz", BigDecimal.valueOf(1_000_000_000));
        return scales;
    }

    @Override
    public String toString() {
        return Amount.format(hertz, SCALES);
    }
}
