package dev.ziggurat.runtime.gc;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/** What the keys of collectors have in common. */
public final class HeapKeys {
    /** Between HotSpot's MinTLABSize of 2 KiB and what it grows to under load; a choice. */
    private static final ByteSize BUFFER = new ByteSize(16 << 10);

    private static final long PAGE = 4096;
    private static final long LEAST = 4 * PAGE;

    /** Above it collectors have their stacks. */
    private static final long END = Places.WORK;

    private HeapKeys() {}

    public static ByteSize heap(ByteSize given) {
        SpecException.requirePresent("heap", given, "64 MiB");
        if (given.bytes() < LEAST || given.bytes() % (2 * PAGE) != 0) {
            throw new SpecException("heap", given + " is no multiple of 8 KiB from 16 KiB on");
        }
        return given;
    }

    /** Where a stretch of so many bytes begins: not where the collector has its own words. */
    public static long base(String key, @Nullable Long given, long otherwise, long bytes) {
        long base = given == null ? otherwise : given;
        boolean free = base + bytes <= Places.TYPES || base >= Places.HEAP;
        if (base <= 0 || base % PAGE != 0 || base > END - bytes || !free) {
            throw new SpecException(
                    key,
                    "0x" + Long.toHexString(base) + " is no multiple of 4 KiB from which " + bytes
                            + " B lie below 0x" + Long.toHexString(Places.TYPES) + ", or between 0x"
                            + Long.toHexString(Places.HEAP) + " and 0x" + Long.toHexString(END));
        }
        return base;
    }

    public static ByteSize buffer(@Nullable ByteSize given) {
        if (given == null) {
            return BUFFER;
        }
        if (given.bytes() % 8 != 0) {
            throw new SpecException("buffer", given + " is no multiple of 8 B");
        }
        return given;
    }
}
