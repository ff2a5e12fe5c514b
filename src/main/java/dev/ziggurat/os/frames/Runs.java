package dev.ziggurat.os.frames;

/**
 * An allocator of single frames and of aligned runs of 512 that differs from others of its kind only in which of the free ones it takes: that is
 * said by its {@link Choice}.
 */
final class Runs implements FrameAllocator {
    private static final long LENGTH = 1L << HUGE;

    private final Choice choice;
    private final long total;
    private final SparseSet used;

    /** Runs in which any frame is used. Frames behind the last whole run belong to none. */
    private final SparseSet touched;

    /** The order + 1 of the allocation that begins at a frame. */
    private final PagedLongs allocated = new PagedLongs();

    /** Frames given out and not given back, counted by the calls: the set's size must agree. */
    private long out;

    /** Which of the free frames, or of the free runs, is taken. */
    interface Choice {
        /**
         * Chooses.
         *
         * @param taken a set from which at least one number is missing
         * @return one of those that are missing
         */
        long among(SparseSet taken);
    }

    Runs(long frames, Choice choice) {
        if (frames < 1) {
            throw new IllegalArgumentException("an allocator of " + frames + " frames");
        }
        this.choice = choice;
        total = frames;
        used = new SparseSet(frames);
        touched = new SparseSet(frames >> HUGE);
    }

    @Override
    public long allocate(int order) {
        SparseSet taken = ofOrder(order);
        return taken.missing() == 0 ? NONE : take(choice.among(taken), order);
    }

    /** The set whose missing numbers are the free runs of an order. */
    private SparseSet ofOrder(int order) {
        return switch (order) {
            case 0 -> used;
            case HUGE -> touched;
            default -> throw new IllegalArgumentException("frames come singly or by " + LENGTH + ", not by 2^" + order);
        };
    }

    /** Takes the run of a number in its order's set; returns its first frame. */
    private long take(long number, int order) {
        long first = number << order;
        for (long frame = first; frame < first + (1L << order); frame++) {
            used.add(frame);
        }
        long run = first >> HUGE;
        if (run < total >> HUGE) {
            touched.add(run);
        }
        allocated.set(first, order + 1);
        out += 1L << order;
        return first;
    }

    @Override
    public void free(long first, int order) {
        if (first < 0 || first >= total || allocated.at(first) != order + 1) {
            throw new IllegalStateException("no run of 2^" + order + " frames is allocated at " + first);
        }
        allocated.set(first, 0);
        for (long frame = first; frame < first + (1L << order); frame++) {
            used.remove(frame);
        }
        out -= 1L << order;
        long run = first >> HUGE;
        long next = used.next(run << HUGE);
        boolean empty = next == SparseSet.NONE || next >> HUGE != run;
        if (empty && run < total >> HUGE) {
            touched.remove(run);
        }
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long free() {
        return used.missing();
    }

    @Override
    public long used() {
        return out;
    }
}
