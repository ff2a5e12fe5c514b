package dev.ziggurat.report.procps;

import java.math.BigInteger;
import java.util.Set;

/**
 * The lines of {@code vmstat}, byte for byte as procps-ng 4.0.2 prints them from the same files (in the C locale). The first line of a
 * series are averages since boot, the others what happened in an interval.
 *
 * <p>Two faults of that version are not repeated: it shows the memory of the first line on all later ones, and its rates wrap at
 * 2<sup>32</sup>.
 */
public final class VmStat {
    /** USER_HZ of Linux: the ticks of {@code /proc/stat} a second. */
    public static final long USER_HZ = 100;

    private static final long PAGE_KIB = 4;
    private static final long PICOSECONDS = 1_000_000_000_000L;
    private static final int[] NARROW_WIDTHS = {2, 2, 6, 6, 6, 6, 4, 4, 5, 5, 4, 4, 2, 2, 2, 2, 2};
    private static final int[] WIDE_WIDTHS = {4, 4, 12, 12, 12, 12, 4, 4, 5, 5, 4, 4, 3, 3, 3, 3, 3, 3};

    private final VmStatUnit unit;
    private final boolean wide;
    private final boolean active;
    private final long ticksPerSecond;

    /** What to show. */
    public enum Option {
        /** {@code -a}: inactive and active memory in the place of buffers and cache. */
        ACTIVE,
        /** {@code -w}: wide columns, and one for guests. */
        WIDE
    }

    /**
     * Makes a printer.
     *
     * @param ticksPerSecond in which {@code /proc/stat} counts time, at least 1; {@link #USER_HZ} is Linux's
     */
    public VmStat(VmStatUnit unit, Set<Option> options, long ticksPerSecond) {
        if (ticksPerSecond < 1) {
            throw new IllegalArgumentException(ticksPerSecond + " ticks a second");
        }
        this.unit = unit;
        this.ticksPerSecond = ticksPerSecond;
        wide = options.contains(Option.WIDE);
        active = options.contains(Option.ACTIVE);
    }

    /** Returns the two lines above the numbers. */
    public String header() {
        if (wide) {
            return "--procs-- -----------------------memory---------------------- ---swap-- -----io---- -system--"
                    + " ----------cpu----------\n   r    b         swpd         free "
                    + (active ? "       inact       active" : "        buff        cache")
                    + "   si   so    bi    bo   in   cs  us  sy  id  wa  st  gu\n";
        }
        return "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free "
                + (active ? " inact active" : "  buff  cache")
                + "   si   so    bi    bo   in   cs us sy id wa st\n";
    }

    /** Returns the line of averages since boot: events over the time that the ticks of all cores stand for. */
    public String sinceBoot(ProcFiles now) {
        Interval whole = new Interval(null, now);
        return line(now, whole, events -> (events * ticksPerSecond + whole.all / 2) / whole.all);
    }

    /**
     * Returns the line of an interval: events a second, rounded half up.
     *
     * @param picoseconds its length, at least 1
     */
    public String interval(ProcFiles before, ProcFiles now, long picoseconds) {
        if (picoseconds < 1) {
            throw new IllegalArgumentException("an interval of " + picoseconds + " ps");
        }
        BigInteger length = BigInteger.valueOf(picoseconds);
        BigInteger half = BigInteger.valueOf(picoseconds / 2);
        return line(
                now,
                new Interval(before, now),
                events -> BigInteger.valueOf(events)
                        .multiply(BigInteger.valueOf(PICOSECONDS))
                        .add(half)
                        .divide(length)
                        .longValueExact());
    }

    /** {@code vmstat -s}: one number a line, all since boot. */
    public static String totals(ProcFiles files, VmStatUnit unit) {
        return new Totals(files, unit).text();
    }

    private interface Rate {
        long of(long events);
    }

    private String line(ProcFiles now, Interval interval, Rate rate) {
        long[] numbers = {
            now.count("procs_running"),
            now.count("procs_blocked"),
            unit.of(now.swapUsed()),
            unit.of(now.kib("MemFree")),
            unit.of(active ? now.kib("Inactive") : now.kib("Buffers")),
            unit.of(active ? now.kib("Active") : now.cached()),
            rate.of(unit.of(interval.event("pswpin") * PAGE_KIB)),
            rate.of(unit.of(interval.event("pswpout") * PAGE_KIB)),
            rate.of(interval.event("pgpgin")),
            rate.of(interval.event("pgpgout")),
            rate.of(interval.count("intr")),
            rate.of(interval.count("ctxt")),
            interval.percent(interval.user),
            interval.percent(interval.system),
            interval.percent(interval.idle),
            interval.percent(interval.waiting),
            interval.percent(interval.stolen),
            interval.percent(interval.guest)
        };
        int[] widths = wide ? WIDE_WIDTHS : NARROW_WIDTHS;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String number = Long.toString(numbers[i]);
            line.append(i == 0 ? "" : " ")
                    .append(" ".repeat(Math.max(0, widths[i] - number.length())))
                    .append(number);
        }
        return line.append('\n').toString();
    }
}
