package dev.ziggurat.machine;

import dev.ziggurat.stats.Snapshot;
import java.util.List;

/**
 * How a run ended and what it counted.
 *
 * @param status whether the numbers can be trusted
 * @param message why not; empty if they can
 * @param border the values at the border of the warm-up
 * @param end the values at the end; the results are the differences
 * @param references how many references were simulated in all, warm-up included
 * @param notes what the user should know (addresses that wrapped, processes that were ended)
 */
public record RunResult(
        Status status, String message, Snapshot border, Snapshot end, long references, List<String> notes) {
    /** How a run can end. */
    public enum Status {
        /** Every process has done its share or come to its end. */
        OK,
        /** The limit came first; the numbers are right up to it. */
        LIMIT,
        /** The run could not go on. */
        STALLED,
        /** A mark list did not close or a conservation law did not hold. */
        BROKEN_ACCOUNT,
        /** The run ended before its warm-up did. */
        WARM_UP,
        /** A program's input turned out to be wrong while it ran. */
        BAD_INPUT
    }
}
