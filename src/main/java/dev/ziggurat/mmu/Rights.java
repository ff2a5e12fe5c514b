package dev.ziggurat.mmu;

/** What a program may do with a page, as bits of an int. A page that may be used at all may be read, as in x86. */
public final class Rights {
    /** Programs may use the page; without it every access of theirs is a protection fault. */
    public static final int USER = 1;

    public static final int WRITE = 1 << 1;
    public static final int EXECUTE = 1 << 2;
    public static final int ALL = USER | WRITE | EXECUTE;

    /** The page has been written: no right, but kept beside them in the TLBs, where a store needs it. */
    static final int DIRTY = 1 << 3;

    private Rights() {}
}
