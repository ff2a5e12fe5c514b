package dev.ziggurat.storage.flash;

import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.storage.DeviceCounts;
import java.util.List;
import java.util.function.LongSupplier;

/** What a drive of flash counts beside what every device does. */
final class SsdCounts {
    private final int units;
    private final int channels;

    private final long[] begun = new long[Transactions.KINDS];
    private long mapHits;
    private long mapMisses;
    private long cacheReadHits;
    private long cacheWriteHits;
    private long cacheWrites;
    private long held;
    private long unitBusy;
    private long channelBusy;

    /**
     * @param units how many chips or dies work independently
     */
    SsdCounts(int units, int channels) {
        this.units = units;
        this.channels = channels;
    }

    /** The flash begins a transaction. */
    void begun(int kind) {
        begun[kind]++;
    }

    /** The mapping cache was asked; 1 hit or none. */
    void looked(int hits) {
        mapHits += hits;
        mapMisses += 1 - hits;
    }

    void cacheRead() {
        cacheReadHits++;
    }

    /** The write cache took a page, which was there (1) or not (0). */
    void cacheWrite(int hits) {
        cacheWrites++;
        cacheWriteHits += hits;
    }

    /** A request of the host had to wait for the flash to catch up. */
    void held() {
        held++;
    }

    void unitBusy(long time) {
        unitBusy += time;
    }

    void channelBusy(long time) {
        channelBusy += time;
    }

    long begunOf(int kind) {
        return begun[kind];
    }

    long programs() {
        return begun[Transactions.WRITE] + begun[Transactions.MAP_WRITE] + begun[Transactions.MOVE_WRITE];
    }

    void describe(Section section) {
        flash(section);
        caches(section);
        utilisation(section);
    }

    private void flash(Section section) {
        kind(section, "flash_reads", "pages read for requests", Transactions.READ);
        kind(section, "update_reads", "pages read because a part of them was written", Transactions.UPDATE_READ);
        Term writes = kind(section, "flash_programs", "pages programmed for requests", Transactions.WRITE);
        kind(section, "mapping_reads", "reads of pages of the map", Transactions.MAP_READ);
        kind(section, "mapping_programs", "programs of pages of the map", Transactions.MAP_WRITE);
        kind(section, "moved_reads", "pages read by garbage collection", Transactions.MOVE_READ);
        Term moves = kind(section, "moved_programs", "pages programmed by garbage collection", Transactions.MOVE_WRITE);
        kind(section, "erases", "blocks erased", Transactions.ERASE);
        section.ratio(new Quotient(
                "write_amplification",
                "1",
                "pages programmed for requests and by garbage collection, for one programmed for requests",
                "(flash_programs + moved_programs) / flash_programs",
                Scale.ONE,
                List.of(writes, moves),
                List.of(writes)));
    }

    private Term kind(Section section, String metric, String sentence, int kind) {
        return section.counter(metric, "transactions", sentence + ", counted when they begin", () -> begun[kind]);
    }

    private void caches(Section section) {
        section.counter("mapping_hits", "look-ups", "look-ups that the mapping cache answered", () -> mapHits);
        section.counter("mapping_misses", "look-ups", "look-ups that needed a page of the map", () -> mapMisses);
        section.counter("write_cache_read_hits", "pages", "pages read from the write cache", () -> cacheReadHits);
        section.counter(
                "write_cache_writes", "pages", "pages, or parts of them, taken by the write cache", () -> cacheWrites);
        section.counter(
                "write_cache_hits", "pages", "of these, those whose page was in the write cache", () -> cacheWriteHits);
        section.counter(
                "writes_held", "requests", "writes that had to wait because the flash did not keep up", () -> held);
    }

    private void utilisation(Section section) {
        busy(section, "unit", "reading, programming or erasing", units, () -> unitBusy);
        busy(section, "channel", "carrying commands or data", channels, () -> channelBusy);
    }

    private static void busy(Section section, String part, String doing, int count, LongSupplier time) {
        Term busy =
                section.time(part + "_busy_ns", "time of all " + part + "s " + doing + ", booked when it begins", time);
        section.ratio(new Quotient(
                part + "_utilisation",
                "1",
                "mean share of simulated time that a " + part + " is " + doing,
                part + "_busy_ns / simulation.time_ns / " + part + "s",
                new Scale(1, count),
                List.of(busy),
                List.of(DeviceCounts.TIME)));
    }
}
