package dev.ziggurat.cache;

import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cache of a machine file. Components that have a default may be null when the record is made.
 *
 * @param serves what a first-level cache serves; null for the levels below
 * @param below the name of the next level, or {@code memory}
 * @param shared whether all cores share it, default false: each has one of its own
 * @param size the capacity, a multiple of ways x line
 * @param ways the associativity, at least 1
 * @param line the line size, a power of two from 16 B to 4 KiB
 * @param latency what the level adds; this or {@code loadToUse}
 * @param loadToUse the total from the core to this level's data; this or {@code latency}
 * @param fillLatency what the way up adds to a miss, default 0
 * @param mshrs how many misses may be under way, default 16
 * @param writeBuffer how many write-backs and passed-on stores may be under way, default 8
 * @param replacement the policy, default LRU
 * @param write write-back (default) or write-through
 * @param allocate write-allocate (default) or no-write-allocate
 * @param prefetcher only {@code none} yet
 * @param inclusion only {@code non-inclusive} yet
 * @param link what stands before the level; default latency 0, unlimited width
 */
public record CacheSpec(
        @Nullable List<Serves> serves,
        String below,
        Boolean shared,
        ByteSize size,
        int ways,
        ByteSize line,
        @Nullable Latency latency,
        @Nullable Latency loadToUse,
        Latency fillLatency,
        Integer mshrs,
        Integer writeBuffer,
        ReplacementSpec replacement,
        Write write,
        Allocate allocate,
        Prefetcher prefetcher,
        Inclusion inclusion,
        @Nullable LinkSpec link) {
    private static final int MOST = 1 << 16;

    /** Lines of one cache: 16 GiB of 64 B. */
    private static final long MOST_LINES = 1L << 28;

    /** What a first-level cache serves. */
    public enum Serves {
        FETCH,
        DATA
    }

    /** What happens to a store that hits. */
    public enum Write {
        WRITE_BACK,
        WRITE_THROUGH
    }

    /** What happens to a store that misses. */
    public enum Allocate {
        WRITE_ALLOCATE,
        NO_WRITE_ALLOCATE
    }

    /** Who brings lines before they are asked for. */
    public enum Prefetcher {
        NONE
    }

    /** What a level promises about the lines above it. */
    public enum Inclusion {
        NON_INCLUSIVE
    }

    public CacheSpec {
        SpecException.requirePresent("below", below, "memory");
        SpecException.requirePresent("size", size, "32 KiB");
        SpecException.requirePresent("line", line, "64 B");
        SpecException.requireRange("ways", ways, 1, MOST);
        shared = shared != null && shared;
        mshrs = mshrs == null ? 16 : mshrs;
        writeBuffer = writeBuffer == null ? 8 : writeBuffer;
        replacement = replacement == null ? new Lru.Spec() : replacement;
        write = write == null ? Write.WRITE_BACK : write;
        allocate = allocate == null ? Allocate.WRITE_ALLOCATE : allocate;
        prefetcher = prefetcher == null ? Prefetcher.NONE : prefetcher;
        inclusion = inclusion == null ? Inclusion.NON_INCLUSIVE : inclusion;
        fillLatency = fillLatency == null ? Latency.ofCycles(0) : fillLatency;
        SpecException.requireRange("mshrs", mshrs, 1, MOST);
        SpecException.requireRange("write-buffer", writeBuffer, 1, MOST);
        checkLine(line.bytes());
        checkSize(size.bytes(), ways, line.bytes());
        if ((latency == null) == (loadToUse == null)) {
            throw new SpecException(
                    "", "write exactly one of 'latency' (what the level adds) and 'load-to-use' (the total)");
        }
    }

    private static void checkLine(long line) {
        if (line < 16 || line > 4096 || Long.bitCount(line) != 1) {
            throw new SpecException("line", "a line is a power of two from 16 B to 4 KiB");
        }
    }

    private static void checkSize(long size, int ways, long line) {
        if (size == 0) {
            throw new SpecException("size", "a cache is not empty; write for example '32 KiB'");
        }
        if (size / line > MOST_LINES) {
            throw new SpecException("size", "a cache has at most " + MOST_LINES + " lines");
        }
        long row = ways * line;
        if (size % row != 0) {
            long lower = Math.max(1, size / row) * row;
            throw new SpecException(
                    "ways",
                    ways + " ways of " + new ByteSize(line) + " do not divide " + new ByteSize(size)
                            + "; the nearest size is " + new ByteSize(lower));
        }
        if (size / row > 1 << 26) {
            throw new SpecException("size", "more than 2^26 sets");
        }
    }

    /** Returns the number of sets, any integer. */
    public int sets() {
        return (int) (size.bytes() / (ways * line.bytes()));
    }
}
