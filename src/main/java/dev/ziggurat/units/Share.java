package dev.ziggurat.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * A share of a whole between 0 % and 100 %, written {@code 50 %} or {@code 0.5 %}, kept in parts per billion.
 *
 * @param billionths the share in units of 10<sup>-9</sup>
 */
public record Share(long billionths) {
    /** The whole: 100 %. */
    public static final long WHOLE = 1_000_000_000L;

    private static final Map<String, BigDecimal> SCALES = Map.of("%", BigDecimal.valueOf(WHOLE / 100));

    public Share {
        if (billionths < 0 || billionths > WHOLE) {
            throw new UnitException("a share lies between 0 % and 100 %");
        }
    }

    /** Reads a share such as {@code 50 %}; throws {@link UnitException} with a hint otherwise. */
    public static Share parse(String text) {
        return parse(text, "50 %");
    }

    /**
     * Reads a share.
     *
     * @param example one that suits what is asked for, for the hint
     * @throws UnitException if it is none
     */
    public static Share parse(String text, String example) {
        return new Share(Amount.parse(text, "share", SCALES, example));
    }

    /** Returns a regular expression of how shares are written, for editors. */
    public static String pattern() {
        return Amount.pattern(SCALES);
    }

    @Override
    public String toString() {
        BigDecimal percent =
                BigDecimal.valueOf(billionths).divide(BigDecimal.valueOf(WHOLE / 100), 7, RoundingMode.UNNECESSARY);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }
}
