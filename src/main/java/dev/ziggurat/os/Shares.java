package dev.ziggurat.os;

import java.util.List;

/**
 * The phases of a run. The warm-up ends when the last process has done its warm-up references; one that is done goes on meanwhile. From that
 * border on each process does its share, then ends; the others go on alone; the run is over with the last one. Daemons do their warm-up and have
 * no share: those that are left end with the run.
 */
public final class Shares {
    private final long warmUp;
    private final Border border;
    private List<Process> processes = List.of();
    private int warming;
    private int running;
    private long borderTime = -1;
    private long lastEnd;

    /** Told when the warm-up and the run are over, at the retiring core's own time. */
    public interface Border {
        /**
         * Takes the snapshot from which everything counts.
         *
         * @param time the instant, in picoseconds
         */
        void crossed(long time);

        /**
         * Closes the books: the last process has ended.
         *
         * @param time the instant, in picoseconds
         */
        default void over(long time) {}
    }

    /**
     * Makes the phases of a run.
     *
     * @param warmUp how many references each process does before anything counts, unless it says so itself
     */
    public Shares(long warmUp, Border border) {
        this.warmUp = warmUp;
        this.border = border;
    }

    /** Starts the phases for these processes. */
    public void start(List<Process> all) {
        processes = List.copyOf(all);
        running = (int) all.stream().filter(process -> !process.daemon()).count();
        for (Process process : all) {
            if (process.warmUp(warmUp) > 0) {
                process.milestone(process.warmUp(warmUp));
                warming++;
            }
        }
        if (warming == 0) {
            cross(0);
        }
    }

    /**
     * A process's retired references have reached its milestone.
     *
     * @param time when, in picoseconds
     */
    public void reached(Process process, long time) {
        if (borderTime >= 0) {
            finish(process, Process.DONE, time);
            return;
        }
        process.milestone(Long.MAX_VALUE);
        if (--warming == 0) {
            cross(time);
        }
    }

    /**
     * A process has ended before its share was done.
     *
     * @param how one of {@link Process#EXIT}, {@link Process#VIOLATION} or another reason
     * @param time when, in picoseconds
     */
    public void ended(Process process, String how, long time) {
        boolean warmingUp = borderTime < 0 && process.milestone() != Long.MAX_VALUE;
        process.milestone(Long.MAX_VALUE);
        finish(process, how, time);
        if (warmingUp && --warming == 0 && running > 0) {
            cross(time);
        }
    }

    /** Returns the border between warm-up and measurement, in picoseconds, -1 if it has not been crossed. */
    public long borderTime() {
        return borderTime;
    }

    /** Returns when the last process that is no daemon ended so far, in picoseconds. */
    public long lastEnd() {
        return lastEnd;
    }

    /** Whether every process that is no daemon has ended. */
    public boolean over() {
        return running == 0;
    }

    private void cross(long time) {
        borderTime = time;
        border.crossed(time);
        for (Process process : processes) {
            if (!process.ended() && process.share() != Process.TO_THE_END) {
                process.milestone(process.retired + process.share());
                process.limit(process.retired + process.share());
            }
        }
    }

    private void finish(Process process, String how, long time) {
        process.end(how, time);
        if (process.daemon()) {
            return;
        }
        running--;
        lastEnd = Math.max(lastEnd, time);
        if (running == 0) {
            endDaemons();
            border.over(lastEnd);
        }
    }

    private void endDaemons() {
        for (Process process : processes) {
            if (!process.ended()) {
                process.limit(0);
                process.milestone(Long.MAX_VALUE);
                process.end(Process.WITH_THE_RUN, lastEnd);
            }
        }
    }
}
