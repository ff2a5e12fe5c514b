package dev.ziggurat.runtime.heap;

import dev.ziggurat.units.ByteSize;

/**
 * How a heap gets memory from the system and gives it back; the defaults are those of the GNU C library (mallopt(3)).
 *
 * @param pad what it takes beyond what is needed, and keeps when it gives back (M_TOP_PAD), default 128 KiB
 * @param trim how many free bytes at its end it gives back (M_TRIM_THRESHOLD), default 128 KiB
 */
public record Growth(ByteSize pad, ByteSize trim) {
    private static final ByteSize DEFAULT = new ByteSize(128 << 10);

    public Growth {
        pad = pad == null ? DEFAULT : pad;
        trim = trim == null ? DEFAULT : trim;
    }
}
