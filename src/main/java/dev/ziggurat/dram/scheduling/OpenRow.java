package dev.ziggurat.dram.scheduling;

/** A row stays open until a request for another row of its bank or a refresh needs it closed. */
public final class OpenRow implements RowPolicy {
    /** {@code row-policy: open}. */
    public record Spec() implements RowPolicySpec {
        @Override
        public RowPolicy create() {
            return new OpenRow();
        }
    }

    @Override
    public boolean closesWhenUnwanted() {
        return false;
    }
}
