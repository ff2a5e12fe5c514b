package dev.ziggurat.machine;

/**
 * What one run is told besides machine and workload.
 *
 * @param seed the seed of all random streams
 * @param warmUpReferences how many references each process does before anything counts
 * @param limitPicoseconds when the run ends at the latest, in picoseconds; {@code Long.MAX_VALUE} for never
 */
public record RunOptions(long seed, long warmUpReferences, long limitPicoseconds) {
    /** Seed 1, no warm-up, no limit. */
    public static final RunOptions DEFAULT = new RunOptions(1, 0, Long.MAX_VALUE);
}
