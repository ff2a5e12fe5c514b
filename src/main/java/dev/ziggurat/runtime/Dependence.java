package dev.ziggurat.runtime;

/**
 * What the next reference of a thread waits for: the number of references that lie between it and the one that its address comes from. References have numbers from 1 on,
 * 0 is none.
 */
final class Dependence {
    /** Nobody has said where the next address comes from. */
    private static final long UNSAID = -1;

    /** Loads, stores and modifies yielded. */
    private long references;

    /** The last load or modify. */
    private long lastLoad;

    /** The reference whose value the next one's address comes from, or UNSAID. */
    private long origin = UNSAID;

    /** Returns the number of the reference that was yielded last. */
    long position() {
        return references;
    }

    /** The next reference follows another than the last load; 0 if it need not wait for any. */
    void from(long position) {
        origin = position;
    }

    /** Returns the position of the reference that the next one's address comes from: the last load, if nobody has said otherwise. */
    long producer() {
        return origin == UNSAID ? lastLoad : origin;
    }

    /** A reference is yielded. */
    void yielded() {
        references++;
        origin = UNSAID;
    }

    /** A reference is yielded by a program that says itself what its references wait for. */
    void passedOn() {
        references++;
    }

    /** The reference that was yielded last has loaded something. */
    void loaded() {
        lastLoad = references;
    }

    /** How many references ago the last load is for the next one, 0 if there was none. */
    int sinceLoad() {
        return since(lastLoad);
    }

    /** How many references ago that is which the next one follows: the last load, if nobody has said otherwise. */
    int followed() {
        return since(producer());
    }

    /** How many references ago that at a position is for the next one. */
    int since(long position) {
        return position == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, references + 1 - position);
    }
}
