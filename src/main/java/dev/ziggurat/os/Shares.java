package dev.ziggurat.os;

import java.util.List;

/**
 * The phases of a run. The warm-up ends when the last process has done its warm-up references; one that is done goes on meanwhile. From that
 * border on each process does its share, then ends; the others go on alone; the run is over with the last one.
 */
public final class Shares {
    private final long warmUp;
    private final Border border;
    private List<Thread> threads = List.of();
    private int warming;
    private int running;
    private long borderTime = -1;
    private long lastEnd;

    /** Told when the warm-up is over, at the retiring core's own time. */
    public interface Border {
        /**
         * Takes the snapshot from which everything counts.
         *
         * @param time the instant, in picoseconds
         */
        void crossed(long time);
    }

    /**
     * Makes the phases of a run.
     *
     * @param warmUp how many references each process does before anything counts
     */
    public Shares(long warmUp, Border border) {
        this.warmUp = warmUp;
        this.border = border;
    }

    /** Starts the phases for these threads, one a process. */
    public void start(List<Thread> all) {
        threads = List.copyOf(all);
        running = all.size();
        warming = warmUp == 0 ? 0 : all.size();
        if (warming == 0) {
            cross(0);
            return;
        }
        for (Thread thread : all) {
            thread.milestone(warmUp);
        }
    }

    /**
     * A thread's retired references have reached its milestone.
     *
     * @param time when, in picoseconds
     */
    public void reached(Thread thread, long time) {
        if (borderTime >= 0) {
            finish(thread, "references", time);
            return;
        }
        thread.milestone(Long.MAX_VALUE);
        if (--warming == 0) {
            cross(time);
        }
    }

    /**
     * A thread's program has come to its own end.
     *
     * @param time when, in picoseconds
     */
    public void exited(Thread thread, long time) {
        ended(thread, "exit", time);
    }

    /**
     * A thread has been ended, for an access that its process may not make.
     *
     * @param time when, in picoseconds
     */
    public void violated(Thread thread, long time) {
        ended(thread, Process.VIOLATION, time);
    }

    private void ended(Thread thread, String how, long time) {
        boolean warmingUp = borderTime < 0 && thread.milestone() != Long.MAX_VALUE;
        thread.milestone(Long.MAX_VALUE);
        finish(thread, how, time);
        if (warmingUp && --warming == 0 && running > 0) {
            cross(time);
        }
    }

    /** Returns the border between warm-up and measurement, in picoseconds, -1 if it has not been crossed. */
    public long borderTime() {
        return borderTime;
    }

    /** Returns when the last process ended so far, in picoseconds. */
    public long lastEnd() {
        return lastEnd;
    }

    /** Whether every process has ended. */
    public boolean over() {
        return running == 0;
    }

    private void cross(long time) {
        borderTime = time;
        border.crossed(time);
        for (Thread thread : threads) {
            long share = thread.process().share();
            if (!thread.ended() && share != Process.TO_THE_END) {
                thread.milestone(thread.retired + share);
                thread.limit(thread.retired + share);
            }
        }
    }

    private void finish(Thread thread, String how, long time) {
        thread.end(how);
        running--;
        lastEnd = Math.max(lastEnd, time);
    }
}
