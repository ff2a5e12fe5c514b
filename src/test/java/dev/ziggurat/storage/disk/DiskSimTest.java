package dev.ziggurat.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Load;
import dev.ziggurat.storage.Presets;
import dev.ziggurat.storage.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same requests as in DiskSim 4.0 with its validated drives, and its means. The figures are in the test's report. */
final class DiskSimTest {
    private static final double MILLISECOND = 1e9;
    private static final int PAGE = 4096;
    private static final String FILE = "hdd_disksim.csv";

    private static List<Load.Entry> idle(BlockDeviceSpec spec, Direction direction) {
        long blocks = spec.capacity() / 512;
        Lcg random = new Lcg(12345);
        List<Load.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            entries.add(new Load.Entry(i * 100_000_000_000L, 8 * random.below(blocks / 8 - 1), PAGE, direction));
        }
        return entries;
    }

    private static List<Load.Entry> poisson(BlockDeviceSpec spec, int rate) {
        long blocks = spec.capacity() / 512;
        Lcg random = new Lcg(777);
        List<Load.Entry> entries = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < 3000; i++) {
            long block = 8 * random.below(blocks / 8 - 1);
            time += -StrictMath.log(random.above0()) * 1000 / rate;
            entries.add(new Load.Entry(StrictMath.round(time * MILLISECOND), block, PAGE, Direction.READ));
        }
        return entries;
    }

    @Test
    void theIdleStreamIsTheOneListed() {
        BlockDeviceSpec spec = Presets.named("cheetah-9lp");
        List<Long> listed = Reference.rows("hdd_requests_cheetah9LP.csv").stream()
                .map(row -> Long.valueOf(row.text("lbn")))
                .toList();
        assertThat(idle(spec, Direction.READ).stream().map(Load.Entry::block)).isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource({
        "cheetah-9lp, cheetah9LP, 3, 3, 3, 3",
        "cheetah-4lp, cheetah4LP, 3, 3, 3, 3",
        "atlas-10k, atlas10k, 3, 3, 3, 3"
    })
    void idleReadsTakeAsLong(
            String drive, String disk, int mean, int seek, int rotation, int transfer, TestReporter reporter) {
        BlockDeviceSpec spec = Presets.named(drive);
        Load load = new Load(spec, idle(spec, Direction.READ)).run();
        HddCounts parts = ((Hdd) load.device).parts();
        Reference.Row row = Reference.row(FILE, "disk", disk, "workload", "rand4k_read_idle");
        double count = parts.mediaReads() * MILLISECOND;
        check(reporter, drive + " idle mean", load.mean() / MILLISECOND, row.number("mean_response_ms"), mean);
        check(reporter, drive + " seek", parts.readSeekTime() / count, row.number("seek_ms"), seek);
        check(reporter, drive + " rotation", parts.readRotationTime() / count, row.number("rotation_ms"), rotation);
        check(reporter, drive + " transfer", parts.readTransferTime() / count, row.number("transfer_ms"), transfer);
    }

    @ParameterizedTest
    @CsvSource({"cheetah-9lp, cheetah9LP", "cheetah-4lp, cheetah4LP", "atlas-10k, atlas10k"})
    void idleWritesEndInTheBuffer(String drive, String disk, TestReporter reporter) {
        BlockDeviceSpec spec = Presets.named(drive);
        Load load = new Load(spec, idle(spec, Direction.WRITE)).run();
        Reference.Row row = Reference.row(FILE, "disk", disk, "workload", "rand4k_write_idle");
        check(reporter, drive + " idle write", load.mean() / MILLISECOND, row.number("mean_response_ms"), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "cheetah-9lp, cheetah9LP, 50, fcfs, FCFS, 10",
        "cheetah-9lp, cheetah9LP, 50, c-look, CYCLE_LBN, 10",
        "cheetah-9lp, cheetah9LP, 50, look, ELEVATOR_LBN, 10",
        "cheetah-9lp, cheetah9LP, 50, sstf, SSTF_LBN, 10",
        "cheetah-9lp, cheetah9LP, 80, fcfs, FCFS, 10",
        "cheetah-9lp, cheetah9LP, 80, c-look, CYCLE_LBN, 10",
        "cheetah-9lp, cheetah9LP, 80, look, ELEVATOR_LBN, 10",
        "cheetah-9lp, cheetah9LP, 80, sstf, SSTF_LBN, 10",
        "cheetah-9lp, cheetah9LP, 120, fcfs, FCFS, 15",
        "cheetah-9lp, cheetah9LP, 120, c-look, CYCLE_LBN, 15",
        "cheetah-9lp, cheetah9LP, 120, look, ELEVATOR_LBN, 15",
        "cheetah-9lp, cheetah9LP, 120, sstf, SSTF_LBN, 15",
        "atlas-10k, atlas10k, 50, fcfs, FCFS, 10",
        "atlas-10k, atlas10k, 50, c-look, CYCLE_LBN, 10",
        "atlas-10k, atlas10k, 80, fcfs, FCFS, 10",
        "atlas-10k, atlas10k, 80, c-look, CYCLE_LBN, 10"
    })
    void poissonStreamsTakeAsLong(
            String drive, String disk, int rate, String policy, String theirs, int percent, TestReporter reporter) {
        BlockDeviceSpec spec = Presets.named(drive, "model.scheduler=" + policy);
        Load load = new Load(spec, poisson(spec, rate)).run();
        String workload = "rand4k_read_poisson" + rate + "_" + theirs;
        double expected =
                Reference.row(FILE, "disk", disk, "workload", workload).number("mean_response_ms");
        check(reporter, drive + " " + rate + "/s " + policy, load.mean() / MILLISECOND, expected, percent);
    }

    @ParameterizedTest
    @CsvSource({"outer, 0", "inner, 1"})
    void sequentialReadsGoAtTheSpeedOfTheBus(String where, int inner, TestReporter reporter) {
        BlockDeviceSpec spec = Presets.named("cheetah-9lp");
        long from = inner * (spec.capacity() / 512 - 2000 * 128);
        List<Load.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            entries.add(new Load.Entry(0, from + i * 128L, 65536, Direction.READ));
        }
        Load load = new Load(spec, entries).run();
        double speed = 2000 * 65536 / (load.ends[1999] / 1e6);
        double expected = Reference.row(FILE, "disk", "cheetah9LP", "workload", "seq64k_read_" + where)
                .number("MBps");
        check(reporter, "sequential " + where, speed, expected, 3);
    }

    private static void check(TestReporter reporter, String what, double value, double expected, int percent) {
        String text = String.format(
                java.util.Locale.ROOT, "%.3f, DiskSim %.3f (%+.1f %%)", value, expected, 100 * (value / expected - 1));
        reporter.publishEntry(Map.of(what, text));
        assertThat(value).as(what).isCloseTo(expected, within(expected * percent / 100));
    }
}
