package dev.ziggurat.dram.scheduling;

/** A row is closed with the last column command for which a request waits: no row conflicts, and no late row hits. */
public final class ClosedRow implements RowPolicy {
    /** {@code row-policy: closed}. */
    public record Spec() implements RowPolicySpec {
        @Override
        public RowPolicy create() {
            return new ClosedRow();
        }
    }

    @Override
    public boolean closesWhenUnwanted() {
        return true;
    }
}
