package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.stats.Section;

/** What happened in a directory. */
final class DirectoryCounts {
    long requests;
    long reads;
    long upgrades;
    long writes;
    long writeBacks;
    long devices;
    long waits;
    long recalls;
    long dirtyRecalls;

    void count(AccessType type) {
        requests++;
        switch (type) {
            case LOAD, FETCH, WALK, PREFETCH, OWN -> reads++;
            case UPGRADE -> upgrades++;
            case WRITE_BACK, VICTIM -> writeBacks++;
            case DMA_READ, DMA_WRITE -> devices++;
            case STORE, WRITE_THROUGH, WALK_UPDATE -> writes++;
        }
    }

    void describe(Section section) {
        section.counter("requests", "requests", "requests of caches and devices", () -> requests);
        section.counter("reads", "requests", "fetches of lines", () -> reads);
        section.counter("upgrades", "requests", "requests to write a line that the sender held shared", () -> upgrades);
        section.counter("writes", "requests", "stores passed on by caches that do not keep them", () -> writes);
        section.counter("writebacks", "lines", "dirty lines that came from above", () -> writeBacks);
        section.counter("dma_accesses", "requests", "lines read and written by devices", () -> devices);
        section.counter("waits", "requests", "requests that waited at their line for one before them", () -> waits);
        section.counter("recalls", "lines", "lines taken back from a cache above", () -> recalls);
        section.counter("dirty_recalls", "lines", "lines taken back that brought data", () -> dirtyRecalls);
        section.law(
                "requests = reads + upgrades + writes + writebacks + dma_accesses",
                () -> requests,
                () -> reads + upgrades + writes + writeBacks + devices);
    }
}
