package dev.ziggurat.os.replacement;

/**
 * Chooses the page that leaves memory. The kernel tells of each frame that gets a page and of each that loses it otherwise; it asks only when it
 * needs room. Frames are numbers from 0; what a policy remembers of one costs memory only once the frame has held a page.
 *
 * <p>A policy charges no time. What its look at the frames costs, the kernel's program pays: the accessed bits that it reads are told to the
 * kernel one by one through {@link AccessedBits}.
 */
public interface PageReplacement {
    /** No frame can be chosen. */
    long NONE = -1;

    /**
     * A page is mapped into a frame that held none.
     *
     * @param frame the frame, at least 0
     * @param page the virtual page: its address / its size, unsigned
     */
    void loaded(long frame, long page);

    /** A frame has lost its page otherwise: unmapped, or its process has ended. Nothing is done if it had left the policy before. */
    void freed(long frame);

    /**
     * A reference to a resident page has retired. Told in program order, of a reference that crosses pages once for each, upwards, to
     * policies whose spec says that it {@link PageReplacementSpec#watchesReferences}, and to no others. The page may have been chosen
     * meanwhile, by another core's fault.
     *
     * @param use whether it read or wrote; a modify is one write
     */
    default void referenced(long frame, Use use) {}

    /**
     * Chooses a victim. The frame leaves the policy with that: it is not offered again before it is loaded again. A kernel that does not evict it
     * after all loads it again.
     *
     * @param pins the frames that cannot be chosen
     * @return the frame, or {@link #NONE} if each that holds a page is pinned
     */
    long victim(Pins pins);

    /** What a reference does to a page. */
    enum Use {
        READ,
        WRITE
    }
}
