package dev.ziggurat.os.proc;

import java.util.Locale;

/** The file {@code /proc/uptime} (Linux, fs/proc/uptime.c): the time since the start, and the sum of what the cores have been idle of it. */
public final class Uptime {
    private static final long HUNDREDTH = 10_000_000_000L;

    private Uptime() {}

    /** Returns the file: two times in seconds, rounded down to hundredths; given in picoseconds. */
    public static String text(long time, long idle) {
        return seconds(time) + " " + seconds(idle) + "\n";
    }

    private static String seconds(long time) {
        long hundredths = time / HUNDREDTH;
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}
