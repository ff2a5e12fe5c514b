package dev.ziggurat.runtime.program;

/** Where the values are that an object contains, such as the data of a list's node or the keys of a map. */
public enum Values {
    /** In the object itself, as in C or Go. */
    INLINE,
    /** Each in an object of its own, to which the object refers, as in CPython. */
    BOXED
}
