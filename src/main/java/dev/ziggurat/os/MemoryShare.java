package dev.ziggurat.os;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.UnitException;

/**
 * How much memory user pages may occupy: a size ({@code 6 GiB}) or a number of frames of 4 KiB ({@code 3 frames}).
 *
 * @param frames the number of frames, at least 1
 * @param text as it was written
 */
public record MemoryShare(long frames, String text) {
    /** Bytes of a frame. */
    public static final int FRAME = 4096;

    private static final String UNIT = " frames";

    public MemoryShare {
        if (frames < 1) {
            throw new UnitException("memory is at least one frame of 4 KiB; write for example '6 GiB' or '3 frames'");
        }
    }

    /** Reads {@code 6 GiB} or {@code 3 frames}; throws {@link UnitException} with a hint otherwise. */
    public static MemoryShare parse(String text) {
        String plain = text.strip().replace(" frame", UNIT).replace("framess", "frames");
        if (plain.endsWith(UNIT)) {
            String digits = plain.substring(0, plain.length() - UNIT.length()).strip();
            if (!digits.matches("[0-9]{1,15}")) {
                throw new UnitException("no number of frames: '" + text + "'; write for example '3 frames'");
            }
            return new MemoryShare(Long.parseLong(digits), digits + UNIT);
        }
        ByteSize size = ByteSize.parse(text);
        return new MemoryShare(size.bytes() / FRAME, size.toString());
    }

    /** Returns the bytes of all frames. */
    public long bytes() {
        return frames * FRAME;
    }

    @Override
    public String toString() {
        return text;
    }
}
