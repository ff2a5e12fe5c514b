package dev.ziggurat.dram;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.stats.Statistics;

/** The last level of every machine. */
public interface Memory extends MemoryLevel, Watched {
    /** Whether requests must arrive in time order through their own events (true), or may be called ahead of time (false). */
    boolean shared();

    /** Returns the capacity in bytes; addresses are taken modulo it. */
    long capacity();

    /** Returns how many requests the queues hold, 0 if there are none: what a saturating driver keeps outstanding. */
    int queued();

    /** Whether an address lies beyond the capacity and was wrapped; reported once at the end of the run. */
    boolean wrapped();

    /** Has every command shown to an observer; without effect where there are no commands. */
    void observe(CommandObserver observer);

    /** Describes its statistics under its path. */
    void describe(Statistics statistics);
}
