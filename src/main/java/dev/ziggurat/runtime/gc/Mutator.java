package dev.ziggurat.runtime.gc;

/** What a collector puts between a thread of the program and its objects. Each call has the thread run code; the answer is there when that is over. */
public interface Mutator {
    /** There is no memory for it, even after a collection. */
    long NONE = 0;

    /** Answers the address of a new object, its references null and its data zero, or {@link #NONE}. May collect: every address not in a root is stale. */
    void allocate(Types.Shape shape);

    /** Answers the reference at a place of an object. */
    void read(long object, long place);

    /** Writes a reference, perhaps null, at a place of an object. */
    void write(long object, long place, long value);

    /** Writes a reference, perhaps null, in a root: a global, or a local of this thread. */
    void root(long place, long value);

    /** Whether a root that is not in use any more has to be set to null, for its reference was counted. */
    default boolean counts() {
        return false;
    }

    /** Returns the thread's part in stopping the world. */
    Safepoints.Part safepoint();

    /** Has all garbage collected that the collector finds when it stops the world. */
    void collect();
}
