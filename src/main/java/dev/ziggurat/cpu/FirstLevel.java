package dev.ziggurat.cpu;

import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.PlainHits;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.os.Thread;
import org.jspecify.annotations.Nullable;

/**
 * Where a core's references enter the memory hierarchy.
 *
 * @param level the first-level cache, or what leads to memory if there is none
 * @param lineBytes where references are cut
 * @param latency a hit's time in picoseconds
 * @param cause the cause under which unmarked hits are booked
 * @param outcome the outcome of an unmarked hit
 * @param cache the cache, for counting what was cut, and for plain hits if no link stands before it
 */
public record FirstLevel(
        MemoryLevel level,
        int lineBytes,
        long latency,
        int cause,
        int outcome,
        @Nullable Cache cache) {
    /** Whether a reference lies in one line, so that it is not cut; pages are no smaller than lines, so any address will do. */
    boolean oneLine(long address, int size) {
        return (address & (lineBytes - 1)) + size <= lineBytes;
    }

    /** Instead of a place: a reference would be no plain hit. */
    static final long NOWHERE = PlainHits.NOWHERE;

    /** From now on the core runs a program of the kernel, or one in user mode. */
    void enter(Thread thread) {
        if (cache != null && thread.inKernel()) {
            cache.plainHits().enterKernel();
        } else if (cache != null) {
            cache.plainHits().leaveKernel();
        }
    }

    /** Serves a reference if it lies in one line and is nothing but a hit there, after {@link #latency}; otherwise nothing has changed. */
    boolean hits(AccessType type, long physical, int size) {
        return cache != null
                && level == cache
                && oneLine(physical, size)
                && cache.plainHits().hits(type, physical);
    }

    /** Returns with whose request a load, which is no plain hit and lies in one line, may wait; see {@link PlainHits#awaiting}. */
    @Nullable
    MemoryRequest awaiting(long physical, long time) {
        return cache != null && level == cache ? cache.plainHits().awaiting(physical, time) : null;
    }

    /** Returns with whose request a load may wait, which lies in one line, if that is known without a search; see {@link PlainHits}. */
    @Nullable
    MemoryRequest stillAwaiting(long physical) {
        return cache == null ? null : cache.plainHits().stillAwaiting(physical);
    }

    /** A load, of a garbage collector or not, waits with the request that was found last. */
    void waitsToo(boolean collector) {
        if (cache != null) {
            cache.plainHits().waitsToo(collector);
        }
    }

    /** Returns the outcome of a load that waits with others. */
    int mergedOutcome() {
        return cache == null ? outcome : cache.plainHits().mergedOutcome();
    }

    /** Returns where a line lies if a reference would be nothing but a hit, {@link #NOWHERE} if it would not; nothing has changed. */
    long find(AccessType type, long physical, int size) {
        return cache != null && level == cache && oneLine(physical, size)
                ? cache.plainHits().find(type, physical)
                : NOWHERE;
    }

    /** A reference uses a line that was found, and has not been put out since; it is counted apart ({@link #count}). */
    void use(AccessType type, long place) {
        if (cache != null) {
            cache.plainHits().use(type, place);
        }
    }

    /** Counts references that used lines. */
    void count(AccessType type, long hits) {
        if (cache != null) {
            cache.plainHits().count(type, hits);
        }
    }

    void countCuts(int cuts) {
        if (cache != null) {
            cache.countCuts(cuts);
        }
    }
}
