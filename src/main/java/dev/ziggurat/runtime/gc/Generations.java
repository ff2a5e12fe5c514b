package dev.ziggurat.runtime.gc;

import org.jspecify.annotations.Nullable;

/**
 * The spaces of a heap with two generations, in this order: the old space, eden, where objects are made, and two survivor spaces of which one is empty between
 * collections. Each of the words beside them says how far a space is given out.
 */
final class Generations {
    /** How far eden is given out. */
    static final long EDEN_TOP = Places.CONTROL + 4 * Places.APART;

    /** How far the old space is given out. */
    static final long OLD_TOP = Places.CONTROL + 5 * Places.APART;

    private final Space old;
    private final Space eden;
    private final Cards cards;
    private final int tenure;
    private final Space first;
    private final Space second;
    private Space from;
    private Space to;

    // What was copied, ever.
    private long survived;
    private long survivedBytes;
    private long promoted;
    private long promotedBytes;

    /**
     * Makes the spaces, all empty.
     *
     * @param base where the old one begins
     * @param bytes of all together
     * @param young of the young ones together
     * @param survivor of a survivor space
     * @param tenure so many collections an object lives through among the young at most
     */
    Generations(long base, long bytes, long young, long survivor, int tenure) {
        this.tenure = tenure;
        old = new Space(base, bytes - young);
        eden = new Space(old.end(), young - 2 * survivor);
        first = new Space(eden.end(), survivor);
        second = new Space(first.end(), survivor);
        from = first;
        to = second;
        cards = new Cards(base, bytes);
    }

    Space old() {
        return old;
    }

    Space eden() {
        return eden;
    }

    /** Returns the survivor space that is in use. */
    Space from() {
        return from;
    }

    /** Returns the other survivor space. */
    Space to() {
        return to;
    }

    Cards cards() {
        return cards;
    }

    /** Whether there is a young object at an address; 0 is none. */
    boolean young(long address) {
        return address >= old.end();
    }

    /** Returns where a copy goes of an object that has lived through so many collections. */
    long place(long size, int age) {
        if (age < tenure && to.top() + size <= to.end()) {
            survived++;
            survivedBytes += size;
            return to.take(size);
        }
        promoted++;
        promotedBytes += size;
        return old.take(size);
    }

    /** Whether all that is young has room in the old space, should it live. */
    boolean canPromote() {
        long most = eden.top() - eden.base() + from.top() - from.base();
        return most <= old.end() - old.top();
    }

    /** What lives of the young has been copied. */
    void flip() {
        Space empty = from;
        from = to;
        to = empty;
        to.clear();
        eden.clear();
    }

    /** All that lives has been slid together: what the old space could not hold is in eden, and what that could not is in a survivor space. */
    void compacted(long oldTop, long edenTop, long survivorTop) {
        old.top(oldTop);
        eden.top(edenTop);
        from = first;
        to = second;
        from.top(survivorTop);
        to.clear();
    }

    /** Returns the bytes in use of all spaces. */
    long used() {
        return old.top() - old.base() + eden.top() - eden.base() + from.top() - from.base();
    }

    /** Returns the end of what is used of all spaces. */
    long end() {
        return from.top();
    }

    /** Returns the survivor space before the one that is in use, null if there is none. */
    @Nullable
    Space unusedBefore() {
        return from == first ? null : first;
    }

    long survived() {
        return survived;
    }

    long survivedBytes() {
        return survivedBytes;
    }

    long promoted() {
        return promoted;
    }

    long promotedBytes() {
        return promotedBytes;
    }
}
