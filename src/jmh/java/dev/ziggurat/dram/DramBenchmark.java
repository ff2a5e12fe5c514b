package dev.ziggurat.dram;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Requests per second through one channel of DDR4-2400 with queues of 64, statistics and marks included: random reads, random reads and
 * writes, sequential reads as fast as the channel takes them, and one random read every 200 cycles.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DramBenchmark {
    private static final int REQUESTS = 100_000;

    @Param({"b_rand_read", "c_rand_mix", "a_seq_read", "f_low_load"})
    private String stream = "b_rand_read";

    @Param({"1", "2"})
    private int ranks = 1;

    private RequestStream requests = RequestStream.named("b_rand_read", 1);
    private Driver driver = driver();

    @Setup(Level.Trial)
    public void makeRequests() {
        requests = RequestStream.named(stream, REQUESTS);
    }

    @Setup(Level.Invocation)
    public void makeMemory() {
        driver = driver();
    }

    private Driver driver() {
        DramSpec spec = new Specs(Devices.DDR4_2400).ranks(ranks).queues(64, 64).spec();
        return stream.equals("f_low_load") ? Driver.paced(spec, requests) : Driver.saturated(spec, requests);
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long requests() {
        return driver.run().lastCycle();
    }
}
