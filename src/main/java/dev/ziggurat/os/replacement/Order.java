package dev.ziggurat.os.replacement;

import dev.ziggurat.os.frames.PagedLongs;

/** The resident frames in a row, the next victim first; a list whose links lie in the frames' own words. */
final class Order {
    private static final long MASK = 0xffff_ffffL;
    private static final long MOST_FRAMES = MASK - 1;

    /** By frame + 1: the one before in the upper half, the one after in the lower. At 0 the row's last and first; 0 closes the ring. */
    private final PagedLongs links = new PagedLongs();

    void append(long frame) {
        if (frame >= MOST_FRAMES) {
            throw new IllegalArgumentException("frame " + frame + " is beyond 16 TiB of 4 KiB frames");
        }
        long node = frame + 1;
        long last = before(0);
        links.set(node, last << Integer.SIZE);
        follow(last, node);
        precede(0, node);
    }

    /** Takes a frame out of the row; false if it was not in. */
    boolean remove(long frame) {
        long node = frame + 1;
        long before = before(node);
        long after = after(node);
        boolean absent = before == 0 && after == 0 && before(0) != node;
        if (absent) {
            return false;
        }
        follow(before, after);
        precede(after, before);
        links.set(node, 0);
        return true;
    }

    /** Moves a frame to the end of the row, if it is in. */
    void moveToEnd(long frame) {
        if (before(0) != frame + 1 && remove(frame)) {
            append(frame);
        }
    }

    /** Takes the first that is not pinned out of the row. */
    long takeFirst(Pins pins) {
        for (long node = after(0); node != 0; node = after(node)) {
            if (!pins.pinned(node - 1)) {
                remove(node - 1);
                return node - 1;
            }
        }
        return PageReplacement.NONE;
    }

    private long before(long node) {
        return links.at(node) >>> Integer.SIZE;
    }

    private long after(long node) {
        return links.at(node) & MASK;
    }

    private void follow(long node, long after) {
        links.set(node, (links.at(node) & ~MASK) | after);
    }

    private void precede(long node, long before) {
        links.set(node, (links.at(node) & MASK) | (before << Integer.SIZE));
    }
}
