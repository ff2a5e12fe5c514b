package dev.ziggurat.runtime.heap;

/** An allocator as a workload file describes it; the spec is the factory. */
public interface HeapSpec {
    /** Makes the allocator of a process. */
    Heap create(HeapSite site);

    /** Whether it has memory mapped and unmapped, which only a machine with an operating system does. */
    boolean makesCalls();

    /** Whether a block can be placed at a given address. */
    default boolean reserves() {
        return false;
    }
}
