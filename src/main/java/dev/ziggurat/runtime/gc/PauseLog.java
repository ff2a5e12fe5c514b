package dev.ziggurat.runtime.gc;

import dev.ziggurat.stats.Section;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** When the world stood still: each pause is from the request to the release. */
final class PauseLog {
    private final LongSupplier now;

    // The pauses, three times each: the request, the instant at which all had stopped, the release.
    private long[] requests = new long[64];
    private long[] stops = new long[64];
    private long[] releases = new long[64];
    private int count;

    private boolean pending;

    PauseLog(LongSupplier now) {
        this.now = now;
    }

    /** Somebody wants the world to stop. */
    void requested() {
        if (count == requests.length) {
            requests = Arrays.copyOf(requests, 2 * count);
            stops = Arrays.copyOf(stops, 2 * count);
            releases = Arrays.copyOf(releases, 2 * count);
        }
        requests[count] = now.getAsLong();
        pending = true;
    }

    /** All have stopped. */
    void stopped() {
        stops[count] = now.getAsLong();
    }

    /** The world goes on. */
    void released() {
        releases[count++] = now.getAsLong();
        pending = false;
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
