package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that go on until the others have ended, on every kind of core, with an operating system and without. All laws hold in each run. */
final class DaemonsTest {
    private static final String BARE = """
            machine: bare
            cores: {count: 3, clock: 2 GHz, kind: KIND}
            caches:
              l1: {serves: [fetch, data], below: llc, size: 4 KiB, ways: 4, line: 64 B, latency: 2 cycles}
              llc: {shared: true, below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 9 cycles}
            memory: {device: ddr4-2400r-8gb-x8}
            """;
    private static final String MANAGED = BARE.replace("bare", "managed") + """
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 200 frames, swap: {device: disk, size: 4 MiB}, quantum: 20 us}
            """;
    private static final String CHASER =
            "  - {name: chaser, cores: [0], program: {kind: pointer-chase, footprint: 256 KiB}, references: 2000}\n";
    private static final String LOAD =
            "  - {name: load, cores: [1, 2], instances: 2, daemon: true, program: {kind: uniform, footprint: 256 KiB, stores: 50 %, gap: 30 instructions}}\n";

    private static Machine machine(String machine, String processes, long warmUp) {
        Source source = Source.text("w.yaml", Path.of(""), "workload: w\nprocesses:\n" + processes);
        WorkloadSpec workload =
                new WorkloadReader(Catalogs.standard()).read(source, List.of()).spec();
        return Machine.build(RandomMachine.spec(machine), workload, new RunOptions(1, warmUp, Long.MAX_VALUE));
    }

    private static long count(RunResult result, String component, String metric) {
        return result.end().counter(new Term(component, metric))
                - result.border().counter(new Term(component, metric));
    }

    private static String word(Machine machine, RunResult result, String name) {
        return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static void runEndsWithTheChase(String text) {
        Machine machine = machine(text, CHASER + LOAD, 0);
        RunResult result = machine.run();

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(result.notes()).isEmpty();
        assertThat(count(result, "process.chaser", "references")).isEqualTo(2000);
        long time = count(result, "simulation", "time_ns");
        for (String process : List.of("chaser", "load0", "load1")) {
            assertThat(count(result, "process." + process, "time_ns")).isEqualTo(time);
        }
        assertThat(word(machine, result, "process.chaser.end")).isEqualTo("references");
        assertThat(word(machine, result, "process.load0.end")).isEqualTo("with the run");
        assertThat(count(result, "process.load0", "references")).isGreaterThan(500);
        assertThat(count(result, "process.load1", "references")).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order", "open-loop"})
    void runEndsWithTheLastProcessThatIsNoDaemon(String kind) {
        runEndsWithTheChase(BARE.replace("KIND", kind));
    }

    /** Some have loaded and not yet stored when the run ends. */
    @Test
    void daemonOfModifiesMayHaveOneUnderWayWhenTheRunEnds() {
        String load =
                "  - {name: load, cores: [1, 2], instances: 2, daemon: true, program: {kind: gups, footprint: 256 KiB}}\n";
        RunResult result =
                machine(BARE.replace("KIND", "open-loop"), CHASER + load, 0).run();

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order"})
    void runEndsSoUnderAnOperatingSystem(String kind) {
        runEndsWithTheChase(MANAGED.replace("KIND", kind));
    }

    /** All on one core: the daemon is often not on it when the other ends, or waits for the disk. */
    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order"})
    void daemonMaySleepOrWaitWhenTheRunEnds(String kind) {
        String many = LOAD.replace("[1, 2]", "[0]").replace("256 KiB", "2 MiB");
        RunResult result =
                machine(MANAGED.replace("KIND", kind), CHASER + many, 0).run();

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "process.chaser", "references")).isEqualTo(2000);
    }

    /** What the chase does is the same to the picosecond as beside processes that would go on for longer. */
    @Test
    void daemonDisturbsAsAnyOtherProcess() {
        String text = BARE.replace("KIND", "out-of-order");
        String others = LOAD.replace("daemon: true", "references: 100000");
        RunResult beside = machine(text, CHASER + LOAD, 0).run();
        RunResult other = machine(text, CHASER + others, 0).run();

        assertThat(count(beside, "core0", "load_time_ns")).isEqualTo(count(other, "core0", "load_time_ns"));
        assertThat(count(beside, "process.chaser", "time_ns")).isEqualTo(count(other, "process.chaser", "time_ns"));
    }

    @Test
    void daemonThatEndsByItselfEndsNothingElse() {
        String script =
                "  - {name: load, cores: [1], daemon: true, program: {kind: matrix-multiply, n: 3, order: ijk}}\n";
        Machine machine = machine(BARE.replace("KIND", "out-of-order"), CHASER + script, 0);
        RunResult result = machine.run();

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(word(machine, result, "process.load.end")).isEqualTo("exit");
        assertThat(count(result, "process.chaser", "references")).isEqualTo(2000);
    }

    /** The border comes when the daemons too have done their warm-up, which may be a number of their own. */
    @Test
    void daemonsWarmUp() {
        String text = BARE.replace("KIND", "out-of-order");
        RunResult usual = machine(text, CHASER + LOAD, 1000).run();
        assertThat(usual.status()).as(usual.message()).isEqualTo(Status.OK);
        assertThat(count(usual, "process.chaser", "references")).isEqualTo(2000);
        assertThat(usual.border().counter(new Term("process.load0", "references")))
                .isGreaterThanOrEqualTo(1000);

        RunResult own = machine(text, CHASER + LOAD.replace("daemon: true", "daemon: true, warm-up: 5000"), 10)
                .run();
        assertThat(own.border().counter(new Term("process.load0", "references")))
                .isGreaterThanOrEqualTo(5000);
        assertThat(own.border().counter(new Term("process.chaser", "references")))
                .isGreaterThan(100);
        assertThat(count(own, "process.chaser", "references")).isEqualTo(2000);
    }
}
