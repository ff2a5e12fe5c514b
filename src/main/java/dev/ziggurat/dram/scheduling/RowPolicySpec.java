package dev.ziggurat.dram.scheduling;

/** A row policy as a machine file names it; the spec is the factory. */
public interface RowPolicySpec {
    /** Makes the policy of one channel. */
    RowPolicy create();
}
