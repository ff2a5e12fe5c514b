package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Window;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel adds to the columns of results: its accesses to caches, loads with their faults, how processes ended. */
final class KernelColumnsTest {
    private static final String MACHINE = """
            machine: m
            cores: {kind: in-order, clock: 2 GHz}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 8}, l1d: {entries: 8}}}
            caches:
              l1: {serves: [fetch, data], below: l2, size: 4 KiB, ways: 4, line: 64 B, latency: 2 cycles}
              l2: {below: memory, size: 16 KiB, ways: 4, line: 64 B, latency: 9 cycles}
            memory: {kind: fixed, latency: 60 ns, size: 64 MiB}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 40 frames, swap: {device: disk, size: 16 MiB}}
            """;

    @TempDir
    private Path folder;

    private Map<String, String> run(String workload, String... settings) {
        MachineSpec spec = new MachineReader(Catalogs.standard())
                .read(
                        Source.text("m.yaml", folder, MACHINE),
                        Arrays.stream(settings).map(Setting::parse).toList())
                .spec();
        Machine machine = Machine.build(
                spec,
                new WorkloadReader(Catalogs.standard())
                        .read(Source.text("w.yaml", folder, workload), Arrays.asList())
                        .spec(),
                RunOptions.DEFAULT);
        RunResult result = machine.run();
        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                .collect(Collectors.toMap(Window.Row::name, Window.Row::value));
    }

    private static long count(Map<String, String> rows, String... names) {
        return Arrays.stream(names)
                .mapToLong(name -> Long.parseLong(rows.get(name)))
                .sum();
    }

    private static String process(String name, String keys) {
        return "workload: w\nprocesses: [{name: " + name + ", program: {" + keys + "}]\n";
    }

    /** No store of this core stays in a buffer and nothing is forwarded, so every reference is an access of the first level. */
    @Test
    void ofTheFirstLevelsAccessesThoseOfTheKernelAreItsReferences() {
        Map<String, String> rows = run(
                process("p", "kind: uniform, footprint: 320 KiB, stores: 40 %}, references: 3000"),
                "cores.store-queue=0");

        assertThat(count(rows, "os.major_faults")).isGreaterThan(500);
        assertThat(count(rows, "l1.kernel_accesses"))
                .isEqualTo(count(rows, "cores.kernel_references"))
                .isGreaterThan(10_000);
        assertThat(count(rows, "l1.read_accesses", "l1.write_accesses", "l1.fetch_accesses"))
                .isEqualTo(count(rows, "l1.kernel_accesses") + count(rows, "process.p.references"));
        assertThat(count(rows, "l1.user_misses"))
                .isPositive()
                .isEqualTo(count(rows, "l1.misses") - count(rows, "l1.kernel_misses"));
        assertThat(new BigDecimal(rows.get("l1.mpki")))
                .isEqualByComparingTo(BigDecimal.valueOf(1000 * count(rows, "l1.user_misses"))
                        .divide(
                                BigDecimal.valueOf(count(rows, "cores.instructions")),
                                new MathContext(6, RoundingMode.HALF_EVEN)));
    }

    /** What 'os.costs' has the kernel spend is in its time, and beside it the core spends a few cycles a fault on coming and going. */
    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order"})
    void theKernelsTimeHasItsCostsAndItsReferences(String kind) {
        Map<String, String> rows = run(
                process("p", "kind: uniform, footprint: 320 KiB, stores: 40 %}, references: 1000"),
                "cores={kind: " + kind + ", clock: 2 GHz}");
        long minor = count(rows, "os.minor_faults");
        long major = count(rows, "os.major_faults");
        BigDecimal costs = BigDecimal.valueOf(400 * minor + 1000 * major);

        assertThat(new BigDecimal(rows.get("cores.kernel.time.kernel_ns")))
                .isBetween(costs, costs.add(BigDecimal.valueOf(10 * (minor + major))));
        assertThat(rows.get("cores.kernel.time.total_ns")).isEqualTo(rows.get("cores.time.kernel_ns"));
        assertThat(count(rows, "cores.kernel_cycles"))
                .isEqualTo(new BigDecimal(rows.get("cores.time.kernel_ns"))
                        .multiply(BigDecimal.valueOf(2))
                        .longValue());
    }

