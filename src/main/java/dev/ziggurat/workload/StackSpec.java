package dev.ziggurat.workload;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * How large the stacks of a process's threads may become. The defaults are Linux's: {@code _STK_LIM} of include/uapi/linux/resource.h, and
 * {@code stack_guard_gap} of mm/mmap.c, 256 pages.
 *
 * @param limit how far each may grow, default 8 MiB
 * @param guard the bytes below in which nothing is mapped, default 1 MiB
 */
public record StackSpec(ByteSize limit, ByteSize guard) {
    /** As in Linux. */
    static final StackSpec USUAL = new StackSpec(new ByteSize(8L << 20), new ByteSize(256 * 4096));

    private static final long MOST = 1L << 36;
    private static final long PAGE = 4096;

    public StackSpec {
        limit = limit == null ? USUAL.limit : limit;
        guard = guard == null ? USUAL.guard : guard;
        if (limit.bytes() < PAGE || limit.bytes() > MOST) {
            throw new SpecException("limit", limit + " is out of range; a stack may have 4 KiB to 64 GiB");
        }
        if (guard.bytes() < PAGE || guard.bytes() > MOST) {
            throw new SpecException("guard", guard + " is out of range; the gap below a stack has 4 KiB to 64 GiB");
        }
    }
}
