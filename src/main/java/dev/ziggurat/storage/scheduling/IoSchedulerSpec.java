package dev.ziggurat.storage.scheduling;

/** A scheduler as a device file names it; the spec is the factory. */
public interface IoSchedulerSpec {
    /** Makes the scheduler of one device. */
    IoScheduler create();
}
