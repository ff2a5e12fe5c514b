package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window.Row;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is counted and timed of references and of the core itself; a first-level hit takes 3000 ps, a cycle 1000 ps. */
final class CoreBooksTest {
    private static final long HIT = 3000;

    private final Simulation simulation = new Simulation(1);
    private final int l1 = simulation.causes().of("l1");
    private final int memory = simulation.causes().of("memory");
    private final int byMemory = simulation.outcomes().of("memory");
    private final FirstLevel data = new FirstLevel(
            request -> request.time + HIT, 64, HIT, l1, simulation.outcomes().of("l1"), null);
    private final CoreBooks books = new CoreBooks(simulation, "core0", 1000, data, null);
    private final KernelCauses kernel = KernelCauses.of(simulation.causes());
    private final CoreBooks withKernel = new CoreBooks(simulation, "core0", 1000, data, kernel);

    private Map<String, String> rows(long instructions, long references, Runnable what) {
        return rows(books, instructions, references, what);
    }

    /** Returns the metrics of a core that has retired so much, of what is booked then. */
    private static Map<String, String> rows(CoreBooks books, long instructions, long references, Runnable what) {
        Statistics statistics = new Statistics();
        long[] done = new long[2];
        books.describe(statistics, () -> done[0], () -> done[1]);
        Snapshot begin = statistics.snapshot(0);
        what.run();
        done[0] = instructions;
        done[1] = references;
        statistics.checkLaws();
        return dev.ziggurat.stats.Window.rows(statistics.entries(), begin, statistics.snapshot(0)).stream()
                .collect(Collectors.toMap(row -> row.component() + " " + row.metric(), Row::value));
    }

    private static String ns(int nanoseconds) {
        return nanoseconds + ".000";
    }

    /** Requests of which a hit's time and then memory's has been marked, from an instant on. */
    private Parts answered(long begun) {
        Parts parts = plain(begun);
        parts.marks().spent(l1, begun + HIT);
        parts.marks().spent(memory, begun + 20_000);
        parts.marks().answered(byMemory);
        return parts;
    }

    private Parts plain(long begun) {
        Parts parts =
                new Parts(simulation.engine(), data, Translators.adding(0), (own, time) -> {}, books.causes.split());
        parts.begin(begun);
        return parts;
    }

    private static InFlight load(long begun, boolean accompanies) {
        InFlight load = new InFlight();
        load.begun = begun;
        load.accompanies = accompanies;
        return load;
    }

    @Test
    void everyReferenceIsCountedAndEveryLoadTimed() {
        Map<String, String> rows = rows(0, 7, this::bookReferences);

        assertThat(rows)
                .containsEntry("core0 references", "7")
                .containsEntry("core0 loads_timed", "21")
                .containsEntry("core0 load_time_ns", ns(13 * 3 + 5 * 3 + 20 + 20 + 16))
                .containsEntry("core0.loads l1_ns", ns(13 * 3 + 3 + 3 + 3))
                .containsEntry("core0.loads forward_ns", ns(15))
                .containsEntry("core0.loads memory_ns", ns(17 + 17 + 13))
                .containsEntry("core0.loads total_ns", ns(110))
                .containsEntry("core0 amat_ns", "5.2381")
                .containsEntry("core0.answered memory", "3")
                .containsEntry("core0.answered forwarded", "5")
                .containsEntry("core0.answered l1", Long.toString(13 + 22 + 1));
    }

    private void bookReferences() {
        ReferenceBook references = books.references();
        references.loadHit();
        references.loadHit();
        references.storeHit();
        references.hits(10, 20);
        books.forwards(5);
        references.load(plain(0));
        references.load(answered(0));
        references.load(load(0, false), answered(0));
        references.store(plain(0));
        references.store(answered(0));
        // Comes 4 ns after the one with whose request it waits, and 16 ns before its answer.
        references.load(load(4_000, true), answered(0));
    }

    @Test
    void fetchesAreTimedIfTheyAreNoPlainHits() {
        Runnable fetches = () -> {
            books.fetched(plain(0));
            books.fetched(answered(0));
            books.fetched(answered(0));
        };

        assertThat(rows(0, 0, fetches))
                .containsEntry("core0 fetches_timed", "3")
                .containsEntry("core0 fetch_miss_time_ns", ns(40));
    }

    @Test
    void theCoresTimeIsThatOfWhatItWaitsFor() {
        Map<String, String> rows = rows(20, 0, this::bookTime);

        assertThat(rows)
                .containsEntry("core0.time retiring_ns", ns(1))
                .containsEntry("core0.time window_ns", "3.500")
                .containsEntry("core0.time l1_ns", "9.500")
                .containsEntry("core0.time memory_ns", ns(26))
                .containsEntry("core0.time idle_ns", ns(10))
                .containsEntry("core0.time total_ns", ns(50))
                .containsEntry("core0 cycles", "40")
                .containsEntry("core0 instructions", "20")
                .containsEntry("core0 ipc", "0.5");
        assertThat(rows).doesNotContainKey("core0 kernel_cycles");
    }

    private void bookTime() {
        books.time.spend(books.causes.retiring(), 1_000);
        books.waitForHit(3_000, 5_000);
        books.waitFor(plain(5_500), 7_000);
        books.waitFor(answered(7_000), 27_000);
        // A load that waits with the request of another: first its own look-up, then as the other's list says.
        books.waitFor(load(28_000, true), answered(20_000), 40_000);
        books.time.close(books.causes.idle(), 50_000);
    }

    /** Two hits of which one had faulted, 44 ns before its last attempt; of 60 ns 20 are the kernel's, 10 iowait's. */
    @Test
    void faultsAndTheKernelHaveMetricsOfTheirOwn() {
        Map<String, String> rows = rows(withKernel, 0, 2, this::bookKernel);

        assertThat(rows)
                .containsEntry("core0 amat_ns", "3")
                .containsEntry("core0 load_fault_time_ns", ns(44))
                .containsEntry("core0 amat_with_faults_ns", "25")
                .containsEntry("core0 squashed", "5")
                .containsEntry("core0 kernel_references", "2")
                .containsEntry("core0 kernel_cycles", "20")
                .containsEntry("core0 cycles", "50")
                .containsEntry("core0.time kernel_ns", ns(20))
                .containsEntry("core0.time iowait_ns", ns(10))
                .containsEntry("core0.kernel.time kernel_ns", ns(20))
                .containsEntry("core0.kernel.time l1_ns", ns(0))
                .containsEntry("core0.kernel.time total_ns", ns(20))
                .containsEntry("core0.kernel.answered l1", "0")
                .containsEntry("core0.answered l1", "2");
    }

    private void bookKernel() {
        withKernel.references().loadHit();
        withKernel.references().loadHit();
        withKernel.faulted(44_000);
        withKernel.squashed(2);
        withKernel.squashed(3);
        withKernel.kernelReference();
        withKernel.kernelReference();
        withKernel.time.charge(kernel.iowait(), 10_000);
        withKernel.time.charge(kernel.kernel(), 30_000);
        withKernel.time.close(withKernel.causes.retiring(), 60_000);
    }

    @Test
    void coreThatRunsNothingHasAllItsMetrics() {
        Statistics statistics = new Statistics();
        books.describe(statistics);

        assertThat(statistics.entries()).isNotEmpty();
    }
}
