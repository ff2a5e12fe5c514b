package dev.ziggurat.runtime.heap;

/** An allocator as one thread uses it. Each call has the thread run its code; the answer is there when that is over. */
public interface HeapThread {
    /** There is no memory for it. */
    long NONE = 0;

    /**
     * {@code malloc} and {@code aligned_alloc}: answers the address of a new block, or {@link #NONE}.
     *
     * @param bytes how many at least; 0 is taken for 1
     * @param alignment a power of two of which the address is a multiple; 1 leaves it to the allocator
     */
    void allocate(long bytes, long alignment);

    /** Has a block lie at an address, if that is free; answers it, or {@link #NONE}. Only of heaps whose spec {@link HeapSpec#reserves}. */
    void reserve(long address, long bytes);

    /**
     * {@code free}: gives a block back that was answered; answers 0. Nothing happens for {@link #NONE}, nor for what is no live block, which answers -1.
     */
    void free(long address);

    /** {@code malloc_usable_size}: answers how many bytes of a live block may be used, 0 for what is none. */
    void usable(long address);

    /** Whether a block is live, as the simulator knows. */
    boolean owns(long address);

    /** Whether a block may not be longer than was asked for: then a smaller or larger one is always another. */
    default boolean exact() {
        return false;
    }
}
