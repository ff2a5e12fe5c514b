package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that a limit cuts short, and runs that are complete before it. */
final class LimitTest {
    private static final String MACHINE = """
            machine: limited
            cores: {kind: %s, clock: 2 GHz}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 8}, l1d: {entries: 8}}}
            caches: {l1: {serves: [fetch, data], below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 2 cycles}}
            memory: {kind: fixed, latency: 60 ns, size: 64 MiB}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: %s, swap: {device: disk, size: 16 MiB}}
            """;

    /** Two on one core: the timer of the first is still set for four milliseconds when both are done. */
    private static final String TWO = """
            workload: two
            processes:
              - {name: a, program: {kind: uniform, footprint: 64 KiB, stores: 40 %}, references: 300}
              - {name: b, program: {kind: uniform, footprint: 64 KiB, stores: 40 %}, references: 300}
            """;

    private static Machine machine(String cores, String memory, long limit) {
        MachineSpec spec = new MachineReader(Catalogs.standard())
                .read(Source.text("m.yaml", Path.of(""), MACHINE.formatted(cores, memory)), List.of())
                .spec();
        WorkloadSpec workload = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of(""), TWO), List.of())
                .spec();
        return Machine.build(spec, workload, new RunOptions(1, 0, limit));
    }

    private static RunResult run(String cores, String memory, long limit) {
        return machine(cores, memory, limit).run();
    }

    @Test
    void aRunThatIsCompleteIsNotCutShortWhateverIsStillUnderWay() {
        for (String cores : List.of("in-order", "out-of-order")) {
            for (String memory : List.of("1 MiB", "20 frames")) {
                String what = cores + ", " + memory;
                RunResult whole = run(cores, memory, Long.MAX_VALUE);
                long end = whole.end().time();
                for (long later : new long[] {1, 100_000, 2_000_000_000L}) {
                    RunResult result = run(cores, memory, end + later);
                    assertThat(result.status()).as(what + ", " + later).isEqualTo(Status.OK);
                    assertThat(result.end().time()).as(what).isEqualTo(end);
                    assertThat(result.end().counter(new Term("os", "swap_outs")))
                            .as(what)
                            .isEqualTo(whole.end().counter(new Term("os", "swap_outs")));
                }
            }
        }
    }

    @Test
    void aRunThatIsNotCompleteEndsAtItsLimit() {
        long end = run("in-order", "20 frames", Long.MAX_VALUE).end().time();

        RunResult result = run("in-order", "20 frames", end / 2);

        assertThat(result.status()).isEqualTo(Status.LIMIT);
        assertThat(result.message()).startsWith("cut short: the limit of ");
        assertThat(result.end().time()).isEqualTo(end / 2);
    }

    /** Limits in the middle of everything that a kernel does; a core that is ahead of the others has nobody look behind them. */
    @Test
    void nobodyLooksBehindTheLimit() {
        for (String cores : List.of("in-order", "out-of-order")) {
            for (long limit = 50_000; limit < 20_000_000; limit += 177_050) {
                Machine machine = machine(cores, "20 frames", limit);
                List<Long> looks = new ArrayList<>();
                machine.observe(
                        time -> {
                            looks.add(time);
                            return time + 50_000;
                        },
                        50_000);
                RunResult result = machine.run();

                assertThat(result.status()).as(cores + ", " + limit).isEqualTo(Status.LIMIT);
                assertThat(looks).as(cores + ", " + limit).hasSize((int) (limit / 50_000));
            }
        }
    }
}
