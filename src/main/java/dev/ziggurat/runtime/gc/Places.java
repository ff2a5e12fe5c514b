package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import java.util.List;

/** Where in a process what lies that its collector needs beside the heap. A choice, not that of any system; only what is touched costs memory. */
public final class Places {
    /** Descriptors of types. */
    public static final long TYPES = 0x1_0000_0000L;

    /** Global references. */
    public static final long GLOBALS = 0x1_1000_0000L;

    /** Words by which threads come together, each in a line of its own. */
    public static final long CONTROL = 0x1_2000_0000L;

    /** The frames of the threads' locals. */
    public static final long FRAMES = 0x1_3000_0000L;

    /** What belongs to one thread alone. */
    public static final long LOCAL = 0x1_5000_0000L;

    /** The heap, unless the workload file says where. */
    public static final long HEAP = 0x2_0000_0000L;

    /** Objects that a collector has yet to look at. */
    public static final long WORK = 0x40_0000_0000L;

    /** A byte for each card of an old space. */
    public static final long CARDS = 0x50_0000_0000L;

    /** A word for each card of an old space. */
    static final long STARTS = 0x54_0000_0000L;

    /** The distance of control words that must not share a line. */
    public static final long APART = 256;

    static final long FRAME_BYTES = 1L << 20;
    public static final long LOCAL_BYTES = 1L << 12;

    private static final long CONTROL_BYTES = 1L << 12;
    private static final long TYPE_BYTES = 1L << 19;

    /** What a collector has yet to look at takes no more; behind it G1 has another such stack. */
    public static final long MOST_WORK = 1L << 35;

    public static final int MOST_THREADS = 256;

    private Places() {}

    /** Whether a place is a root: a global, or a local of a thread. */
    public static boolean ofRoots(long place) {
        return place >= GLOBALS && place < LOCAL;
    }

    /**
     * Returns the areas of all but the heap.
     *
     * @param globals the bytes of the global references
     * @param threads how many threads the program has
     * @param work the bytes of what a collector has yet to look at, at most
     */
    static List<Area> areas(long globals, int threads, long work) {
        return List.of(
                new Area("types", TYPES, TYPE_BYTES),
                new Area("globals", GLOBALS, Math.max(8, globals)),
                new Area("control", CONTROL, CONTROL_BYTES),
                new Area("frames", FRAMES, threads * FRAME_BYTES),
                new Area("thread-local", LOCAL, MOST_THREADS * LOCAL_BYTES),
                new Area("collector", WORK, work));
    }
}
