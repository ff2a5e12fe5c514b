package dev.ziggurat.os.replacement;

import dev.ziggurat.os.frames.SparseSet;

/**
 * The clock (Corbató, 1969): a hand goes round the resident frames in the order of their numbers. A page whose accessed bit is set gets a
 * second chance: the bit is cleared and the hand goes on; the first with the bit clear is the victim, and the hand rests on the next. A
 * page comes with its bit set, for the reference that brings it uses it. The hand passes over pinned frames and leaves their bits alone.
 */
public final class PageClock implements PageReplacement {
    private final AccessedBits accessed;
    private final SparseSet resident;
    private long hand;

    private PageClock(AccessedBits accessed, long frames) {
        this.accessed = accessed;
        resident = new SparseSet(frames);
    }

    /** {@code page-replacement: clock}. */
    public record Spec() implements PageReplacementSpec {
        @Override
        public PageReplacement create(Kernel kernel) {
            return new PageClock(kernel.accessed(), kernel.frames());
        }
    }

    @Override
    public void loaded(long frame, long page) {
        resident.add(frame);
    }

    @Override
    public void freed(long frame) {
        resident.remove(frame);
    }

    /** The first round clears every bit, so that a second finds a victim, unless all are pinned. */
    @Override
    public long victim(Pins pins) {
        long start = hand;
        for (long looks = 2 * resident.size(); looks > 0; looks--) {
            long frame = resident.next(hand);
            if (frame == SparseSet.NONE) {
                frame = resident.next(0);
            }
            hand = frame + 1;
            if (!pins.pinned(frame) && !accessed.takeAccessed(frame)) {
                resident.remove(frame);
                return frame;
            }
        }
        hand = start;
        return NONE;
    }
}
