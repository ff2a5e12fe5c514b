package dev.ziggurat.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.storage.Agreement;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Load;
import dev.ziggurat.storage.Presets;
import dev.ziggurat.storage.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same requests as in DiskSim 4.0 with its validated drives, and its means. */
final class DiskSimTest {
    private static final double MILLISECOND = 1e9;
    private static final int PAGE = 4096;
    private static final Map<String, String> DRIVES = drives();

    private final Agreement table = new Agreement("disksim", "DiskSim", "ms");

    private static Map<String, String> drives() {
        Map<String, String> drives = new LinkedHashMap<>();
        drives.put("cheetah-9lp", "cheetah9LP");
        drives.put("cheetah-4lp", "cheetah4LP");
        drives.put("atlas-10k", "atlas10k");
        return drives;
    }

    private static Reference.Row row(String drive, String workload) {
        return Reference.row("hdd_disksim.csv", "disk", DRIVES.get(drive), "workload", workload);
    }

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

    /** And the manual shows this table. */
    @Test
    void everyMeanLiesWhereDiskSimsDoes() throws IOException {
        for (String drive : DRIVES.keySet()) {
            idleReads(drive);
            idleWrites(drive);
        }
        for (String drive : List.of("cheetah-9lp", "atlas-10k")) {
            for (int rate : new int[] {50, 80, 120}) {
                poisson(drive, rate, "fcfs", "FCFS");
                poisson(drive, rate, "look", "ELEVATOR_LBN");
                poisson(drive, rate, "c-look", "CYCLE_LBN");
                poisson(drive, rate, "sstf", "SSTF_LBN");
            }
        }
        for (String drive : DRIVES.keySet()) {
            sequential(drive, "outer", 0);
            sequential(drive, "inner", 1);
        }
        for (String drive : DRIVES.keySet()) {
            fastBus(drive);
        }
        table.check();
    }

    private void idleReads(String drive) {
        BlockDeviceSpec spec = Presets.named(drive);
        Load load = new Load(spec, idle(spec, Direction.READ)).run();
        HddCounts parts = ((Hdd) load.device).parts();
        Reference.Row row = row(drive, "rand4k_read_idle");
        double count = parts.mediaReads() * MILLISECOND;
        String what = drive + ", idle random 4 KiB reads, ";
        table.add(what + "mean", row.number("mean_response_ms"), load.mean() / MILLISECOND, 3);
        table.add(what + "seek", row.number("seek_ms"), parts.readSeekTime() / count, 3);
        table.add(what + "rotation", row.number("rotation_ms"), parts.readRotationTime() / count, 3);
        table.add(what + "transfer", row.number("transfer_ms"), parts.readTransferTime() / count, 3);
    }

    private void idleWrites(String drive) {
        BlockDeviceSpec spec = Presets.named(drive);
        Load load = new Load(spec, idle(spec, Direction.WRITE)).run();
        double theirs = row(drive, "rand4k_write_idle").number("mean_response_ms");
        table.add(drive + ", idle random 4 KiB writes, mean", theirs, load.mean() / MILLISECOND, 1);
    }

    private void poisson(String drive, int rate, String policy, String theirName) {
        BlockDeviceSpec spec = Presets.named(drive, "model.scheduler=" + policy);
        Load load = new Load(spec, poisson(spec, rate)).run();
        double theirs =
                row(drive, "rand4k_read_poisson" + rate + "_" + theirName).number("mean_response_ms");
        String what = drive + ", " + rate + " random reads a second, " + policy;
        table.add(what, theirs, load.mean() / MILLISECOND, rate > 100 ? 15 : 10);
    }

    private void sequential(String drive, String where, int inner) {
        BlockDeviceSpec spec = Presets.named(drive);
        double theirs = row(drive, "seq64k_read_" + where).number("makespan_ms") / 2000;
        String what = drive + ", sequential 64 KiB reads, " + where + " tracks, time of each";
        table.add(what, theirs, timeOfEach(spec, inner, 2000, 128), 3);
    }

    /** Returns the mean time of so many reads in a row from the first block on, or up to the last, in milliseconds. */
    private static double timeOfEach(BlockDeviceSpec spec, int inner, int count, int sectors) {
        long from = inner * (spec.capacity() / 512 - (long) count * sectors);
        List<Load.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new Load.Entry(0, from + (long) i * sectors, sectors * 512, Direction.READ));
        }
        return new Load(spec, entries).run().ends[count - 1] / MILLISECOND / count;
    }

    /** The bus of the test bed hides the platters; with one of 1 GB/s they are what is measured. */
    private void fastBus(String drive) {
        BlockDeviceSpec spec = Presets.named(drive, "model.controller.bus-sector=0.5 us");
        String what = drive + ", bus of 1 GB/s, ";
        double idle = new Load(spec, idle(spec, Direction.READ)).run().mean() / MILLISECOND;
        table.add(
                what + "idle random 4 KiB reads, mean",
                fast(drive, "rand4k_read_idle").number("mean_response_ms"),
                idle,
                3);
        fastSequential(spec, what + "sequential 64 KiB reads, outer tracks", fast(drive, "seq64k_read_outer"), 0);
        fastSequential(spec, what + "sequential 64 KiB reads, inner tracks", fast(drive, "seq64k_read_inner"), 1);
        fastSequential(spec, what + "sequential 512 KiB reads, outer tracks", fast(drive, "seq512k_read_outer"), 0);
    }

    private void fastSequential(BlockDeviceSpec spec, String what, Reference.Row row, int inner) {
        int count = (int) row.number("requests");
        int sectors = (int) row.number("block_sectors");
        double theirs = sectors * 512 / row.number("MBps") / 1000;
        table.add(what + ", time of each", theirs, timeOfEach(spec, inner, count, sectors), 3);
    }

    private static Reference.Row fast(String drive, String workload) {
        return Reference.row("hdd_disksim_fastbus.csv", "disk", DRIVES.get(drive), "workload", workload);
    }
}
