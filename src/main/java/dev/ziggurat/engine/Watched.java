package dev.ziggurat.engine;

import org.jspecify.annotations.Nullable;

/** A component that may have work outstanding, for the watchdog. */
public interface Watched {
    /** Says what this component waits for ("core0: load 0x40 waits for l1d"), or null if it has nothing outstanding. */
    @Nullable
    String waitsFor();
}
