package dev.ziggurat.os.frames;

import dev.ziggurat.engine.RandomStream;

/** The lowest free frame, or the lowest free run of 512. Neighbouring pages that are touched one after the other lie side by side. */
public final class SequentialFrames implements FrameAllocator {
    private final Runs runs;

    private SequentialFrames(long frames) {
        runs = new Runs(frames);
    }

    /** {@code frames: sequential}. */
    public record Spec() implements FrameAllocatorSpec {
        @Override
        public FrameAllocator create(long frames, RandomStream random) {
            return new SequentialFrames(frames);
        }
    }

    @Override
    public long allocate(int order) {
        long lowest = runs.ofOrder(order).lowestMissing();
        return lowest == SparseSet.NONE ? NONE : runs.take(lowest, order);
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
