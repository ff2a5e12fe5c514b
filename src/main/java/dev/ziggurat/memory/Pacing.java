package dev.ziggurat.memory;

/**
 * When an open-loop core issues the references of a program.
 *
 * @param kind how
 * @param cycle the period of the program's own clock in picoseconds, 0 for the core's
 * @param outstanding how many references may be under way at once, 0 for the driver's default
 */
public record Pacing(Kind kind, long cycle, int outstanding) {
    /** One reference a core cycle, and one more cycle for each instruction of its gap. */
    public static final Pacing CLOCKED = new Pacing(Kind.CLOCKED, 0, 0);

    /** The ways to pace. */
    public enum Kind {
        CLOCKED,
        /** At {@link Reference#at}, or later in order if the table of outstanding references is full. */
        ARRIVAL,
        /** As soon as the table has room, one a cycle of {@link Pacing#cycle}. */
        SATURATED
    }
}
