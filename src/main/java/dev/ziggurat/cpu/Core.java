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

    /** The run ends at an instant, in picoseconds: time not booked yet was idle. */
    void finishAt(long time);

    /** Describes its statistics; called when all components are made. */
    void describe(Statistics statistics);
}
