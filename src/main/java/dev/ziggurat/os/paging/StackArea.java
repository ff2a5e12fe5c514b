package dev.ziggurat.os.paging;

/** A stack: it grows down from its top to its limit, as far as it has been touched. Below lies a gap in which nothing is ever mapped. */
final class StackArea {
    /** Where it begins, how far down it may grow, and where the gap below ends; all multiples of the page size. */
    final long top;

    final long bottom;
    final long gap;

    /** How far it has grown. */
    long low;

    StackArea(long top, long bottom, long gap) {
        this.top = top;
        this.bottom = bottom;
        this.gap = gap;
        low = top;
    }

    /** Returns how many bytes it has grown to. */
    long bytes() {
        return top - low;
    }
}
