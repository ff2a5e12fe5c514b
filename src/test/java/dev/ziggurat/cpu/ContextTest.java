package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.MarkList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a core appends to the list of a load that had faulted and then waits with another's request; a first-level hit takes 3000 ps. */
final class ContextTest {
    private static final long HIT = 3000;

    private final Simulation simulation = new Simulation(1);
    private final int l1 = simulation.causes().of("l1");
    private final int memory = simulation.causes().of("memory");
    private final KernelCauses causes = KernelCauses.of(simulation.causes());
    private final Thread thread = Translators.thread(0);
    private final List<Long> told = new ArrayList<>();
    private final FirstLevel data = new FirstLevel(
            request -> request.time + HIT, 64, HIT, l1, simulation.outcomes().of("l1"), null);

    private Context context() {
        OneThread cpu = new OneThread();
        CoreSite site =
                new CoreSite(simulation, "core0", new Clock(1000), data, data, null, 0, cpu, new Shares(0, time -> {}));
        return new Context(site, new Translator(null), new CoreBooks(site), cpu);
    }

    /** Returns a load that begins at an instant and waits with a request that was sent at 60 000 and is answered at another. */
    private InFlight load(long begun, long answered) {
        Parts parts = new Parts(simulation.engine(), data, Translators.adding(0), (own, time) -> {}, 0);
        parts.begin(60_000);
        parts.marks().spent(l1, 60_000 + HIT);
        parts.marks().spent(memory, answered);
        InFlight load = new InFlight();
        load.virtual = begun;
        load.begun = begun;
        load.parts = parts;
        load.accompanies = true;
        return load;
    }

    /** Returns causes and ends of a list, side by side. */
    private static List<Long> marks(MarkList list) {
        List<Long> marks = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            marks.addAll(List.of((long) list.cause(i), list.until(i)));
        }
        return marks;
    }

    private List<Long> recovered(long begun, long answered) {
        Context context = context();
        MarkList list = thread.faulted(1_000, causes.retry());
        list.spent(causes.trap(), 50_000);
        context.observe(load(begun, answered), 99_000);
        return marks(list);
    }

    /** First it is looked up, then it waits as the other does. */
    @Test
    void loadThatFaultedMayWaitWithAnother() {
        assertThat(recovered(70_000, 90_000))
                .containsExactly(
                        (long) causes.trap(),
                        50_000L,
                        (long) causes.retry(),
                        70_000L,
                        (long) l1,
                        70_000L + HIT,
                        (long) memory,
                        90_000L);
        assertThat(told).containsExactly(70_000L, 99_000L);
    }

    @Test
    void itTakesAHitsTimeAtLeast() {
        assertThat(recovered(70_000, 72_000))
                .containsExactly(
                        (long) causes.trap(), 50_000L, (long) causes.retry(), 70_000L, (long) l1, 70_000L + HIT);
    }

    /** Has one thread, and notes of what it is told the address and the time. */
    private final class OneThread implements Cpu, Cpu.Seat {
        @Override
        public void seat(Seat core) {
            // Nobody is told anything.
        }

        @Override
        public void goOn(long time) {
            throw new IllegalStateException("it never waits");
        }

        @Override
        public void attention(long time) {
            throw new IllegalStateException("nobody interrupts it");
        }

        @Override
        public KernelCauses kernelCauses() {
            return causes;
        }

        @Override
        public Thread thread() {
            return thread;
        }

        @Override
        public long start(long time) {
            return time;
        }

        @Override
        public long attend(long time) {
            return time;
        }

        @Override
        public long fault(long address, AccessType access, int fault, long time) {
            return time;
        }

        @Override
        public long operate(Reference operation, long time) {
            return time;
        }

        @Override
        public int cause() {
            return causes.kernel();
        }

        @Override
        public void retired(Reference reference, long time) {
            told.addAll(List.of(reference.address, time));
        }
    }
}
