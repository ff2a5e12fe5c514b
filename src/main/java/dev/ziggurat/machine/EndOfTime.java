package dev.ziggurat.machine;

import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.units.Latency;

/**
 * How far simulated time reaches. Times are 63-bit picoseconds, and what is summed is the time of every reference under way: a run ends before
 * such a sum could overflow, cut short as by a limit. With up to 256 references of a core under way that is after five hours.
 */
final class EndOfTime {
    /** What any part may add to a reference's way: no memory is slower, and sums along a way stay far below 2^62 ps. */
    static final Latency LONGEST = Latency.parse("10 s");

    /** Half of what fits, so that what is added to an instant before the end still fits. */
    private static final long REACH = 1L << 62;

    private static final int FEWEST = 256;
    private static final long PICOSECONDS = 1_000_000_000_000L;

    private EndOfTime() {}

    /**
     * Returns the instant, in picoseconds, at which a run ends at the latest.
     *
     * @param underWay how many references a core may have under way beside those of its own queues: a trace's {@code outstanding}, or what
     *     the memory's queues hold
     */
    static long of(CoreSpec cores, int underWay) {
        int own = cores instanceof OutOfOrder.Spec spec ? spec.loadQueue() : 1;
        return REACH / Math.max(FEWEST, Math.max(own, underWay));
    }

    /** Returns an instant in whole seconds, for messages. */
    static String seconds(long picoseconds) {
        return picoseconds / PICOSECONDS + " s";
    }
}
