package dev.ziggurat.report;

import dev.ziggurat.units.Quantity;
import java.util.List;

/** Where the values of an axis lie along it, and which of them are written beside it. */
interface Scale {
    /** Returns where a value lies, from 0 to {@code length}. */
    long at(Quantity value, long length);

    /** Returns the values that are written. */
    List<Tick> ticks();

    /** Whether what lies between two values means something, so that a line may be drawn there. */
    boolean continuous();

    /**
     * A value that is written.
     *
     * @param value the value
     * @param label its text
     */
    record Tick(Quantity value, String label) {}
}
