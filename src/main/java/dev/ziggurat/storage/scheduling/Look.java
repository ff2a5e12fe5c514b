package dev.ziggurat.storage.scheduling;

/**
 * The elevator that turns at the last request (Worthington, Ganger and Patt, "Scheduling algorithms for modern disk drives", SIGMETRICS 1994):
 * upwards until nothing is ahead, then downwards, and so on. Of equal addresses the older.
 */
public final class Look implements IoScheduler {
    private boolean upwards = true;

    /** {@code scheduler: look}. */
    public record Spec() implements IoSchedulerSpec {
        @Override
        public IoScheduler create() {
            return new Look();
        }
    }

    @Override
    public int next(WaitingRequests waiting, long position) {
        int ahead = nearest(waiting, position);
        if (ahead < 0) {
            upwards = !upwards;
            ahead = nearest(waiting, position);
        }
        return ahead;
    }

    private int nearest(WaitingRequests waiting, long position) {
        int nearest = -1;
        long distance = Long.MAX_VALUE;
        for (int i = 0; i < waiting.size(); i++) {
            long way = upwards ? waiting.block(i) - position : position - waiting.block(i);
            if (way >= 0 && way < distance) {
                nearest = i;
                distance = way;
            }
        }
        return nearest;
    }
}
