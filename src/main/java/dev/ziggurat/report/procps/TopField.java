package dev.ziggurat.report.procps;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How {@code top} fits a number into a field (src/top/top.c: scale_mem, scale_pcnt, scale_tics): with fewer decimals or in a larger unit if it is too
 * wide, {@code ?} if nothing helps. Quotients are of type {@code float}, as there.
 */
final class TopField {
    private static final String UNITS = "mgtp";

    // What a time is at most as minutes, as hours and as days before a larger unit takes its place.
    private static final long MOST_MINUTES = 360;
    private static final long MOST_HOURS = 96;
    private static final long MOST_DAYS = 14;

    private TopField() {}

    /** Memory: in KiB as long as that fits, otherwise with a decimal in MiB, GiB, TiB or PiB. */
    static String memory(long kib, int width) {
        float amount = kib;
        String text = fixed(amount, 0);
        for (int i = 0; text.length() > width && i < UNITS.length(); i++) {
            amount /= 1024;
            text = fixed(amount, 1) + UNITS.charAt(i);
        }
        return right(text.length() > width ? "?" : text, width);
    }

    /** A percentage: with a decimal if that fits. */
    static String percent(float value, int width) {
        String text = fixed(value, 1);
        if (text.length() > width) {
            text = fixed(value, 0);
        }
        return right(text.length() > width ? "?" : text, width);
    }

    /** A time: minutes, seconds and hundredths; beyond six hours hours and minutes; then days and hours; then weeks and days. */
    static String time(long hundredths, int width) {
        long seconds = hundredths / 100;
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        long weeks = days / 7;
        String text;
        if (minutes <= MOST_MINUTES) {
            text = minutes + ":" + twoDigits(seconds % 60) + "." + twoDigits(hundredths % 100);
        } else if (hours <= MOST_HOURS) {
            text = hours + "," + twoDigits(minutes % 60);
        } else if (days <= MOST_DAYS) {
            text = days + "d+" + hours % 24 + "h";
        } else {
            text = weeks + "w+" + days % 7 + "d";
            text = text.length() > width ? weeks + "w" : text;
        }
        return right(text.length() > width ? "?" : text, width);
    }

    static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** Prints as C's {@code %.Nf} does: the exact value of the float is rounded. */
    static String fixed(float value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
