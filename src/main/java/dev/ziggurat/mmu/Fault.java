package dev.ziggurat.mmu;

import java.util.List;

/** Why a translation failed, in {@code request.fault}. */
public final class Fault {
    /** It did not. */
    public static final int NONE = 0;

    /** An entry on the way is not present. */
    public static final int NOT_PRESENT = 1;

    /** The page is there, but not for this kind of access. */
    public static final int PROTECTION = 2;

    /** The address is no sign extension of its significant bits; nothing is looked up. */
    public static final int NON_CANONICAL = 3;

    /** Whoever wanted the translation was squashed before a walker was free: nothing was walked. */
    public static final int ABANDONED = 4;

    /** The number of the segment is that of no descriptor, or the descriptor is not present: the segment is not in memory. */
    public static final int NO_SEGMENT = 5;

    /** The segment ends before the last byte of the access. */
    public static final int LIMIT = 6;

    /** The segment is there, but not for this kind of access. */
    public static final int SEGMENT_RIGHTS = 7;

    private static final List<String> NAMES = List.of(
            "none",
            "not present",
            "protection",
            "non-canonical",
            "abandoned",
            "segment not present",
            "segment limit",
            "segment rights");

    /** How many kinds there are, with {@link #NONE}. */
    static final int KINDS = NAMES.size();

    private Fault() {}

    /** Returns the name of a fault, for messages. */
    public static String name(int fault) {
        return NAMES.get(fault);
    }
}
