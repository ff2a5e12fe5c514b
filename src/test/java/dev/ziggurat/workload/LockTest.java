package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // absent keys are null
final class LockTest {
    private static final long WORD = CommonKeys.BASE;
    private static final long LINES = WORD + 4096;

    private static List<String> take(Program program, int count) {
        List<String> taken = new ArrayList<>();
        Reference reference = new Reference();
        for (int i = 0; i < count; i++) {
            program.next(reference);
            long address = reference.kind.memory() ? reference.address : 0;
            taken.add(reference.kind + (address == WORD ? " word" : address >= LINES ? " line" : ""));
            if (reference.kind == Kind.EXIT) {
                break;
            }
        }
        return taken;
    }

    @Test
    void whoeverIsAloneNeverWaits() {
        Program program = new Lock.Spec(2L, 2, null, null).create(random(1));

        assertThat(take(program, 100))
                .containsExactly(
                        "MODIFY word",
                        "FENCE",
                        "MODIFY line",
                        "MODIFY line",
                        "FENCE",
                        "MODIFY word",
                        "FENCE",
                        "MODIFY word",
                        "FENCE",
                        "MODIFY line",
                        "MODIFY line",
                        "FENCE",
                        "MODIFY word",
                        "FENCE",
                        "EXIT");
    }

    @Test
    void whoeverFindsTheLockTakenWaitsAndIsWoken() {
        WordStore words = new WordStore();
        Lock.Spec spec = new Lock.Spec(1L, 1, 1, null);
        Program holder = spec.create(random(1), new Crew(0, 2, words));
        Program other = spec.create(random(1), new Crew(1, 2, words));

        assertThat(take(holder, 2)).containsExactly("MODIFY word", "FENCE");
        assertThat(take(other, 7))
                .containsExactly("MODIFY word", "FENCE", "LOAD word", "FENCE", "MODIFY word", "FENCE", "WAIT");
        assertThat(other.waits(WORD)).isTrue();
        assertThat(take(holder, 7))
                .containsExactly("MODIFY line", "FENCE", "MODIFY word", "FENCE", "STORE word", "WAKE", "EXIT");
        assertThat(other.waits(WORD)).isFalse();
        assertThat(take(other, 20))
                .containsExactly(
                        "MODIFY word",
                        "FENCE",
                        "MODIFY line",
                        "FENCE",
                        "MODIFY word",
                        "FENCE",
                        "STORE word",
                        "WAKE",
                        "EXIT");
    }

    /** Whatever the order in which threads go on, one is inside at a time, and a thread that sleeps is woken. */
    @Test
    void oneIsInsideAtATimeAndNobodySleepsForEver() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int members = 1 + random.nextInt(4);
            Lock.Spec spec = new Lock.Spec(1L + random.nextInt(6), random.nextInt(3), random.nextInt(3), null);
            new Schedule(spec, members, random).run("seed " + seed);
        }
    }

    /** Threads one step of one of which happens at a time. */
    private static final class Schedule {
        private final List<Program> programs = new ArrayList<>();
        private final List<Integer> ready = new ArrayList<>();
        private final List<Integer> asleep = new ArrayList<>();
        private final SplittableRandom random;
        private int inside = -1;

        Schedule(Lock.Spec spec, int members, SplittableRandom random) {
            this.random = random;
            WordStore words = new WordStore();
            for (int i = 0; i < members; i++) {
                programs.add(spec.create(random(1), new Crew(i, members, words)));
                ready.add(i);
            }
        }

        void run(String what) {
            Reference reference = new Reference();
            while (!ready.isEmpty()) {
                int who = ready.get(random.nextInt(ready.size()));
                programs.get(who).next(reference);
                switch (reference.kind) {
                    case EXIT -> ready.remove(Integer.valueOf(who));
                    case WAIT -> {
                        if (programs.get(who).waits(reference.address)) {
                            ready.remove(Integer.valueOf(who));
                            asleep.add(who);
                        }
                    }
                    case WAKE -> {
                        if (!asleep.isEmpty()) {
                            ready.add(asleep.remove(0));
                        }
                    }
                    default -> look(who, reference, what);
                }
            }
            assertThat(asleep).as(what).isEmpty();
        }

        private void look(int who, Reference reference, String what) {
            if (reference.kind == Kind.MODIFY && reference.address >= LINES) {
                assertThat(inside == -1 || inside == who)
                        .as(what + ": two inside")
                        .isTrue();
                inside = who;
            } else if (reference.kind == Kind.MODIFY && inside == who) {
                inside = -1;
            }
        }
    }

    @Test
    void refusesWhatIsNoLock() {
        assertThatThrownBy(() -> new Lock.Spec(null, null, null, null)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Lock.Spec(0L, null, null, null)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> new Lock.Spec(1L, -1, null, null)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> new Lock.Spec(1L, null, -1, null)).hasMessageContaining("out of range");
        assertThatThrownBy(() ->
                        new Lock.Spec(1L, null, null, null).create(random(1)).skipTo(3))
                .isInstanceOf(IllegalStateException.class);
    }
}
