package dev.ziggurat.memory;

/** How a shared level takes a line back from the caches above it. */
public enum Recall {
    /** The line is gone above. */
    INVALIDATE,
    /** The line stays above, clean and shared. */
    CLEAN
}
