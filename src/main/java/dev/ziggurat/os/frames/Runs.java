package dev.ziggurat.os.frames;

/** Which frames are used, one by one and by aligned runs of 512: what the allocators share that know just these two lengths. */
final class Runs {
    private static final long LENGTH = 1L << FrameAllocator.HUGE;

    private final long total;
    private final SparseSet used;

    /** Runs in which any frame is used. Frames behind the last whole run belong to none. */
    private final SparseSet touched;

    /** Frames given out and not given back, counted by the calls: the set's size must agree. */
    private long out;

    Runs(long frames) {
        if (frames < 1) {
            throw new IllegalArgumentException("an allocator of " + frames + " frames");
        }
        total = frames;
        used = new SparseSet(frames);
        touched = new SparseSet(frames >> FrameAllocator.HUGE);
    }

    /** The set whose missing numbers are the free runs of an order. */
    SparseSet ofOrder(int order) {
        return switch (order) {
            case 0 -> used;
            case FrameAllocator.HUGE -> touched;
            default -> throw new IllegalArgumentException("frames come singly or by " + LENGTH + ", not by 2^" + order);
        };
    }

    /** Takes the run of a number in its order's set; returns its first frame. */
    long take(long number, int order) {
        long first = number << order;
        for (long frame = first; frame < first + (1L << order); frame++) {
            used.add(frame);
        }
        long run = first >> FrameAllocator.HUGE;
        if (run < total >> FrameAllocator.HUGE) {
            touched.add(run);
        }
        out += 1L << order;
        return first;
    }

    void giveBack(long first, int order) {
        ofOrder(order);
        long end = first + (1L << order);
        if (first < 0 || end > total || (first & ((1L << order) - 1)) != 0) {
            throw new IllegalStateException("there is no run of 2^" + order + " frames at " + first);
        }
        for (long frame = first; frame < end; frame++) {
            if (!used.remove(frame)) {
                throw new IllegalStateException("frame " + frame + " is free already");
            }
        }
        out -= 1L << order;
        long run = first >> FrameAllocator.HUGE;
        long next = used.next(run << FrameAllocator.HUGE);
        boolean empty = next == SparseSet.NONE || next >> FrameAllocator.HUGE != run;
        if (empty && run < total >> FrameAllocator.HUGE) {
            touched.remove(run);
        }
    }

    long total() {
        return total;
    }

    long free() {
        return used.missing();
    }

    long used() {
        return out;
    }
}
