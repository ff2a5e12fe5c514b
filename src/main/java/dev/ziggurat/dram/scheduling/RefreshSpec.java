package dev.ziggurat.dram.scheduling;

/** A refresh policy as a machine file names it; the spec is the factory. */
public interface RefreshSpec {
    /**
     * Makes the policy of one channel.
     *
     * @param ranks ranks of the channel
     * @param interval tREFI in cycles
     */
    RefreshPolicy create(int ranks, int interval);
}
