package dev.ziggurat.storage.scheduling;

/**
 * Circular look (Worthington, Ganger and Patt, "Scheduling algorithms for modern disk drives", SIGMETRICS 1994): upwards through the addresses,
 * from the last request back to the first. Of equal addresses the older.
 */
public final class CLook implements IoScheduler {
    /** {@code scheduler: c-look}. */
    public record Spec() implements IoSchedulerSpec {
        @Override
        public IoScheduler create() {
            return new CLook();
        }
    }

    @Override
    public int next(WaitingRequests waiting, long position) {
        int ahead = -1;
        int lowest = 0;
        for (int i = 0; i < waiting.size(); i++) {
            long block = waiting.block(i);
            if (block >= position && (ahead < 0 || block < waiting.block(ahead))) {
                ahead = i;
            }
            if (block < waiting.block(lowest)) {
                lowest = i;
            }
        }
        return ahead < 0 ? lowest : ahead;
    }
}
