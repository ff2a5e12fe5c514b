package dev.ziggurat.dram.scheduling;

/**
 * One REF for all banks of a rank every tREFI (JESD79-4 section 4.26), none postponed or pulled in. The ranks of a channel are staggered:
 * rank r of n has its first at (r + 1) / n of tREFI.
 */
public final class AllBankRefresh implements RefreshPolicy {
    private final int interval;

    /** The cycle of each rank's next refresh. */
    private final long[] due;

    private AllBankRefresh(int ranks, int interval) {
        this.interval = interval;
        due = new long[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            due[rank] = (rank + 1L) * interval / ranks;
        }
    }

    /** {@code refresh: all-bank}. */
    public record Spec() implements RefreshSpec {
        @Override
        public RefreshPolicy create(int ranks, int interval) {
            return new AllBankRefresh(ranks, interval);
        }
    }

    @Override
    public long due(int rank) {
        return due[rank];
    }

    @Override
    public void refreshed(int rank) {
        due[rank] += interval;
    }
}
