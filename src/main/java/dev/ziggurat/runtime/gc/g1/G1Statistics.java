package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Section;

/** What the garbage-first collector counts about its pauses. */
final class G1Statistics {
    private long young;
    private long mixed;
    private long begun;
    private long full;
    private long marking;
    private long predicted;
    private long measured;
    private long beside;
    private long stalls;

    private final Level freeRegions = new Level();
    private final Level survivorRegions = new Level();
    private final Level oldRegions = new Level();
    private final Level humongousRegions = new Level();
    private final Level youngTarget = new Level();
    private final Level live = new Level();

    /** A collection of the young is over, which was predicted to take so long; times are in picoseconds. */
    void evacuated(boolean ofOld, boolean begins, long prediction, long time) {
        young++;
        mixed += ofOld ? 1 : 0;
        begun += begins ? 1 : 0;
        if (prediction > 0) {
            predicted += prediction;
            measured += time;
            beside += Math.abs(prediction - time);
        }
    }

    /** A full collection is over, after which so many bytes live. */
    void full(long bytes, long time) {
        full++;
        live.set(bytes, time);
    }

    /** The regions at the end of a pause. */
    void regions(long free, long survivors, long old, long humongous, long time) {
        freeRegions.set(free, time);
        survivorRegions.set(survivors, time);
        oldRegions.set(old, time);
        humongousRegions.set(humongous, time);
    }

    /** The young may have so many regions until the next pause. */
    void target(long regions, long time) {
        youngTarget.set(regions, time);
    }

    /** Marking was under way for so long. */
    void marking(long time) {
        marking += time;
    }

    /** A thread waits for a collection. */
    void stalled() {
        stalls++;
    }

    void describe(Section section) {
        section.counter("young_collections", "collections", "collections of the young, mixed ones too", () -> young);
        section.counter("mixed_collections", "collections", "of them, those of old regions too", () -> mixed);
        section.counter("full_collections", "collections", "collections of everything", () -> full);
        section.counter("concurrent_cycles", "cycles", "markings that were begun", () -> begun);
        section.time("concurrent_mark_ns", "time from the beginning of a marking to its last pause", () -> marking);
        section.time("pause_predicted_ns", "what the collections of the young were predicted to take", () -> predicted);
        section.time("pause_measured_ns", "what those took, without the time until all had stopped", () -> measured);
        section.time("pause_error_ns", "by how much those differ, one by one", () -> beside);
        section.counter("allocation_stalls", "waits", "how often a thread waited for a collection", () -> stalls);
        section.level("regions_free", "regions", "free regions after the last pause", freeRegions);
        section.level("regions_survivor", "regions", "survivor regions after the last pause", survivorRegions);
        section.level("regions_old", "regions", "old regions after the last pause", oldRegions);
        section.level("regions_humongous", "regions", "humongous regions after the last pause", humongousRegions);
        section.level("young_target", "regions", "regions that the young may have until the next pause", youngTarget);
        section.level("bytes_live", "B", "bytes that lived at the last full collection", live);
    }
}
