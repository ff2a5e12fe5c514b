package dev.ziggurat.storage.disk;

import dev.ziggurat.stats.Section;

/** What a disk counts beside what every device does. */
final class HddCounts {
    private long bufferHits;
    private long mediaReads;
    private long mediaWrites;
    private long seekTime;
    private long rotationTime;
    private long transferTime;
    private long cylinders;
    private long readSeekTime;
    private long readRotationTime;
    private long readTransferTime;

    void hit() {
        bufferHits++;
    }

    void read(Mechanism mechanism) {
        mediaReads++;
        readSeekTime += mechanism.seek;
        readRotationTime += mechanism.rotation;
        readTransferTime += mechanism.transfer;
        moved(mechanism);
    }

    void written(Mechanism mechanism) {
        mediaWrites++;
        moved(mechanism);
    }

    private void moved(Mechanism mechanism) {
        seekTime += mechanism.seek;
        rotationTime += mechanism.rotation;
        transferTime += mechanism.transfer;
        cylinders += mechanism.distance;
    }

    long mediaReads() {
        return mediaReads;
    }

    long readSeekTime() {
        return readSeekTime;
    }

    long readRotationTime() {
        return readRotationTime;
    }

    long readTransferTime() {
        return readTransferTime;
    }

    long bufferHits() {
        return bufferHits;
    }

    void describe(Section section) {
        section.counter("buffer_hits", "requests", "reads answered from the drive's buffer", () -> bufferHits);
        section.counter("media_reads", "accesses", "reads from the platters", () -> mediaReads);
        section.counter(
                "media_writes", "accesses", "writes to the platters, of requests or segments", () -> mediaWrites);
        section.counter(
                "seek_cylinders", "cylinders", "how far the arm moved at the start of accesses", () -> cylinders);
        section.time("seek_ns", "time of seeks and head switches at the start of accesses", () -> seekTime);
        section.time("rotation_ns", "time until the first sector was under the head", () -> rotationTime);
        section.time(
                "transfer_ns", "time from the first sector under the head to the end of the last", () -> transferTime);
        section.time("read_seek_ns", "the part of seek_ns that is reads'", () -> readSeekTime);
        section.time("read_rotation_ns", "the part of rotation_ns that is reads'", () -> readRotationTime);
        section.time("read_transfer_ns", "the part of transfer_ns that is reads'", () -> readTransferTime);
    }
}
