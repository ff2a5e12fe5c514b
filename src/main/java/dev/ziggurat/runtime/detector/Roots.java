package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Area;

/** The static data of a process, where a search for lost blocks begins: a page at the place of a data segment. */
public final class Roots {
    /** Where it begins: behind the code of a program that is linked to 0x400000, as on x86-64 Linux. */
    public static final long START = 0x600000;

    static final long BYTES = 4096;

    private Roots() {}

    /** Returns what a process declares for it. */
    static Area area() {
        return new Area("static data", START, BYTES);
    }
}
