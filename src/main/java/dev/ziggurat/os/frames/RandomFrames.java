package dev.ziggurat.os.frames;

import dev.ziggurat.engine.RandomStream;

/**
 * Any free frame, or any free run of 512, each as likely: a memory that has been in use for long, in which neighbouring pages lie anywhere. One
 * number is drawn for each allocation that succeeds.
 */
public final class RandomFrames implements FrameAllocator {
    private final Runs runs;
    private final RandomStream random;

    private RandomFrames(long frames, RandomStream random) {
        runs = new Runs(frames);
        this.random = random;
    }

    /** {@code frames: random}. */
    public record Spec() implements FrameAllocatorSpec {
        @Override
        public FrameAllocator create(long frames, RandomStream random) {
            return new RandomFrames(frames, random);
        }
    }

    @Override
    public long allocate(int order) {
        SparseSet taken = runs.ofOrder(order);
        long choices = taken.missing();
        return choices == 0 ? NONE : runs.take(taken.missing(random.nextLong(choices)), order);
    }

    @Override
    public void free(long frame, int order) {
        runs.giveBack(frame, order);
    }

    @Override
    public long total() {
        return runs.total();
    }

    @Override
    public long free() {
        return runs.free();
    }

    @Override
    public long used() {
        return runs.used();
    }
}
