package dev.ziggurat.runtime.program;

/**
 * The objects of a process as one thread of its program uses them, by its locals. A local is in a register, and every new value of one is also stored to its slot of
 * the thread's frame: to use a local costs nothing, to set it one store.
 *
 * <p>A step of a program does one of these at most; what it answers is there at the next step. Only {@link #make}, {@link #poll} and {@link #collect} may move
 * objects.
 */
public interface Objects {
    /** What objects of a type look like. */
    interface Shape {
        /** Returns the type's number. */
        int number();

        /** Returns how many references an object has. */
        int references();
    }

    /** Returns the shape of objects with so many references and bytes of other data. */
    Shape shape(int references, long data);

    /** Where the values are that an object contains. */
    Values values();

    /** Whether objects that are not needed any more have to be given back by {@link #free}; where not, nobody needs to look for them. */
    boolean explicit();

    /** Has a local refer to a new object, its references null and its data zero. If there is no memory for it the thread ends. */
    void make(int to, Shape shape);

    /** Has a local refer to what a reference of an object refers to. */
    void get(int to, int object, int field);

    /** Has a reference of an object refer to what a local refers to. */
    void put(int object, int field, int from);

    /** Has a reference of an object refer to nothing. */
    void cut(int object, int field);

    /** Has a local refer to what another refers to. */
    void copy(int to, int from);

    /** Has a local refer to nothing. */
    void clear(int local);

    /** Whether a local refers to nothing. */
    boolean isNull(int local);

    /** Whether two locals refer to the same. */
    boolean same(int local, int other);

    /** Loads a word of an object's data, which are behind its references. */
    long load(int object, Shape shape, int word);

    /** Stores a word of an object's data. */
    void store(int object, Shape shape, int word, long value);

    /** Nobody refers any more to the object of a local, which is not null. That costs nothing unless it is to be said, see {@link #explicit}. */
    void free(int local);

    /** The thread looks whether it is to stop for a collection, and if so does. */
    void poll();

    /** Has all garbage collected. */
    void collect();

    /** The locals from one on are not in use any more: what they referred to may be garbage. That costs nothing, but where references are counted. */
    void forget(int local);

    /** The thread's locals are not in use any more, and the others do not wait for it; its next step must end it. */
    void leave();
}
