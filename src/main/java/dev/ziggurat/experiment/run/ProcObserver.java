package dev.ziggurat.experiment.run;

import dev.ziggurat.os.proc.KernelFiles;

/** Looks at the files of a run's operating system at its beginning, after each interval of simulated time, and at its end. */
public interface ProcObserver {
    /** Returns the interval, in picoseconds, at least 1. */
    long interval();

    /**
     * Looks; first at 0.
     *
     * @param time when, in picoseconds: a multiple of the interval
     */
    void look(long time, KernelFiles files);

    /**
     * Looks at the end, if the run comes to it: when the last process ends, before it gives back what it has, or at the limit.
     *
     * @param time when, in picoseconds, not before the last look
     */
    void end(long time, KernelFiles files);
}
