package dev.ziggurat.runtime.heap;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/** Where a heap lies: what the keys of allocators have in common. */
final class Region {
    /** Above what programs, and below what mappings usually take: a choice, not that of any system. */
    static final long BASE = 1L << 36;

    /** What {@code malloc} promises on x86-64 (System V ABI, {@code max_align_t}). */
    private static final ByteSize ALIGNMENT = new ByteSize(16);

    private static final long WORD = 8;
    private static final long PAGE = 4096;

    private Region() {}

    static long base(Long given) {
        if (given == null) {
            return BASE;
        }
        if (given <= 0 || given % PAGE != 0) {
            throw new SpecException("base", "0x" + Long.toHexString(given) + " is no multiple of 4 KiB above 0");
        }
        return given;
    }

    static ByteSize alignment(ByteSize given) {
        if (given == null) {
            return ALIGNMENT;
        }
        if (given.bytes() < WORD || given.bytes() > PAGE || Long.bitCount(given.bytes()) != 1) {
            throw new SpecException("alignment", given + " is no power of two from 8 B to 4 KiB");
        }
        return given;
    }
}
