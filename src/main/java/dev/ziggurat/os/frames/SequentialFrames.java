package dev.ziggurat.os.frames;

import dev.ziggurat.engine.RandomStream;

/** The lowest free frame, or the lowest free run of 512. Neighbouring pages that are touched one after the other lie side by side. */
public final class SequentialFrames implements Runs.Choice {
    private SequentialFrames() {}

    /** {@code frames: sequential}. */
    public record Spec() implements FrameAllocatorSpec {
        @Override
        public FrameAllocator create(long frames, RandomStream random) {
            return new Runs(frames, new SequentialFrames());
        }
    }

    @Override
    public long among(SparseSet taken) {
        return taken.lowestMissing();
    }
}
