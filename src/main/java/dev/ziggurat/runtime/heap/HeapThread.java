package dev.ziggurat.runtime.heap;

/** An allocator as one thread uses it. Each call has the thread run its code; the answer is there when that is over. */
public interface HeapThread {
    /** There is no memory for it. */
    long NONE = 0;

    /**
     * {@code malloc}: answers the address of a new block, or {@link #NONE}.
     *
     * @param bytes how many at least; 0 is taken for 1
     */
    void allocate(long bytes);

    /** {@code free}: gives a block back that {@link #allocate} answered; nothing happens for {@link #NONE}. Answers 0. */
    void free(long address);
}
