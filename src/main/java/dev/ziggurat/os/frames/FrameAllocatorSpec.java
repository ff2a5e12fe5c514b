package dev.ziggurat.os.frames;

import dev.ziggurat.engine.RandomStream;

/** A frame allocator as a file names it; the spec is the factory. */
public interface FrameAllocatorSpec {
    /**
     * Makes an allocator, all of its frames free.
     *
     * @param frames how many there are, at least 1
     * @param random the stream {@code os.frames}, for those that draw
     */
    FrameAllocator create(long frames, RandomStream random);
}
