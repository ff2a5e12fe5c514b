package dev.ziggurat.os.paging;

import dev.ziggurat.os.frames.FrameAllocatorSpec;
import dev.ziggurat.os.replacement.Future;
import dev.ziggurat.os.replacement.PageReplacementSpec;

/**
 * What memory there is and who decides on it.
 *
 * @param frames how many frames of 4 KiB user pages may occupy, from physical address 0 on; at least 1
 * @param capacity where memory ends, in bytes; page tables lie between
 * @param allocator which frame a page gets
 * @param replacement which page goes
 * @param future the references to come, for a policy that reads them
 */
public record PhysicalMemory(
        long frames, long capacity, FrameAllocatorSpec allocator, PageReplacementSpec replacement, Future future) {
    public PhysicalMemory {
        if (frames < 1 || capacity < frames << UserFrames.SHIFT) {
            throw new IllegalArgumentException(frames + " frames of 4 KiB in a memory of " + capacity + " bytes");
        }
    }
}
