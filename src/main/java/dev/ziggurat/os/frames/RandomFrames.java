package dev.ziggurat.os.frames;

import dev.ziggurat.engine.RandomStream;

/**
 * Any free frame, or any free run of 512, each as likely: a memory that has been in use for long, in which neighbouring pages lie anywhere. One
 * number is drawn for each allocation that succeeds.
 */
public final class RandomFrames implements Runs.Choice {
    private final RandomStream random;

    private RandomFrames(RandomStream random) {
        this.random = random;
    }

    /** {@code frames: random}. */
    public record Spec() implements FrameAllocatorSpec {
        @Override
        public FrameAllocator create(long frames, RandomStream random) {
            return new Runs(frames, new RandomFrames(random));
        }
    }

    @Override
    public long among(SparseSet taken) {
        return taken.missing(random.nextLong(taken.missing()));
    }
}
