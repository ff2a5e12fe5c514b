package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Looking changes nothing: with a sampler and an observer of the commands every number stays what it is. */
final class ObservationTest {
    private static final int SEEDS = 25;

    @Test
    void samplesAndObserversChangeNoNumber() {
        for (long seed = 10_000; seed < 10_000 + SEEDS; seed++) {
            Drawn drawn = RandomMachine.any(seed);
            List<Long> samples = new ArrayList<>();

            assertThat(observed(drawn, samples))
                    .as("seed " + seed + "\n" + drawn)
                    .isEqualTo(alone(drawn));
            assertThat(samples).isSorted();
        }
    }

    @Test
    void anyNumberOfObserversChangesNoNumberAndEachLooksAtItsInstants() {
        for (long seed = 20_000; seed < 20_000 + SEEDS; seed++) {
            Drawn drawn = RandomMachine.any(seed);
            Machine machine = drawn.build();
            List<List<Long>> looks = new ArrayList<>();
            List<Long> ends = new ArrayList<>();
            for (long step : new long[] {7_001, 10_007, 14_002}) {
                List<Long> samples = new ArrayList<>();
                looks.add(samples);
                machine.observe(
                        time -> {
                            samples.add(time);
                            return time + step;
                        },
                        step);
                machine.observeEnd(ends::add);
            }
            List<Row> watched = rows(machine, machine.run());

            assertThat(watched).as("seed " + seed + "\n" + drawn).isEqualTo(alone(drawn));
            assertThat(ends).as("seed " + seed).hasSize(3).allMatch(end -> end.equals(ends.get(0)));
            for (List<Long> samples : looks) {
                long step = samples.isEmpty() ? 1 : samples.get(0);
                for (int i = 0; i < samples.size(); i++) {
                    assertThat(samples.get(i)).as("seed " + seed).isEqualTo((i + 1) * step);
                }
            }
        }
    }

    @Test
    void samplesComeAtTheirInstantsWhateverTheCoresDo() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Machine machine = RandomMachine.any(seed).build();
            List<Long> samples = new ArrayList<>();
            machine.observe(
                    time -> {
                        samples.add(time);
                        return time + 10_007;
                    },
                    0);
            long end = machine.run().end().time();

            assertThat(samples.size()).as("seed " + seed).isGreaterThanOrEqualTo((int) (end / 10_007));
            for (int i = 0; i < samples.size(); i++) {
                assertThat(samples.get(i)).as("seed " + seed).isEqualTo(i * 10_007L);
            }
        }
    }

    private static List<Row> alone(Drawn drawn) {
        Machine machine = drawn.build();
        return rows(machine, machine.run());
    }

    private static List<Row> observed(Drawn drawn, List<Long> samples) {
        Machine machine = drawn.build();
        SplittableRandom random = new SplittableRandom(1);
        long[] commands = new long[1];
        machine.memory().observe(command -> commands[0]++);
        machine.observe(
                time -> {
                    samples.add(machine.statistics().snapshot(time).time());
                    return time + 1 + random.nextLong(1L << random.nextInt(18));
                },
                random.nextLong(5_000));
        return rows(machine, machine.run());
    }

    private static List<Row> rows(Machine machine, RunResult result) {
        assertThat(result.message()).isEmpty();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }
}
