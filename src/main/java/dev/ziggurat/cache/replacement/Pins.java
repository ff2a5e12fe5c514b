package dev.ziggurat.cache.replacement;

/** Which ways of the set in question cannot be victims, because their fill is still pending. */
public interface Pins {
    /** Whether a way of the set in question is no victim; at least one way is not pinned. */
    boolean pinned(int way);
}
