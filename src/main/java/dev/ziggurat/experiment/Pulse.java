package dev.ziggurat.experiment;

/** How far a run is: written by the thread that simulates, now and then, and read by whoever tells a person of it. */
public final class Pulse {
    private volatile long time;
    private volatile long references;

    /**
     * Says how far the run has come.
     *
     * @param picoseconds of simulated time
     * @param retired references so far, warm-up included
     */
    public void beat(long picoseconds, long retired) {
        time = picoseconds;
        references = retired;
    }

    /** Returns the simulated time, in picoseconds. */
    public long time() {
        return time;
    }

    /** Returns the references retired so far, warm-up included. */
    public long references() {
        return references;
    }
}
