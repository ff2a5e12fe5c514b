package dev.ziggurat.dram.scheduling;

/** No refresh at all: for experiments, as no real DRAM keeps its data without. */
public final class NoRefresh implements RefreshPolicy {
    /** {@code refresh: none}. */
    public record Spec() implements RefreshSpec {
        @Override
        public RefreshPolicy create(int ranks, int interval) {
            return new NoRefresh();
        }
    }

    @Override
    public long due(int rank) {
        return NEVER;
    }

    @Override
    public void refreshed(int rank) {
        throw new IllegalStateException("rank " + rank + " was refreshed without need");
    }
}
