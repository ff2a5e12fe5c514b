package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Collectors under many schedules: a seed draws which thread goes on by one reference, those of the collector included, and after every step that stores something the
 * whole heap is compared with what it has to be, unless the world is to stand.
 */
final class CollectorScheduleTest {
    private static final int SCHEDULES = 10_000;
    private static final int FEW = 200;
    private static final int OPERATIONS = 400;
    private static final int MOST_THREADS = 3;

    /** For how many steps a thread goes on at most, by seed: from each step on its own to long stretches. */
    private static final int[] BURSTS = {1, 2, 8, 40, 200};

    static List<String> kinds() {
        return CollectorContractTest.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingThatLivesIsLostAtAnyStep(String kind) {
        run(kind, 0, FEW);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("kinds")
    void nothingThatLivesIsLostAtAnyStepOfTenThousandSchedules(String kind) {
        run(kind, FEW, FEW + SCHEDULES);
    }

    private static void run(String kind, int from, int to) {
        int collected = 0;
        for (long seed = from; seed < to; seed++) {
            DirectRun run = run(kind, seed);
            collected += run.world().log.stops() > 0 ? 1 : 0;
        }
        int least = kind.equals("epsilon") ? 0 : (to - from) * 9 / 10;
        assertThat(collected).as("of %d schedules with a collection", to - from).isGreaterThanOrEqualTo(least);
    }

    private static DirectRun run(String kind, long seed) {
        String yaml = CollectorContractTest.yaml(kind, seed);
        int threads =
                1 + (int) (seed % Math.min(MOST_THREADS, DirectRun.spec(yaml).mostThreads()));
        DirectRun run = new DirectRun(yaml, threads, new SplittableRandom(seed));
        run.checkEveryStep();
        run.burst(BURSTS[(int) (seed % BURSTS.length)]);
        for (int i = 0; i < threads; i++) {
            run.add(CollectorContractTest.limits(kind, OPERATIONS, threads), CollectorContractTest::asItIs);
        }
        try {
            run.run();
        } catch (AssertionError | RuntimeException problem) {
            fail("%s with seed %d: %s", kind, seed, problem);
        }
        return run;
    }
}
