package dev.ziggurat.runtime.gc;

import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Recorder;
import dev.ziggurat.stats.Section;
import java.util.Arrays;

/**
 * When the world stood still: each pause is from the request to the release. How much of a program's time is lost shows in windows of time: what is left of the worst of
 * a length is the minimum mutator utilisation of P. Cheng and G. Blelloch, "A Parallel, Real-Time Garbage Collector" (PLDI 2001). The worst window ends with a pause:
 * one that does not loses no less if it is moved to where it does.
 */
public final class PauseLog {
    private static final long MICROSECOND = 1_000_000;
    private static final long PERMILLE = 1000;

    /** Windows, in us, and how much of the one that ended with the last pause was lost. */
    private static final long[] WINDOWS = {100, 1000, 10_000, 100_000};

    /** Room for so many pauses, 96 KiB, is there from the start, so that a late pause allocates nothing. */
    private static final int USUAL = 4096;

    private final Level[] stopped = new Level[WINDOWS.length];

    // The pauses, three times each: the request, the instant at which all had stopped, the release.
    private long[] requests = new long[USUAL];
    private long[] stops = new long[USUAL];
    private long[] releases = new long[USUAL];
    private int count;

    private boolean pending;
    private final Recorder pauses = new Recorder();

    PauseLog() {
        Arrays.setAll(stopped, i -> new Level());
    }

    /** Somebody wants the world to stop; times are in picoseconds. */
    void requested(long time) {
        if (count == requests.length) {
            requests = Arrays.copyOf(requests, 2 * count);
            stops = Arrays.copyOf(stops, 2 * count);
            releases = Arrays.copyOf(releases, 2 * count);
        }
        requests[count] = time;
        pending = true;
    }

    /** All have stopped. */
    void stopped(long time) {
        stops[count] = time;
    }

    /** The world goes on. */
    void released(long time) {
        releases[count] = time;
        pauses.record(time - requests[count++]);
        pending = false;
        for (int i = 0; i < WINDOWS.length; i++) {
            long length = WINDOWS[i] * MICROSECOND;
            stopped[i].set(stoppedIn(time - length, time) * PERMILLE / length, time);
        }
    }

    /** How much of a window, which ends with the last pause, the world stood. */
    private long stoppedIn(long from, long to) {
        long sum = 0;
        for (int i = count - 1; i >= 0 && releases[i] > from; i--) {
            sum += Math.min(releases[i], to) - Math.max(requests[i], from);
        }
        return sum;
    }

    /** Returns when the world went on last. */
    public long releasedAt() {
        return releases[count - 1];
    }

    /** Whether somebody wants the world to stop, or it stands. */
    public boolean pending() {
        return pending;
    }

    /** Returns how often the world has stopped and gone on. */
    int stops() {
        return count;
    }

    /** Returns how much of the 100 us before the end of the last pause the world stood, in permille. */
    Level stoppedIn100us() {
        return stopped[0];
    }

    void describe(Section section) {
        section.counter("pauses", "pauses", "how often the world stopped", () -> count);
        section.time("pause_ns", "time from the request to stop the world to its release, all pauses", this::paused);
        section.latencies("pause", "a pause, from the request to the release", pauses);
        for (int i = 0; i < WINDOWS.length; i++) {
            section.level(
                    "stopped_" + WINDOWS[i] + "us_permille",
                    "permille",
                    "share that the world stood of the " + WINDOWS[i]
                            + " us before the end of the last pause; 1000 - its peak is the minimum mutator utilisation",
                    stopped[i]);
        }
        section.time("safepoint_ns", "of it, the time until all threads had stopped", this::stopping);
    }

    private long paused() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += releases[i] - requests[i];
        }
        return sum;
    }

    private long stopping() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += stops[i] - requests[i];
        }
        return sum;
    }
}
