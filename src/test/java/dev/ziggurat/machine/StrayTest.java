package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.Wanderer.Stray;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Whoever uses what he may not ends by it and is named; the others, on his core and on another one, do and fault what they would have anyway. Memory
 * is enough for all: so what each has counted depends on his program alone, and may be compared with a run in which nobody strays.
 */
final class StrayTest {
    private static final List<String> OTHERS = List.of("beside", "apart");
    private static final List<String> COUNTS =
            List.of("instructions", "loads", "stores", "modifies", "fetches", "minor_faults", "major_faults");

    private static final String MACHINE = """
            machine: shared
            cores: {count: 2, clock: 2 GHz, kind: %s}
            caches:
              l1: {serves: [fetch, data], below: llc, size: 4 KiB, ways: 4, line: 64 B, latency: 2 cycles}
              llc: {shared: true, below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 9 cycles}
            memory: {kind: fixed, latency: 60 ns, size: 16 MiB}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 200 frames, swap: {device: disk, size: 4 MiB}, quantum: 20 us}
            """;

    @ParameterizedTest
    @EnumSource(names = {"NON_CANONICAL_STORE", "KERNEL_HALF", "UNMAPPED", "READ_ONLY", "NO_EXECUTE"})
    void someReferencesWithoutRightsEndTheirProcessAndNothingElse(Stray stray) {
        check("out-of-order", stray);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void everyReferenceWithoutRightsEndsItsProcessAndNothingElse(Stray stray) {
        check("in-order", stray);
        check("in-order, store-queue: 0", stray);
        check("out-of-order", stray);
    }

    private static void check(String kind, Stray stray) {
        RunResult calm = run(kind, Stray.NONE);
        RunResult result = run(kind, stray);

        assertThat(calm.notes()).as(kind).isEmpty();
        assertThat(result.notes())
                .as(kind)
                .containsExactly("process 'bad' ended by a segmentation violation after "
                        + count(calm, "process.bad", "references") + " references");
        assertThat(count(result, "os", "faults_violation")).as(kind).isEqualTo(1);
        assertThat(count(result, "process.bad", "references"))
                .as(kind)
                .isEqualTo(count(calm, "process.bad", "references"));
        for (String process : OTHERS) {
            for (String metric : COUNTS) {
                assertThat(count(result, "process." + process, metric))
                        .as("%s of '%s' on cores %s", metric, process, kind)
                        .isEqualTo(count(calm, "process." + process, metric));
            }
        }
    }

    private static long count(RunResult result, String component, String metric) {
        return result.end().counter(new Term(component, metric));
    }

    private static RunResult run(String kind, Stray stray) {
        List<ProcessSpec> processes = new ArrayList<>();
        processes.add(process("bad", 0, 600, stray));
        processes.add(process(OTHERS.get(0), 0, 1500, Stray.NONE));
        processes.add(process(OTHERS.get(1), 1, 1500, Stray.NONE));
        RunResult result = Machine.build(
                        RandomMachine.spec(MACHINE.formatted(kind)),
                        new WorkloadSpec("strays", "", processes),
                        RunOptions.DEFAULT)
                .run();
        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        return result;
    }

    private static ProcessSpec process(String name, int core, long steps, Stray stray) {
        Wanderer.Spec program = new Wanderer.Spec(20, steps, 2, stray);
        return new ProcessSpec(
                name,
                List.of(core),
                program,
                null,
                null,
                null,
                new ByteSize(4096),
                Latency.ofPicoseconds(0),
                null,
                null,
                null,
                null);
    }
}
