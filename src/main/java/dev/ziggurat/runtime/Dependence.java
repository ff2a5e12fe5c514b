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

    /** A reference is yielded. */
    void yielded() {
        references++;
        origin = UNSAID;
    }

    /** A reference is yielded by a program that says itself what its references wait for. No address comes from what it loads, for the words are told to nobody. */
    void passedOn() {
        references++;
    }

    /** The reference that was yielded last has loaded something. */
    void loaded() {
        lastLoad = references;
    }

    /** Returns the position of the last load, 0 if there was none. */
    long lastLoad() {
        return lastLoad;
    }

    /** Returns the position of that which the next one follows: the last load, if nobody has said otherwise. */
    long origin() {
        return origin == UNSAID ? lastLoad : origin;
    }

    /** How many references ago that at a position is for the next one. */
    int since(long position) {
        return position == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, references + 1 - position);
    }
}
