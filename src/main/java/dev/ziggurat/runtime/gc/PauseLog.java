package dev.ziggurat.runtime.gc;

import dev.ziggurat.stats.Recorder;
import dev.ziggurat.stats.Section;
import java.util.Arrays;

/** When the world stood still: each pause is from the request to the release. */
final class PauseLog {
    // The pauses, three times each: the request, the instant at which all had stopped, the release.
    private long[] requests = new long[64];
    private long[] stops = new long[64];
    private long[] releases = new long[64];
    private int count;

    private boolean pending;
    private final Recorder pauses = new Recorder();

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
    }

    /** Returns when the world went on last. */
    long releasedAt() {
        return releases[count - 1];
    }

    /** Whether somebody wants the world to stop, or it stands. */
    boolean pending() {
        return pending;
    }

    /** Returns how often the world has stopped and gone on. */
    int stops() {
        return count;
    }

    void describe(Section section) {
        section.counter("pauses", "pauses", "how often the world stopped", () -> count);
        section.time("pause_ns", "time from the request to stop the world to its release, all pauses", this::paused);
        section.latencies("pause", "a pause, from the request to the release", pauses);
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
