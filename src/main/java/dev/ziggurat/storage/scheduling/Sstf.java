package dev.ziggurat.storage.scheduling;

/** Shortest seek time first (Denning, 1967): the nearest address, of two as near the older. It may starve what is far away. */
public final class Sstf implements IoScheduler {
    /** {@code scheduler: sstf}. */
    public record Spec() implements IoSchedulerSpec {
        @Override
        public IoScheduler create() {
            return new Sstf();
        }
    }

    @Override
    public int next(WaitingRequests waiting, long position) {
        int nearest = 0;
        long distance = Long.MAX_VALUE;
        for (int i = 0; i < waiting.size(); i++) {
            long way = Math.abs(waiting.block(i) - position);
            if (way < distance) {
                nearest = i;
                distance = way;
            }
        }
        return nearest;
    }
}
