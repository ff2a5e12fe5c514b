package dev.ziggurat.os;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.UnitException;

/**
 * How much memory user pages may occupy, in whole frames of 4 KiB: written as a size, {@code 6 GiB}, or as their number, {@code 3 frames}.
 *
 * @param frames how many, at least 1
 */
public record MemorySize(long frames) {
    private static final int FRAME = 4096;
    private static final String FRAMES = "frames?";

    public MemorySize {
        if (frames < 1) {
            throw new UnitException("memory has at least 1 frame of 4 KiB: write for example '6 GiB' or '3 frames'");
        }
    }

    /** Reads {@code 6 GiB} or {@code 3 frames}; throws {@link UnitException} with a hint otherwise. */
    public static MemorySize parse(String text) {
        String words = text.strip();
        if (words.matches("[0-9]{1,15}\\s*" + FRAMES)) {
            return new MemorySize(Long.parseLong(words.replaceFirst("\\s*" + FRAMES, "")));
        }
        ByteSize size = size(words);
        if (size.bytes() % FRAME != 0) {
            throw new UnitException("memory is a whole number of frames of 4 KiB, not " + size.bytes() + " bytes");
        }
        return new MemorySize(size.bytes() / FRAME);
    }

    /** Returns a regular expression of how sizes of memory are written, for editors. */
    public static String pattern() {
        return ByteSize.pattern() + "|[0-9]+ *" + FRAMES;
    }

    private static ByteSize size(String words) {
        try {
            return ByteSize.parse(words);
        } catch (UnitException e) {
            throw new UnitException(e.getMessage() + "; or a number of frames of 4 KiB: '3 frames'", e);
        }
    }

    /** Returns the size in bytes. */
    public long bytes() {
        return frames * FRAME;
    }

    @Override
    public String toString() {
        return frames == 1 ? "1 frame" : frames + " frames";
    }
}
