package dev.ziggurat.os.replacement;

import dev.ziggurat.engine.RandomStream;

/** A page-replacement policy as a file names it; the spec is the factory. */
public interface PageReplacementSpec {
    /** Makes the policy of a machine. */
    PageReplacement create(Kernel kernel);

    /** Whether the policy must be told of every reference, which no hardware can do. */
    default boolean watchesReferences() {
        return false;
    }

    /** Whether the policy reads the {@link Future}; then the run has one thread, whose program does not depend on answers. */
    default boolean readsFuture() {
        return false;
    }

    /**
     * What a kernel gives to its policy.
     *
     * @param frames how many frames there are, at least 1
     * @param random the stream {@code os.replacement}
     * @param accessed the accessed bits of the page tables
     * @param future the references to come; asked only if the spec {@link #readsFuture}
     */
    record Kernel(long frames, RandomStream random, AccessedBits accessed, Future future) {}
}
