package dev.ziggurat.report.procps;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** In which unit {@code free} prints an amount; each is rounded towards 0. */
public enum FreeUnit {
    /** {@code -b} */
    BYTES(1024, 0),
    /** {@code --kilo} */
    KILO(1000, 1),
    /** {@code --mega} */
    MEGA(1000, 2),
    /** {@code --giga} */
    GIGA(1000, 3),
    /** {@code -k}, and where nothing is said */
    KIBI(1024, 1),
    /** {@code -m} */
    MEBI(1024, 2),
    /** {@code -g} */
    GIBI(1024, 3),
    /** {@code -h}: three digits and the unit that suits each amount */
    HUMAN(1024, -1),
    /** {@code -h --si} */
    HUMAN_SI(1000, -1);

    private static final String UNITS = "KMGTP";
    private static final int BYTES_WIDTH = 4;

    private final int base;
    private final int power;

    FreeUnit(int base, int power) {
        this.base = base;
        this.power = power;
    }

    /** Prints an amount given in KiB. */
    String text(long kib) {
        long bytes = kib * 1024;
        if (power < 0) {
            return human(bytes);
        }
        return Long.toString((long) (bytes / scale(power)));
    }

    /**
     * The first of these that is no longer than a column of five ({@code 7.7Mi}; four without the {@code i}): one decimal or none in K, M,
     * G ... It is procps's arithmetic: quotients are rounded to a {@code float}, so that 9.95 MiB is {@code 9Mi}, for {@code 10.0Mi} is too
     * long.
     */
    private String human(long bytes) {
        String text = bytes + "B";
        if (text.length() <= BYTES_WIDTH) {
            return text;
        }
        String suffix = base == 1024 ? "i" : "";
        int width = BYTES_WIDTH + suffix.length();
        for (int i = 0; i < UNITS.length() && (i == 0 || text.length() > width); i++) {
            double scaled = bytes / scale(i + 1);
            String unit = UNITS.charAt(i) + suffix;
            text = new BigDecimal((float) scaled)
                            .setScale(1, RoundingMode.HALF_EVEN)
                            .toPlainString()
                    + unit;
            if (text.length() > width) {
                text = (long) scaled + unit;
            }
        }
        return text;
    }

    private double scale(int exponent) {
        double scale = 1;
        for (int i = 0; i < exponent; i++) {
            scale *= base;
        }
        return scale;
    }
}
