package dev.ziggurat.storage;

import dev.ziggurat.stats.Level;
import dev.ziggurat.stats.Recorder;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.List;

/** What every block device counts, and that part of the dictionary. */
public final class DeviceCounts {
    /** The simulated time, for shares of it. */
    public static final Term TIME = new Term("simulation", "time_ns");

    private long reads;
    private long writes;
    private long bytesRead;
    private long bytesWritten;
    private long arrived;
    private long taken;
    private long served;

    // The time with at least one request in service, up to the last moment without one.
    private long busy;
    private long busySince;

    private final Recorder readLatency = new Recorder();
    private final Recorder writeLatency = new Recorder();
    private final Recorder queueTime = new Recorder();
    private final Recorder serviceTime = new Recorder();
    private final Level queueLength = new Level();

    void arrived(BlockRequest request) {
        arrived++;
        queueLength.set(arrived - taken, request.time);
    }

    void taken(BlockRequest request, long now) {
        if (taken == served) {
            busySince = now;
        }
        taken++;
        queueLength.set(arrived - taken, now);
    }

    void served(BlockRequest request, long now) {
        served++;
        if (taken == served) {
            busy += now - busySince;
        }
        long latency = now - request.time;
        queueTime.record(request.started - request.time);
        serviceTime.record(now - request.started);
        if (request.direction == Direction.READ) {
            reads++;
            bytesRead += request.size;
            readLatency.record(latency);
        } else {
            writes++;
            bytesWritten += request.size;
            writeLatency.record(latency);
        }
    }

    /** Returns the number of reads served. */
    public long reads() {
        return reads;
    }

    /** Returns how many requests are in service. */
    public long inService() {
        return taken - served;
    }

    /** Fills the part of a device's section that all devices have. */
    public void describe(Statistics statistics, Section section) {
        section.counter("reads", "requests", "reads served", () -> reads);
        section.counter("writes", "requests", "writes served", () -> writes);
        section.counter("bytes_read", "B", "bytes of the reads served", () -> bytesRead);
        section.counter("bytes_written", "B", "bytes of the writes served", () -> bytesWritten);
        section.latencies("read_latency", "a read from its arrival until it is served", readLatency);
        section.latencies("write_latency", "a write from its arrival until it is acknowledged", writeLatency);
        section.latencies("queue_time", "a request from its arrival until the device takes it", queueTime);
        section.latencies("service_time", "a request from being taken until it is served", serviceTime);
        section.level("queue_length", "requests", "requests that wait to be taken", queueLength);
        Term busyTime = section.time(
                "busy_ns", "time in which at least one request is in service", () -> busy(statistics.instant()));
        section.ratio(new Quotient(
                "utilisation",
                "1",
                "share of simulated time in which at least one request is in service",
                "busy_ns / simulation.time_ns",
                Scale.ONE,
                List.of(busyTime),
                List.of(TIME)));
        laws(section);
    }

    private long busy(long instant) {
        return taken == served ? busy : busy + Math.max(0, instant - busySince);
    }

    private void laws(Section section) {
        section.law(
                "arrived = reads + writes served + in service + waiting",
                () -> arrived,
                () -> reads + writes + taken - served + queueLength.value());
        section.law(
                "queue times + service times = latencies of reads and writes",
                () -> queueTime.sum() + serviceTime.sum(),
                () -> readLatency.sum() + writeLatency.sum());
    }
}
