package dev.ziggurat.storage.scheduling;

/** First come, first served: the oldest. */
public final class Fcfs implements IoScheduler {
    /** {@code scheduler: fcfs}. */
    public record Spec() implements IoSchedulerSpec {
        @Override
        public IoScheduler create() {
            return new Fcfs();
        }
    }

    @Override
    public int next(WaitingRequests waiting, long position) {
        return 0;
    }
}
