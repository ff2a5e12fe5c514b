package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The accounting that adds up: on random machines and workloads every run ends well, which means that every mark list closed and every law
 * held, every picosecond of every core and load has its cause, what one level sends the next receives, and running again gives the same
 * numbers.
 */
final class AccountingTest {
    private static final int FEW = 100;
    private static final int MANY = 2_000;

    @Test
    void booksOfSomeRandomMachinesClose() {
        check(0, FEW);
    }

    @Tag("slow")
    @Test
    void booksOfManyRandomMachinesClose() {
        check(FEW, MANY);
    }

    private static void check(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            check(seed);
        }
    }

    static void check(long seed) {
        Drawn drawn = RandomMachine.any(seed);
        try {
            assertThat(runAndCheck(drawn)).isEqualTo(runAndCheck(drawn));
        } catch (RuntimeException | AssertionError e) {
            fail("seed " + seed + ": " + e.getMessage() + "\n" + drawn, e);
        }
    }

    private static List<Row> runAndCheck(Drawn drawn) {
        Machine machine = drawn.build();
        RunResult result = machine.run();
        assertThat(result.message()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.OK);
        new Books(drawn.spec(), machine.statistics(), result).check();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }

    @ParameterizedTest
    @CsvSource({"in-order, forgetful", "in-order, double", "out-of-order, forgetful", "out-of-order, double"})
    void plantedFaultBreaksTheAccount(String core, String memory) {
        RunResult result = planted(core, memory);

        assertThat(result.status()).isEqualTo(Status.BROKEN_ACCOUNT);
        assertThat(result.message()).contains("mark", "memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order"})
    void honestTwinOfThePlantedFaultsKeepsTheAccount(String core) {
        assertThat(planted(core, "honest").status()).isEqualTo(Status.OK);
    }

    private static RunResult planted(String core, String memory) {
        String machine = """
                machine: planted
                cores: {kind: KIND, clock: 1 GHz}
                caches:
                  l1d: {serves: data, below: l2, size: 1 KiB, ways: 2, line: 64 B, latency: 2 cycles}
                  l2: {below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 9 cycles}
                memory: {kind: MEMORY}
                """.replace("KIND", core).replace("MEMORY", memory);
        String workload = """
                workload: planted
                processes: [{name: p, references: 2000, program: {kind: uniform, footprint: 16 KiB, stores: 20 %}}]
                """;
        return RandomMachine.build(machine, workload, RunOptions.DEFAULT).run();
    }
}
