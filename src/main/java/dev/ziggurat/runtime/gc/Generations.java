package dev.ziggurat.runtime.gc;

/**
 * The spaces of a heap with two generations, in this order: the old space, two survivor spaces of which one is empty between collections, and eden, where objects
 * are made. Each of the words beside them says how far a space is given out.
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
        from = new Space(old.end(), survivor);
        to = new Space(from.end(), survivor);
        eden = new Space(to.end(), young - 2 * survivor);
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

    /** Whether what lives has more bytes than the old space: the heap is exhausted. */
    boolean overfull() {
        return old.top() > old.end();
    }

    /** What lives of the young has been copied. */
    void flip() {
        Space empty = from;
        from = to;
        to = empty;
        to.clear();
        eden.clear();
    }

    /** All that lives is old, up to an address. */
    void compacted(long top) {
        old.top(top);
        from.clear();
        to.clear();
        eden.clear();
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
