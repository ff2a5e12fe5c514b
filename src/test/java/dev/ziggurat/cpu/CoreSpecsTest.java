package dev.ziggurat.cpu;

import static dev.ziggurat.cpu.CoreBench.CYCLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What both kinds of core have in common: what their specs take, and that they run ahead but never past what else happens. */
final class CoreSpecsTest {
    private static final Frequency CLOCK = Frequency.parse("1 GHz");

    private static OutOfOrder.Spec ooo(Integer count, Integer width, Integer window, Integer loads, Integer stores) {
        return new OutOfOrder.Spec(count, CLOCK, width, window, loads, stores);
    }

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(ooo(null, null, null, null, null)).isEqualTo(ooo(1, 4, 224, 72, 56));
        assertThat(new InOrder.Spec(null, CLOCK, null)).isEqualTo(new InOrder.Spec(1, CLOCK, 8));
        assertThat(ooo(2, 3, 5, 7, 9).window()).isEqualTo(5);
        assertThat(ooo(2, 3, 5, 7, 9).loadQueue()).isEqualTo(7);
        assertThat(ooo(2, 3, 5, 7, 9).storeQueue()).isEqualTo(9);
    }

    @Test
    void everythingHasItsRange() {
        refused("count", () -> ooo(0, 1, 1, 1, 1));
        refused("width", () -> ooo(1, 0, 1, 1, 1));
        refused("window", () -> ooo(1, 1, 0, 1, 1));
        refused("load-queue", () -> ooo(1, 1, 1, 0, 1));
        refused("store-queue", () -> ooo(1, 1, 1, 1, 0));
        refused("clock", () -> new OutOfOrder.Spec(1, null, 1, 1, 1, 1));
        refused("count", () -> new InOrder.Spec(0, CLOCK, 1));
        refused("store-queue", () -> new InOrder.Spec(1, CLOCK, -1));
        refused("clock", () -> new InOrder.Spec(1, null, 1));
    }

    private static void refused(String key, Runnable made) {
        assertThatThrownBy(made::run).isInstanceOf(SpecException.class).hasMessageContaining(key);
    }

    /** Answers take ten cycles and are known at once; one core sends a load a cycle, the other one every ten. */
    @Test
    void whatElseHappensComesBetweenTheCyclesBeforeAndAfter() {
        assertThat(sentAt(ooo(1, 1, 64, 64, 1), 0, 5 * CYCLE, 7 * CYCLE + 1)).containsExactly(0, 5, 8);
        assertThat(sentAt(new InOrder.Spec(1, CLOCK, 1), 0, 20 * CYCLE, 30 * CYCLE + 1))
                .containsExactly(0, 2, 4);
    }

    /** Its second load is due at an instant for which somebody else is put down later. */
    @Test
    void coreThatComesFirstAtAnInstantActsFirst() {
        Simulation simulation = new Simulation(1);
        FakeLevel level = new FakeLevel(simulation, 10 * CYCLE, Answer.AT_ONCE);
        ListedProgram program = new ListedProgram().then(Kind.LOAD, 0).then(Kind.LOAD, 64);
        CoreBench bench = new CoreBench(new InOrder.Spec(1, CLOCK, 1), simulation, level, program);
        List<Integer> sent = new ArrayList<>();
        bench.at(5 * CYCLE, () -> bench.at(10 * CYCLE, () -> sent.add(level.came.size())));
        bench.run();

        assertThat(sent).containsExactly(2);
    }

    /** Returns how many loads had been sent when something happened that was due before the core began. */
    private static List<Integer> sentAt(CoreSpec spec, long... times) {
        Simulation simulation = new Simulation(1);
        FakeLevel level = new FakeLevel(simulation, 10 * CYCLE, Answer.AT_ONCE);
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < 20; i++) {
            program.then(Kind.LOAD, 64L * i);
        }
        CoreBench bench = new CoreBench(spec, simulation, level, program);
        List<Integer> sent = new ArrayList<>();
        for (long time : times) {
            bench.at(time, () -> sent.add(level.came.size()));
        }
        bench.run();
        return sent;
    }
}
