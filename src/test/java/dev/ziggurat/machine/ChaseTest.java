package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.machine.Probe.Read;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pointer chase on the shipped desktop without translation: each load needs the one before, so every latency is its own. */
class ChaseTest {
    /** DDR4-2400R: a clock of 833 ps, 16-16-16, a burst of 4 clocks, tRFC 350 ns, tREFI 7.8 us. */
    private static final long CLOCK = 833;

    /** The controller's cycle, the burst, CL; then tRCD; then tRP. */
    private static final Map<String, Long> CLOSED_FORM = Map.of(
            "dram row hit", (1 + 16 + 4) * CLOCK,
            "dram row miss", (1 + 16 + 16 + 4) * CLOCK,
            "dram row conflict", (1 + 16 + 16 + 16 + 4) * CLOCK);

    /** Issue to memory and no time on the way back: 44 cycles of 250 ps. */
    private static final long CACHES = 11_000;

    private static final long CYCLE = 250;

    @ParameterizedTest
    @CsvSource({"4 KiB, 1000", "32 KiB, 1000", "128 KiB, 3500", "1 MiB, 3500", "2 MiB, 11000", "8 MiB, 11000"})
    void plateausAreTheSumsOfTheLatencies(String footprint, long picoseconds) {
        long lines = ByteSize.parse(footprint).bytes() / 64;
        RunResult result = Machine.build(
                        Machines.readUntranslated("desktop"),
                        chase(footprint, lines),
                        new RunOptions(1, 2 * lines, Long.MAX_VALUE))
                .run();

        assertThat(difference(result, "load_time_ns")).isEqualTo(lines * picoseconds);
        assertThat(difference(result, "loads_timed")).isEqualTo(lines);
    }

    private static long difference(RunResult result, String metric) {
        Term term = new Term("core0", metric);
        return result.end().counter(term) - result.border().counter(term);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "all-bank"})
    void everyAccessOfMemoryIsItsClosedFormAndItsOwnRefresh(String refresh) {
        List<Read> reads = reads(refresh, 60_000);

        for (int i = 0; i < reads.size(); i++) {
            Read read = reads.get(i);
            long alignment = read.spent("dram align");
            long closedForm = CLOSED_FORM.get(read.by());
            assertThat(read.time() - alignment - read.spent("refresh"))
                    .as("read " + i + ": " + read)
                    .isEqualTo(closedForm);
            assertThat(alignment).as("read " + i + ": " + read).isBetween(0L, CLOCK - 1);
            if (i > 0) {
                long caches = read.arrived() - reads.get(i - 1).answered();
                assertThat(caches).as("before read " + i).isBetween(CACHES, CACHES + CYCLE - 1);
            }
        }
        assertThat(reads.stream().map(Read::by)).contains("dram row hit", "dram row conflict");
    }

    /** A refresh keeps the rank for tRFC of every tREFI, and the chase goes on all the time. */
    @Test
    void refreshTakesItsShareOfTheTime() {
        List<Read> reads = reads("all-bank", 150_000);
        long span = reads.get(reads.size() - 1).answered() - reads.get(0).arrived();
        long refresh = reads.stream().mapToLong(read -> read.spent("refresh")).sum();

        assertThat((double) refresh / span).isCloseTo(350.0 / 7800, within(0.1 * 350 / 7800));
    }

    private static List<Read> reads(String refresh, long references) {
        MachineSpec desktop = Machines.readUntranslated("desktop", "memory.refresh=" + refresh);
        Probe probe = new Probe(desktop.memory().spec());
        MachineSpec probed = new MachineSpec(
                desktop.machine(),
                desktop.description(),
                desktop.simulation(),
                desktop.cores(),
                desktop.translation(),
                desktop.caches(),
                new MainMemory(desktop.memory().link(), probe),
                desktop.storage(),
                null);
        Machine.build(probed, chase("256 MiB", references), RunOptions.DEFAULT).run();
        return probe.reads;
    }

    private static WorkloadSpec chase(String footprint, long references) {
        String set = "workload.processes.chaser.program.footprint=" + footprint;
        String count = "workload.processes.chaser.references=" + references;
        return new WorkloadReader(Catalogs.standard())
                .read("pointer-chase", List.of(Setting.parse(set), Setting.parse(count)))
                .spec();
    }
}
