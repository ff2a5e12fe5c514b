package dev.ziggurat.dram.scheduling;

/** A scheduler as a machine file names it; the spec is the factory. */
public interface SchedulerSpec {
    /** Makes the scheduler of one channel. */
    Scheduler create();
}
