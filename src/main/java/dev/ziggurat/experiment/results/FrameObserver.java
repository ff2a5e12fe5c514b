package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.run.ProcObserver;
import org.jspecify.annotations.Nullable;

/** An observer that makes a frame each interval, of which the last is kept as {@code top.txt}. */
public interface FrameObserver extends ProcObserver {
    /**
     * A frame.
     *
     * @param text its lines
     * @param time when it was made, in picoseconds
     * @param span the length of the time that it is of, in picoseconds
     */
    record Frame(String text, long time, long span) {}

    /** Returns the last frame, null if the run did not come to its end. */
    @Nullable
    Frame last();
}
