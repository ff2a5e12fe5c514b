package dev.ziggurat.memory;

/** The right to a line with which a request comes back: the states of MESI, as far as whoever asked must know them. */
public enum Grant {
    /** No directory stands below, so nobody else is asked: the line may be written. */
    ALONE,
    /** Asked for, and not given yet. */
    ASKED,
    /** Others may hold the line: it must not be written. */
    SHARED,
    /** Nobody else holds the line. */
    EXCLUSIVE,
    /** Nobody else holds the line any more, for it is about to be written. */
    MODIFIED;

    /** Whether the line may be written. */
    public boolean writable() {
        return this != SHARED && this != ASKED;
    }
}
