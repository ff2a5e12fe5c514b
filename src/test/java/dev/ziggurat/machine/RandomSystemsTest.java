package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.RequestObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On random machines with an operating system, whose processes have more pages than memory, every run ends well: every list of marks closes,
 * every law and every book of cores, threads and faults holds, and the next run is the same, looked at or not.
 */
final class RandomSystemsTest {
    private static final int FEW = 40;
    private static final int MANY = 1_040;

    @TempDir
    private Path folder;

    @Test
    void booksOfSomeRandomSystemsClose() {
        check(0, FEW);
    }

    @Test
    void booksOfSomeSystemsWhoseThreadsShareClose() {
        check(0, FEW, RandomSystem::sharing);
    }

    @Tag("slow")
    @Test
    void booksOfManySystemsWhoseThreadsShareClose() {
        check(FEW, MANY, RandomSystem::sharing);
    }

    /** Here a squashed store keeps the only entry of the store queue until its walk is over, which must wake the core. */
    @Test
    void aCoreWithOneEntryForStoresGoesOnAfterASquash() {
        check(243, 244);
    }

    @Tag("slow")
    @Test
    void booksOfManyRandomSystemsClose() {
        check(FEW, MANY);
    }

    private void check(long from, long to) {
        check(from, to, RandomSystem::any);
    }

    private void check(long from, long to, BiFunction<Long, Path, Drawn> draw) {
        for (long seed = from; seed < to; seed++) {
            Drawn drawn = draw.apply(seed, folder);
            try {
                assertThat(observed(drawn)).isEqualTo(runAndCheck(drawn));
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + drawn, e);
            }
        }
    }

    private static List<Row> runAndCheck(Drawn drawn) {
        Machine machine = drawn.build();
        RunResult result = machine.run();
        assertThat(result.message()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.OK);
        new KernelBooks(drawn.spec(), machine.statistics(), result).check();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }

    private static List<Row> observed(Drawn drawn) {
        Machine machine = drawn.build();
        SplittableRandom random = new SplittableRandom(1);
        Counting seen = new Counting();
        machine.memory().observe(command -> seen.sum++);
        for (String device : drawn.spec().storage().keySet()) {
            machine.storage(device).observe(seen);
        }
        machine.observe(
                time -> {
                    seen.sum += machine.statistics().snapshot(time).time();
                    return time + 1 + random.nextLong(1L << random.nextInt(34));
                },
                random.nextLong(5_000));
        RunResult result = machine.run();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }

    private static final class Counting implements RequestObserver {
        private long sum;

        @Override
        public void arrived(BlockRequest request) {
            sum++;
        }

        @Override
        public void served(BlockRequest request, long start, long end) {
            sum += end - start;
        }
    }
}
