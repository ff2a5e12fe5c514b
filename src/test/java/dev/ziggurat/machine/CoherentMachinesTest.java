package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On random machines of several cores whose programs use the same few lines, under a directory, every run ends well: every list of marks
 * closes, every law and every book holds, and the next run is the same. Machines of one core know nothing of it.
 */
final class CoherentMachinesTest {
    private static final int FEW = 120;
    private static final int MANY = 3_000;

    private static final String ASKED_FOR = "simulation: {coherence: always, ";

    /** Few lines, so that every one of them is often asked for by several cores at a time. */
    private static final String SHARING =
            "{kind: mixed, shared: true, footprint: 1 KiB, largest: 12 B, gap: 4, fetches: 9 %}";

    private static final String[] COHERENT = {
        "simulation: \\{",
        ASKED_FOR,
        "\\{kind: (sequential|stride|uniform|zipf|pointer-chase|stream|gups|matrix-multiply|mixed)[^}]*\\}",
        SHARING
    };

    @Test
    void booksOfSomeRandomMachinesClose() {
        assertThat(check(0, FEW)).as("lines taken back").isGreaterThan(1_000);
    }

    @Tag("slow")
    @Test
    void booksOfManyRandomMachinesClose() {
        check(FEW, MANY);
    }

    @Test
    void machinesOfOneCoreAreTheSameToTheDigit() {
        for (long seed = 0; seed < 25; seed++) {
            Drawn drawn = RandomMachine.blocking(seed);
            assertThat(rows(drawn, COHERENT[0], ASKED_FOR)).as("seed " + seed).isEqualTo(rows(drawn));
        }
    }

    private static long check(long from, long to) {
        long recalls = 0;
        for (long seed = from; seed < to; seed++) {
            Drawn drawn = RandomMachine.any(seed);
            try {
                recalls += check(drawn);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage() + "\n" + drawn, e);
            }
        }
        return recalls;
    }

    private static long check(Drawn drawn) {
        Machine machine;
        try {
            machine = drawn.build(COHERENT);
        } catch (ConfigException e) {
            assertThat(e).hasMessageContaining("no directory can stand before it");
            return 0;
        }
        RunResult result = machine.run();
        assertThat(result.message()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.OK);
        new Books(drawn.spec(COHERENT), machine.statistics(), result).check();
        assertThat(rows(drawn, COHERENT))
                .isEqualTo(Window.rows(machine.statistics().entries(), result.border(), result.end()));
        return recalls(machine, result);
    }

    private static long recalls(Machine machine, RunResult result) {
        long sum = 0;
        for (Statistic each : machine.statistics().entries()) {
            if (each instanceof Counter
                    && each.component().endsWith(".directory")
                    && each.metric().equals("recalls")) {
                sum += result.end().counter(new Term(each.component(), "recalls"));
            }
        }
        return sum;
    }

    private static List<Row> rows(Drawn drawn, String... replacements) {
        Machine machine = drawn.build(replacements);
        RunResult result = machine.run();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }
}
