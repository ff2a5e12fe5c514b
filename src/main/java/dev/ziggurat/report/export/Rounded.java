package dev.ziggurat.report.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers with the digits that an interval justifies, by the rule of the Particle Data Group: if the three leading digits of the half width lie between 100 and
 * 354, it keeps two digits, from 355 to 949 one, and from 950 on it is rounded up to 1000 and keeps two; the value keeps the same decimal places (R. L. Workman
 * et al., Review of Particle Physics, Progress of Theoretical and Experimental Physics 2022, 083C01, introduction, section 5.3).
 */
final class Rounded {
    /** The digits of a number that no interval bounds or that has no spread: enough to tell designs apart, less than what result files have. */
    static final int PLAIN_DIGITS = 4;

    private static final int TWO_DIGITS_UP_TO = 354;

    private final int scale;

    private Rounded(int scale) {
        this.scale = scale;
    }

    /**
     * Returns the rounding that a half width justifies.
     *
     * @param halfWidth above 0 and finite
     */
    static Rounded by(double halfWidth) {
        BigDecimal three = decimal(halfWidth).round(new MathContext(3, RoundingMode.HALF_UP));
        // The number of decimal places down to the leading digit; negative above the point.
        int leading = three.scale() - three.precision() + 1;
        int digits = three.setScale(leading + 2, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .intValueExact();
        return new Rounded(digits <= TWO_DIGITS_UP_TO ? leading + 1 : leading);
    }

    /** The double next to 0.95 lies below it; 15 digits, which every double holds, give back what was meant. */
    private static BigDecimal decimal(double value) {
        return new BigDecimal(value).round(new MathContext(15, RoundingMode.HALF_EVEN));
    }

    /** Whether an interval of this half width says how many digits a value has. */
    static boolean isJustified(double halfWidth) {
        return halfWidth > 0 && halfWidth < Double.POSITIVE_INFINITY;
    }

    /** Returns a number with these decimal places, never with an exponent. */
    String text(double value) {
        BigDecimal rounded = decimal(value).setScale(scale, RoundingMode.HALF_UP);
        return (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString();
    }

    /** Returns a number without an interval: {@value #PLAIN_DIGITS} digits, and all before the point. */
    static String plain(double value) {
        BigDecimal exact = decimal(value);
        BigDecimal rounded = exact.round(new MathContext(PLAIN_DIGITS, RoundingMode.HALF_UP));
        if (rounded.precision() - rounded.scale() > PLAIN_DIGITS) {
            rounded = exact.setScale(0, RoundingMode.HALF_UP);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Returns a value with as many digits as its interval justifies. */
    static String value(double value, double halfWidth) {
        return isJustified(halfWidth) ? by(halfWidth).text(value) : plain(value);
    }
}
