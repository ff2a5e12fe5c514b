package dev.ziggurat.runtime.program;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key {@code sizes} of programs: what sizes are drawn from, each as likely. */
final class Sizes {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1 << 20;

    private Sizes() {}

    /** Returns the sizes that a file has, or the usual one. */
    static List<ByteSize> checked(@Nullable List<ByteSize> given, ByteSize usual) {
        if (given == null) {
            return List.of(usual);
        }
        if (given.isEmpty()) {
            throw new SpecException("sizes", "there is at least one size; write for example 'sizes: [" + usual + "]'");
        }
        for (ByteSize size : given) {
            SpecException.requireRange("sizes", size.bytes(), SMALLEST, LARGEST);
        }
        return List.copyOf(given);
    }

    /** Returns, for each size, the sizes of the values of objects that have just one. */
    static long[][] single(List<ByteSize> sizes) {
        return sizes.stream().map(size -> new long[] {size.bytes()}).toArray(long[][]::new);
    }
}
