package dev.ziggurat.experiment.run;

/** How far a run is: written by the thread that simulates, now and then, and read by whoever tells a person of it. */
public final class Pulse {
    /** When the run is stopped, by {@link System#nanoTime}. */
    private final long deadline;

    private final boolean limited;
    private volatile long time;
    private volatile long references;

    /** Ends a run that takes too long. */
    public static final class TimeOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TimeOut() {
            super("the run takes too long", null, false, false);
        }
    }

    /** Of a run that may take as long as it does. */
    public Pulse() {
        deadline = 0;
        limited = false;
    }

    /** Of a run that is stopped at a time of {@link System#nanoTime}. */
    public Pulse(long deadline) {
        this.deadline = deadline;
        limited = true;
    }

    /**
     * Says how far the run has come.
     *
     * @param picoseconds of simulated time
     * @param retired references so far, warm-up included
     * @throws RuntimeException if it has taken too long and is to end
     */
    public void beat(long picoseconds, long retired) {
        time = picoseconds;
        references = retired;
        if (limited && System.nanoTime() - deadline > 0) {
            throw new TimeOut();
        }
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
