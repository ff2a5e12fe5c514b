package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window;
import dev.ziggurat.workload.ProcessRuntime;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.RuntimeSite;
import dev.ziggurat.workload.RuntimeSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What garbage collectors add to the columns of results. They look at the clock when the world has stopped and before it goes on, with nothing under way: what is
 * counted in between is theirs, what is counted elsewhere is the program's.
 */
final class CollectorColumnsTest {
    private static final String MACHINE = """
            machine: m
            cores: {kind: in-order, clock: 2 GHz}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}, l2: {entries: 8, latency: 5 cycles}}}
            caches:
              l1: {serves: [fetch, data], below: l2, size: 2 KiB, ways: 4, line: 64 B, latency: 2 cycles, mshrs: 4}
              l2: {below: memory, size: 16 KiB, ways: 4, line: 64 B, latency: 9 cycles}
            memory: {kind: fixed, latency: 60 ns, size: 64 MiB}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 28 frames, swap: {device: disk, size: 16 MiB}}
            """;

    private static final String CHURN = "kind: object-churn, live: 600, units: 1500, infants: 70 %";
    private static final String OUT_OF_ORDER = "cores={kind: out-of-order, clock: 2 GHz}";

    /** A collector's numbers, and of what each is a part. */
    private static final Map<String, String> COLUMNS = Map.of(
            "l1.collector_misses", "l1.user_misses",
            "l2.collector_misses", "l2.user_misses",
            "tlb.l1d.collector_misses", "tlb.l1d.misses",
            "tlb.l2.collector_misses", "tlb.l2.misses",
            "process.p.collector_minor_faults", "process.p.minor_faults",
            "process.p.collector_major_faults", "process.p.major_faults");

    /** What is counted whenever the program is told the time. */
    private final List<Snapshot> looks = new ArrayList<>();

    private @Nullable Machine built;

    /** A run-time system whose threads are {@link Looking}. */
    private final class Looked implements RuntimeSpec {
        private final RuntimeSpec spec;

        Looked(RuntimeSpec spec) {
            this.spec = spec;
        }

        @Override
        public ProcessRuntime create(RuntimeSite site) {
            ProcessRuntime runtime = spec.create(site);
            return new ProcessRuntime() {
                @Override
                public Program attach(String thread, Program program) {
                    return new Looking(runtime.attach(thread, program));
                }

                @Override
                public void describe(Statistics statistics) {
                    runtime.describe(statistics);
                }
            };
        }

        @Override
        public Set<String> calls() {
            return spec.calls();
        }

        @Override
        public boolean holdsObjects() {
            return spec.holdsObjects();
        }

        @Override
        public boolean makesCalls() {
            return spec.makesCalls();
        }
    }

    /** A program of which each look at the clock is seen. */
    private final class Looking implements Program {
        private final Program program;

        Looking(Program program) {
            this.program = program;
        }

        @Override
        public void next(Reference into) {
            program.next(into);
        }

        @Override
        public void returned(long value) {
            looks.add(Objects.requireNonNull(built).statistics().snapshot(value));
            program.returned(value);
        }

        @Override
        public List<Area> areas() {
            return program.areas();
        }

        @Override
        public void skipTo(long n) {
            program.skipTo(n);
        }

        @Override
        public boolean waits(long address) {
            return program.waits(address);
        }

        @Override
        public Pacing pacing() {
            return program.pacing();
        }
    }

