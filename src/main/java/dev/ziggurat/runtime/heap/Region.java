package dev.ziggurat.runtime.heap;

import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/** Where a heap lies: what allocators have in common. */
final class Region {
    /** Above what programs, and below what mappings usually take: a choice, not that of any system. */
    static final long BASE = 1L << 36;

    static final long PAGE = 4096;

    /** What {@code malloc} promises on x86-64 (System V ABI, {@code max_align_t}). */
    static final ByteSize ALIGNMENT = new ByteSize(16);

    private static final long WORD = 8;
    private static final long LARGEST = 1L << 45;

    private Region() {}

    static long base(@Nullable Long given) {
        if (given == null) {
            return BASE;
        }
        if (given <= 0 || given % PAGE != 0 || given > LARGEST) {
            throw new SpecException(
                    "base", "0x" + Long.toHexString(given) + " is no multiple of 4 KiB above 0 and up to 32 TiB");
        }
        return given;
    }

    static ByteSize size(@Nullable ByteSize given) {
        SpecException.requirePresent("size", given, "64 MiB");
        if (given == null || given.bytes() < 1 || given.bytes() > LARGEST) {
            throw new SpecException("size", given + " is out of range; a heap has 1 B to 32 TiB");
        }
        return given;
    }

    static ByteSize alignment(@Nullable ByteSize given, ByteSize least) {
        ByteSize alignment = given == null ? ALIGNMENT : given;
        if (alignment.bytes() < least.bytes() || alignment.bytes() > PAGE || Long.bitCount(alignment.bytes()) != 1) {
            throw new SpecException("alignment", alignment + " is no power of two from " + least + " to 4 KiB");
        }
        return alignment;
    }

    static ByteSize alignment(@Nullable ByteSize given) {
        return alignment(given, new ByteSize(WORD));
    }

    static ByteSize granule(@Nullable ByteSize given) {
        ByteSize granule = given == null ? ALIGNMENT : given;
        if (granule.bytes() < 1 || granule.bytes() > PAGE || Long.bitCount(granule.bytes()) != 1) {
            throw new SpecException("granule", granule + " is no power of two from 1 B to 4 KiB");
        }
        return granule;
    }

    /** Returns the next multiple of a power of two. */
    static long up(long address, long multiple) {
        return (address + multiple - 1) & -multiple;
    }

    static void describe(Section section, HeapLock lock) {
        section.counter(
                "lock_contentions",
                "acquisitions",
                "acquisitions of a lock of the heap that another thread had",
                lock::contentions);
    }
}
