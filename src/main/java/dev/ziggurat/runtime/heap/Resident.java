package dev.ziggurat.runtime.heap;

import java.util.function.LongSupplier;

/** How many bytes of a process are in memory: 0 as long as nobody says who knows, as without an operating system. */
public final class Resident implements LongSupplier {
    private LongSupplier source = () -> 0;

    /** States who knows. */
    public void from(LongSupplier bytes) {
        source = bytes;
    }

    @Override
    public long getAsLong() {
        return source.getAsLong();
    }
}
