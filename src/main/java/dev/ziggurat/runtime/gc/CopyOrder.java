package dev.ziggurat.runtime.gc;

/** In what order a copying collector follows references. */
public enum CopyOrder {
    /** Objects are looked at in the order of their copies: no memory beside them is needed (Cheney, 1970). */
    BREADTH_FIRST,
    /** An object's references are followed before those of its neighbours: children lie beside their parents. */
    DEPTH_FIRST
}
