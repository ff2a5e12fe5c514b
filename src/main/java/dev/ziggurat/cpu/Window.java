package dev.ziggurat.cpu;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.Arrays;

/**
 * The references between dispatch and retirement, in program order: a ring indexed by rank. The window keeps its own copies, so that a reference
 * can be issued again.
 */
final class Window {
    static final long UNKNOWN = Long.MAX_VALUE;
    static final long NONE = -1;

    final int mask;

    // One entry: the copy of its reference, how many instructions it is besides its gap, how much of its gap has been
    // dispatched and retired, when its result is
    // there, its entries in the
    // load and the store queue, the first of those that depend on it and the next of those that depend on the same.
    final Kind[] kind;
    final long[] virtual;
    final long[] physical;
    final long[] pc;
    final int[] size;
    final int[] gap;
    final int[] weight;
    final int[] gapDispatched;
    final int[] gapRetired;
    final long[] doneAt;
    final int[] loadEntry;
    final int[] storeEntry;
    final long[] number;
    final long[] firstDependent;
    final long[] nextDependent;

    /** The rank of the reference of each number (references are numbered without fetches and operations). */
    private final long[] rankOf;

    /** Ranks: the oldest in the window, and the next to come. */
    long head;

    long tail;
    private long numbered;

    Window(int entries) {
        int capacity = Integer.highestOneBit(entries - 1) << 1;
        mask = capacity - 1;
        kind = new Kind[capacity];
        virtual = new long[capacity];
        physical = new long[capacity];
        pc = new long[capacity];
        size = new int[capacity];
        gap = new int[capacity];
        weight = new int[capacity];
        gapDispatched = new int[capacity];
        gapRetired = new int[capacity];
        doneAt = new long[capacity];
        loadEntry = new int[capacity];
        storeEntry = new int[capacity];
        number = new long[capacity];
        firstDependent = new long[capacity];
        nextDependent = new long[capacity];
        rankOf = new long[capacity];
        Arrays.fill(kind, Kind.LOAD);
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Puts a copy of a reference at the end; its rank is the old {@code tail}. */
    void add(Reference reference, long base) {
        int place = (int) tail & mask;
        kind[place] = reference.kind;
        virtual[place] = reference.address;
        physical[place] = base + reference.address;
        pc[place] = reference.pc;
        size[place] = reference.size;
        gap[place] = reference.gap;
        gapDispatched[place] = 0;
        gapRetired[place] = 0;
        doneAt[place] = UNKNOWN;
        firstDependent[place] = NONE;
        if (reference.kind != Kind.FETCH) {
            number[place] = numbered;
            rankOf[(int) numbered & mask] = tail;
            numbered++;
        }
        tail++;
    }

    /** Returns the rank of what the youngest reference depends on, {@code back} references before it; NONE if that has retired. */
    long producer(int back) {
        long wanted = numbered - 1 - back;
        if (back <= 0 || back > mask || wanted < 0) {
            return NONE;
        }
        long rank = rankOf[(int) wanted & mask];
        return rank >= head && number[(int) rank & mask] == wanted ? rank : NONE;
    }

    /** Has one entry told when another has its result. */
    void depend(long rank, long producer) {
        int place = (int) rank & mask;
        int on = (int) producer & mask;
        nextDependent[place] = firstDependent[on];
        firstDependent[on] = rank;
    }
}