    private Map<String, Long> run(String collector, String program, String... settings) {
        String workload = "workload: w\nprocesses:\n  - {name: p, runtime: {kind: managed, collector: {" + collector
                + "}}, program: {" + program + "}}\n";
        WorkloadSpec spec = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of("."), workload), List.of())
                .spec();
        MachineSpec machine = new MachineReader(Catalogs.standard())
                .read(
                        Source.text("m.yaml", Path.of("."), MACHINE),
                        Arrays.stream(settings).map(Setting::parse).toList())
                .spec();
        Machine made = Machine.build(
                machine,
                new WorkloadSpec("w", "", List.of(looked(spec.processes().get(0)))),
                RunOptions.DEFAULT);
        built = made;
        RunResult result = made.run();
        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        return between(result.border(), result.end());
    }

    private ProcessSpec looked(ProcessSpec of) {
        return new ProcessSpec(
                of.name(),
                of.cores(),
                of.program(),
                of.phases(),
                of.threads(),
                of.references(),
                of.pages(),
                of.start(),
                of.copies(),
                of.migrate(),
                of.stack(),
                new Looked(Objects.requireNonNull(of.runtime())));
    }

    private Map<String, Long> between(Snapshot from, Snapshot to) {
        return Window.rows(Objects.requireNonNull(built).statistics().entries(), from, to).stream()
                .filter(row -> COLUMNS.containsKey(row.name())
                        || COLUMNS.containsValue(row.name())
                        || row.metric().equals("pauses"))
                .collect(Collectors.toMap(Window.Row::name, row -> Long.valueOf(row.value())));
    }

    /** A collection looks at the clock when it is wanted, when the world stands and when it goes on; a search for cycles when it begins and ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in-order     | kind: semispace, heap: 240 KiB",
                "in-order     | kind: mark-sweep, heap: 136 KiB",
                "in-order     | kind: reference-counting, heap: 1 MiB, thresholds: [100, 2, 2]",
                "out-of-order | kind: generational, heap: 320 KiB",
                "out-of-order | kind: mark-compact, heap: 136 KiB",
                "out-of-order | kind: reference-counting, heap: 1 MiB, thresholds: [100, 2, 2]",
            })
    void whatIsCountedWhileTheWorldStandsIsTheCollectors(String core, String collector) {
        Map<String, Long> whole = run(collector, CHURN, "cores={kind: " + core + ", clock: 2 GHz}");
        boolean counting = collector.contains("counting");
        int each = counting ? 2 : 3;
        long pauses = whole.get("process.p.gc.pauses");
        assertThat(pauses).isGreaterThan(1);
        assertThat(looks).hasSize((int) (each * pauses));

        List<Map<String, Long>> stopped = new ArrayList<>();
        for (int release = each - 1; release < looks.size(); release += each) {
            stopped.add(between(looks.get(release - 1), looks.get(release)));
        }
        COLUMNS.forEach((collectors, all) -> {
            for (Map<String, Long> pause : stopped) {
                assertThat(pause.get(collectors)).as(collectors).isEqualTo(pause.get(all));
            }
            long inside = stopped.stream().mapToLong(pause -> pause.get(all)).sum();
            // What is searched for cycles has just been made: no page of it is away.
            boolean none = counting && collectors.endsWith("faults");
            assertThat(whole.get(collectors)).as(collectors).isEqualTo(inside).isGreaterThan(none ? -1 : 0);
            assertThat(whole.get(all)).as(all).isGreaterThan(inside);
        });
    }

    /** In the books of Dinero an access that meets a fill under way is a hit, a collector's as well. */
    @Test
    void mergedAccessesOfACollectorAreMissesUnlessDineroCounts() {
        Map<String, Long> hardware = run("kind: generational, heap: 320 KiB", CHURN, OUT_OF_ORDER);
        Map<String, Long> dinero =
                run("kind: generational, heap: 320 KiB", CHURN, OUT_OF_ORDER, "simulation.count=dinero");

        assertThat(dinero.get("l1.collector_misses")).isBetween(1L, hardware.get("l1.collector_misses") - 1);
    }

    @Test
    void whoNeverCollectsHasNone() {
        for (String collector : List.of("kind: semispace, heap: 8 MiB", "kind: epsilon, heap: 8 MiB")) {
            Map<String, Long> whole = run(collector, CHURN);
            COLUMNS.forEach((collectors, all) -> {
                assertThat(whole.get(collectors)).as(collectors).isZero();
                assertThat(whole.get(all)).as(all).isPositive();
            });
        }
    }
}