    /** A store of a whole line, of which pages of zeros and tables are made, fetches nothing; whatever else misses does. */
    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order"})
    void whatTheKernelMissesIsItsAccessToTheLevelBelow(String kind) {
        Map<String, String> rows = run(
                process("p", "kind: uniform, footprint: 320 KiB, stores: 40 %}, references: 3000"),
                "cores={kind: " + kind + ", clock: 2 GHz}");
        long tables = 3;
        long zeroed = 64 * (count(rows, "os.faults_zero") + tables);

        assertThat(count(rows, "l1.kernel_accesses"))
                .isEqualTo(count(rows, "cores.kernel_references") - count(rows, "cores.kernel.answered.forwarded"));
        assertThat(count(rows, "l2.kernel_accesses"))
                .isPositive()
                .isBetween(
                        count(rows, "l1.kernel_misses") - zeroed - count(rows, "l1.merged"),
                        count(rows, "l1.kernel_misses"));
        assertThat(count(rows, "l2.kernel_misses")).isBetween(0L, count(rows, "l2.kernel_accesses"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-order", "out-of-order"})
    void theMeanOfLoadsWithFaultsIsThatOfAllTheirTime(String kind) {
        Map<String, String> rows = run(
                process("p", "kind: stride, footprint: 128 KiB, stride: 4 KiB}, references: 96"),
                "cores={kind: " + kind + ", clock: 2 GHz}");
        BigDecimal all = new BigDecimal(rows.get("cores.load_time_ns"))
                .add(new BigDecimal(rows.get("cores.load_fault_time_ns")));

        assertThat(count(rows, "os.minor_faults")).isEqualTo(32);
        assertThat(new BigDecimal(rows.get("cores.amat_with_faults_ns")))
                .isEqualByComparingTo(all.divide(BigDecimal.valueOf(96), new MathContext(6, RoundingMode.HALF_EVEN)));
        assertThat(new BigDecimal(rows.get("cores.amat_with_faults_ns")))
                .isGreaterThan(new BigDecimal(rows.get("cores.amat_ns")));
    }

    @Test
    void saysHowEachProcessEnded() throws IOException {
        Files.writeString(folder.resolve("wild.txt"), "call mmap 0x10000 4096 3\nload 0x10000\nload 0x90000\n");
        Files.writeString(folder.resolve("calls.txt"), "call reboot\n");
        Files.writeString(
                folder.resolve("quits.txt"), "call mmap 0x10000 4096 3\nload 0x10000\ncall exit\nload 0x10000\n");
        String script = "  - {name: %s, program: {kind: script, file: %s.txt}}\n";
        Map<String, String> rows = run("workload: w\nprocesses:\n"
                + "  - {name: done, program: {kind: uniform, footprint: 16 KiB}, references: 100}\n"
                + script.formatted("wild", "wild")
                + script.formatted("calls", "calls")
                + script.formatted("quits", "quits"));

        assertThat(rows)
                .containsEntry("process.done.end", "references")
                .containsEntry("process.wild.end", "segmentation violation")
                .containsEntry("process.calls.end", "unknown system call 'reboot'")
                .containsEntry("process.quits.end", "exit");
    }

    @Test
    void aProcessForWhichNoMemoryIsLeftSaysSo() {
        Map<String, String> rows = run(
                process("p", "kind: uniform, footprint: 320 KiB, stores: 100 %}, references: 3000"), "os.swap=null");

        assertThat(rows).containsEntry("process.p.end", "out of memory").containsEntry("os.out_of_memory", "1");
    }
}
