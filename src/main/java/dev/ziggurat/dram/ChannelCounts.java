package dev.ziggurat.dram;

import dev.ziggurat.stats.Recorder;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.List;

/** What a channel counts, and its part of the dictionary. */
final class ChannelCounts {
    static final Term TIME = new Term("simulation", "time_ns");

    /** GB/s from bytes over picoseconds. */
    private static final Scale GIGABYTES_PER_SECOND = new Scale(1000, 1);

    private final int line;
    private final long burstTime;

    long reads;
    long writes;
    long forwarded;
    long merged;
    long readBursts;
    long writeBursts;

    // Of the bursts, by what the first command of their request found.
    long hits;
    long misses;
    long conflicts;

    long activates;
    long precharges;
    long refreshes;

    private final Recorder readLatency = new Recorder();
    private final Recorder readWait = new Recorder();

    /**
     * @param line bytes of a burst
     * @param burstTime what a burst takes on the data bus, in picoseconds
     */
    ChannelCounts(int line, long burstTime) {
        this.line = line;
        this.burstTime = burstTime;
    }

    void burst(byte found) {
        if (found == Queue.HIT) {
            hits++;
        } else if (found == Queue.MISS) {
            misses++;
        } else {
            conflicts++;
        }
    }

    /** Returns the latencies of the reads, from acceptance to the last data, in picoseconds. */
    Recorder readLatency() {
        return readLatency;
    }

    /** A read was accepted so long after its arrival, in picoseconds. */
    void accepted(long wait) {
        readWait.record(wait);
    }

    /** A read is served so long after it was accepted, in picoseconds. */
    void answered(long latency) {
        readLatency.record(latency);
    }

    /**
     * Fills a channel's part of the dictionary.
     *
     * @param upToDate has the channel do what it has slept through
     */
    void describe(Statistics statistics, String component, String aggregate, Runnable upToDate) {
        Section section = statistics.section(component, aggregate);
        requests(section);
        bursts(section);
        commands(section, upToDate);
        section.latencies("read_latency", "a read from its acceptance by the controller to its last data", readLatency);
        section.latencies("read_wait", "a read from its arrival at the controller to its acceptance", readWait);
        Term busy =
                section.time("data_bus_busy_ns", "time in which the data bus is in use", () -> bursts() * burstTime);
        statistics.section(component).ratio(utilisation(List.of(busy), 1));
    }

    private void requests(Section section) {
        section.counter("reads", "requests", "reads that arrived", () -> reads);
        section.counter("writes", "requests", "writes that arrived", () -> writes);
        section.counter(
                "forwarded", "requests", "reads answered from bytes that waited to be written", () -> forwarded);
        section.counter("merged", "requests", "writes that joined one to the same burst in the queue", () -> merged);
    }

    private void bursts(Section section) {
        section.counter("read_bursts", "bursts", "read commands issued", () -> readBursts);
        section.counter("write_bursts", "bursts", "write commands issued", () -> writeBursts);
        section.counter("row_hits", "bursts", "bursts whose first command found their row open", () -> hits);
        section.counter("row_misses", "bursts", "bursts whose first command found the bank closed", () -> misses);
        section.counter(
                "row_conflicts", "bursts", "bursts whose first command found another row open", () -> conflicts);
        section.law("row hits + row misses + row conflicts = bursts", () -> hits + misses + conflicts, this::bursts);
        Term bytes = section.counter("bytes", "B", "bytes moved over the data bus", () -> bursts() * line);
        section.ratio(new Quotient(
                "bandwidth_gbps",
                "GB/s",
                "bytes moved over the data bus, in 10^9 B per second of simulated time",
                "bytes / simulation.time_ns",
                GIGABYTES_PER_SECOND,
                List.of(bytes),
                List.of(TIME)));
    }

    private void commands(Section section, Runnable upToDate) {
        section.counter("activates", "commands", "activate commands issued", () -> activates);
        section.counter("precharges", "banks", "banks closed: one by one, all at once or by themselves", () -> {
            upToDate.run();
            return precharges;
        });
        section.counter("refreshes", "commands", "refresh commands issued", () -> {
            upToDate.run();
            return refreshes;
        });
    }

    private long bursts() {
        return readBursts + writeBursts;
    }

    void laws(Statistics statistics, String component, ReadQueue readQueue, WriteQueue writeQueue) {
        Section section = statistics.section(component);
        section.law(
                "reads = read bursts + forwarded + queued and waiting",
                () -> reads,
                () -> readBursts + forwarded + readQueue.entries.size() + readQueue.waiting());
        section.law(
                "writes = write bursts + merged + queued and waiting",
                () -> writes,
                () -> writeBursts + merged + writeQueue.entries.size() + writeQueue.waiting());
    }

    /** The share of the time in which data buses are in use. */
    static Quotient utilisation(List<Term> busy, int channels) {
        return new Quotient(
                "data_bus_utilisation",
                "1",
                "share of simulated time in which the data bus is in use, over all channels",
                "data_bus_busy_ns / simulation.time_ns / channels",
                new Scale(1, channels),
                busy,
                List.of(TIME));
    }
}
