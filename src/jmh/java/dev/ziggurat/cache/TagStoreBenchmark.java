package dev.ziggurat.cache;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Look-ups per second in a full array of tags: of lines that are there, at random, and of lines that are not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TagStoreBenchmark {
    private static final int LOOK_UPS = 1 << 16;

    /** 32 KiB with 8 ways, 2 MiB and 8 MiB with 16. */
    @Param({"64x8", "2048x16", "8192x16"})
    private String shape = "64x8";

    private TagStore tags = new TagStore(1, 1);
    private final long[] present = new long[LOOK_UPS];
    private final long[] absent = new long[LOOK_UPS];

    @Setup
    public void fill() {
        String[] parts = shape.split("x", -1);
        int sets = Integer.parseInt(parts[0]);
        int ways = Integer.parseInt(parts[1]);
        tags = new TagStore(sets, ways);
        int lines = sets * ways;
        for (int line = 0; line < lines; line++) {
            tags.install(line % sets, line / sets, line);
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LOOK_UPS; i++) {
            present[i] = random.nextInt(lines);
            absent[i] = random.nextInt(lines, 8 * lines);
        }
    }

    @Benchmark
    @OperationsPerInvocation(LOOK_UPS)
    public long hit() {
        return lookUp(present);
    }

    @Benchmark
    @OperationsPerInvocation(LOOK_UPS)
    public long miss() {
        return lookUp(absent);
    }

    private long lookUp(long[] lines) {
        long sum = 0;
        for (long line : lines) {
            sum += tags.find(tags.setOf(line), line);
        }
        return sum;
    }
}
