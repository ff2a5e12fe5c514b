package dev.ziggurat.cpu;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.stats.Statistics;

/** One core of a machine. */
public interface Core extends Watched {
    /**
     * Begins to run its thread, if it has one.
     *
     * @param from when, in picoseconds; until then it is idle
     */
    void start(long from);

    /** The border between warm-up and measurement lies at an instant, in picoseconds. */
    void cutAt(long time);

    /** The run is over at an instant, in picoseconds: the books close. What is under way still completes. */
    void finishAt(long time);

    /** Describes its statistics; called when all components are made. */
    void describe(Statistics statistics);
}
