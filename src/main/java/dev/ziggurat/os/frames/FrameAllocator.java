package dev.ziggurat.os.frames;

import dev.ziggurat.stats.Section;

/**
 * Gives out the frames that user pages may occupy, numbered from 0: single ones (order 0, 4 KiB) and aligned runs of 2<sup>order</sup>, of which
 * every allocator knows {@link #HUGE}. It only decides which; the time that takes and the words of memory it reads are the kernel's to
 * charge.
 */
public interface FrameAllocator {
    /** No run of that length is free. */
    long NONE = -1;

    /** The order of an explicit huge page: 512 frames of 4 KiB, 2 MiB. */
    int HUGE = 9;

    /**
     * Takes a run of frames; its first number is a multiple of its length.
     *
     * @param order the logarithm of the number of frames: 0, {@link #HUGE}, or what the allocator says beside
     * @return the first frame, or {@link #NONE}
     */
    long allocate(int order);

    /**
     * Gives a run back as it was allocated.
     *
     * @throws IllegalStateException if it is not allocated
     */
    void free(long frame, int order);

    /** Returns the number of frames there are. */
    long total();

    /** Returns the number of frames that are free. */
    long free();

    /** Returns the number of frames that are allocated. */
    long used();

    /** Describes what it counts, and states that no frame is lost. */
    default void describe(Section section) {
        section.law("every frame is free or used", () -> free() + used(), this::total);
    }
}
