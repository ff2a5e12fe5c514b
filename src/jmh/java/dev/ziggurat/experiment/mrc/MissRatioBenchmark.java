package dev.ziggurat.experiment.mrc;

import dev.ziggurat.units.Share;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines per second of each measure, the lines being there already: 2^20 of them, uniformly at random, all touched before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MissRatioBenchmark {
    private static final int LINES = 1 << 20;
    private static final int BATCH = 2048;
    private static final int BATCHES = 1024;

    /** So many batches stay in the host's caches: what makes them is not measured. */
    private static final int KEPT = 8;

    private final long[][] batches = new long[BATCHES][BATCH];
    private int next;
    private final Measure exact = new Sampling.Exact().measure(1);
    private final Measure sample = new Sampling.Rate(Share.parse("0.1 %")).measure(1);

    @Setup
    public void touchAll() {
        SplittableRandom random = new SplittableRandom(1);
        for (long[] batch : batches) {
            for (int i = 0; i < BATCH; i++) {
                batch[i] = random.nextInt(LINES);
            }
        }
        for (long line = 0; line < LINES; line++) {
            exact.take(new long[] {line}, 1);
            sample.take(new long[] {line}, 1);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exact() {
        exact.take(batches[next++ & (BATCHES - 1)], BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void sampleOfAThousandth() {
        sample.take(batches[next++ & (KEPT - 1)], BATCH);
    }
}
