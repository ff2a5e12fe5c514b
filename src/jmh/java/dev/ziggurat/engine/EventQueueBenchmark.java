package dev.ziggurat.engine;

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

/**
 * Events per second of the queue alone, in the hold model (Vaucher and Duval, 1975): the first event is taken out and put back later, so that
 * the number of pending events stays. Of the delays 98 % are 1 to 200 cycles of 4 GHz, 2 % ten times as long, and one in 10,000 is
 * 10,000 to 10 million cycles.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventQueueBenchmark {
    private static final int HOLDS = 1 << 16;
    private static final long PERIOD = 250;

    @Param({"16", "256", "2048", "10000"})
    private int pending = 16;

    private final EventQueue queue = new EventQueue();
    private final long[] delays = new long[HOLDS];

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < HOLDS; i++) {
            delays[i] = PERIOD * cycles(random);
        }
        for (int i = 0; i < pending; i++) {
            queue.add(new Nothing(), delays[i]);
        }
    }

    private static long cycles(SplittableRandom random) {
        int draw = random.nextInt(10_000);
        if (draw == 0) {
            return random.nextLong(10_000, 10_000_000);
        }
        return draw < 200 ? random.nextLong(200, 2_000) : random.nextLong(1, 200);
    }

    @Benchmark
    @OperationsPerInvocation(HOLDS)
    public long hold() {
        for (long delay : delays) {
            Event event = queue.poll();
            queue.add(event, event.due() + delay);
        }
        return queue.nextDue();
    }

    private static final class Nothing extends Event {
        @Override
        protected void fire() {
            throw new IllegalStateException("only held");
        }
    }
}
