package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link PlainHitLawTest} where an operating system has threads take turns, sleep and fault: no number tells whether a core serves its first-level
 * hits without requests, and runs of them without cycles.
 */
final class KernelHitLawTest {
    private static final int SEEDS = 40;
    private static final Frequency CLOCK = Frequency.parse("1 GHz");
    private static final long CYCLE = KernelBench.CYCLE;
    private static final long A = 0x1000_0000;

    static List<CoreSpec> kinds() {
        return List.of(
                new InOrder.Spec(null, CLOCK, 0),
                new InOrder.Spec(null, CLOCK, 4),
                new OutOfOrder.Spec(null, CLOCK, 4, 64, 40, 30),
                new OutOfOrder.Spec(null, CLOCK, 2, 24, 12, 6));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void threadsThatTakeTurnsDoNotTellHowTheirHitsAreServed(CoreSpec spec) {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<List<String>> numbers = new ArrayList<>();
            for (CachedRun.Way way : List.<CachedRun.Way>of(cache -> cache, CachedRun::behindAPassage)) {
                numbers.add(numbers(drawn(spec, way, new SplittableRandom(seed)).run()));
            }
            assertThat(numbers.get(0)).as("seed %d, %s", seed, spec).isEqualTo(numbers.get(1));
        }
    }

    private static KernelBench drawn(CoreSpec spec, CachedRun.Way way, SplittableRandom random) {
        KernelBench bench = KernelBench.cached(spec, (400 + random.nextInt(4000)) * CYCLE, way);
        boolean daemon = random.nextInt(3) == 0;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            long start = random.nextInt(600_000);
            long share = random.nextBoolean() ? Process.TO_THE_END : 1 + random.nextInt(900);
            bench.add("p" + i, 0, hits(random), start, share);
        }
        if (daemon) {
            bench.addDaemon(bench.processes.get(0), 0, hits(random), random.nextInt(600_000));
        }
        return bench;
    }

    /** Stretches of loads and stores of few lines in one or two pages, between them what ends a run of hits. */
    private static ListedProgram hits(SplittableRandom random) {
        ListedProgram program = new ListedProgram();
        for (int stretch = 1 + random.nextInt(4); stretch > 0; stretch--) {
            int stores = random.nextInt(5);
            int gap = Math.max(1, random.nextInt(8) - 3);
            long page = A + KernelBench.PAGE * (long) random.nextInt(3);
            for (int i = 50 + random.nextInt(400); i > 0; i--) {
                Kind kind = random.nextInt(8) < stores ? Kind.STORE : Kind.LOAD;
                program.then(kind, page + 8L * random.nextInt(48), random.nextInt(gap), 0);
            }
            switch (random.nextInt(4)) {
                case 0 -> program.then(Kind.SLEEP, 0, 0, random.nextInt(9_000_000));
                case 1 -> program.then(Kind.CLOCK, 0);
                case 2 -> program.then(Kind.MODIFY, A + random.nextInt(4096), 40);
                default -> program.then(Kind.FENCE, 0);
            }
        }
        return program;
    }

    /** Returns every number that counts, with its name. */
    private static List<String> numbers(KernelBench bench) {
        List<String> numbers = new ArrayList<>(List.of("below " + bench.level.came, "told " + bench.told));
        LongStream.of(bench.shares.lastEnd(), bench.processes.get(0).daemonReferences)
                .forEach(each -> numbers.add(Long.toString(each)));
        for (Statistic each : bench.statistics.entries()) {
            if (each instanceof Counter counter) {
                numbers.add(each.component() + "." + each.metric() + " "
                        + counter.value().getAsLong());
            }
        }
        return numbers;
    }
}
