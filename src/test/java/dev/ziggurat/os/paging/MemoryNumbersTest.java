package dev.ziggurat.os.paging;

import static dev.ziggurat.os.paging.Rig.AREA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.os.paging.Rig.Shape;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.proc.SystemStat;
import dev.ziggurat.os.proc.VmCount;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryNumbersTest {
    private static final int PAGE = 4096;

    /** Two frames, of which one is written out for the third page; then the thread sleeps. */
    private static Rig halfWay(Map<MemInfo, Long> kib, Map<VmCount, Long> counts, Map<SystemStat.Count, Long> stat) {
        Rig rig = new Rig(new Shape().frames(2).slots(10));
        Steps steps = new Steps()
                .store(AREA)
                .store(AREA + PAGE)
                .load(AREA + 2 * PAGE)
                .load(AREA)
                .sleepUntil(1_000_000);
        rig.thread(rig.process("p", 5), steps, 0);
        rig.at(900_000, () -> {
            MemoryNumbers numbers = rig.memory.numbers();
            for (MemInfo line : MemInfo.values()) {
                kib.put(line, numbers.of(line));
            }
            for (VmCount line : VmCount.values()) {
                counts.put(line, numbers.of(line));
            }
            for (SystemStat.Count line : SystemStat.Count.values()) {
                stat.put(line, numbers.of(line));
            }
        });
        return rig.run();
    }

    @Test
    void numbersAreThoseOfTheFramesSlotsAndTables() {
        Map<MemInfo, Long> kib = new EnumMap<>(MemInfo.class);
        Map<VmCount, Long> counts = new EnumMap<>(VmCount.class);
        Map<SystemStat.Count, Long> stat = new EnumMap<>(SystemStat.Count.class);
        halfWay(kib, counts, stat);

        assertThat(kib)
                .containsEntry(MemInfo.MEM_TOTAL, 102L * 4)
                .containsEntry(MemInfo.MEM_FREE, 96L * 4)
                .containsEntry(MemInfo.MEM_AVAILABLE, 96L * 4)
                .containsEntry(MemInfo.ANON_PAGES, 2L * 4)
                .containsEntry(MemInfo.ACTIVE, 2L * 4)
                .containsEntry(MemInfo.INACTIVE, 0L)
                .containsEntry(MemInfo.PAGE_TABLES, 4L * 4)
                .containsEntry(MemInfo.SWAP_TOTAL, 10L * 4)
                .containsEntry(MemInfo.SWAP_FREE, 8L * 4)
                .containsEntry(MemInfo.SWAP_CACHED, 4L)
                .containsEntry(MemInfo.WRITEBACK, 0L)
                .containsEntry(MemInfo.COMMIT_LIMIT, (51L + 10) * 4)
                .containsEntry(MemInfo.COMMITTED_AS, 5L * 4)
                .containsEntry(MemInfo.CACHED, 0L);
        assertThat(counts)
                .containsEntry(VmCount.NR_FREE_PAGES, 96L)
                .containsEntry(VmCount.PSWPOUT, 2L)
                .containsEntry(VmCount.PGPGOUT, 8L)
                .containsEntry(VmCount.PSWPIN, 1L)
                .containsEntry(VmCount.PGPGIN, 4L)
                .containsEntry(VmCount.PGALLOC_NORMAL, 4L)
                .containsEntry(VmCount.PGFREE, 2L)
                .containsEntry(VmCount.PGFAULT, 4L)
                .containsEntry(VmCount.PGMAJFAULT, 1L);
        assertThat(stat)
                .containsEntry(SystemStat.Count.INTR, 3L)
                .containsEntry(SystemStat.Count.CTXT, 3L)
                .containsEntry(SystemStat.Count.PROCESSES, 1L)
                .containsEntry(SystemStat.Count.PROCS_RUNNING, 0L)
                .containsEntry(SystemStat.Count.PROCS_BLOCKED, 0L)
                .containsEntry(SystemStat.Count.BTIME, 0L);
    }

    @Test
    void threadOnADeviceIsBlockedAndItsPageIsWrittenBack() {
        Rig rig = new Rig(new Shape().frames(1));
        rig.thread(rig.process("p", 2), new Steps().store(AREA).load(AREA + PAGE), 0);
        rig.at(20_000, () -> {
            assertThat(rig.memory.numbers().of(SystemStat.Count.PROCS_BLOCKED)).isEqualTo(1);
            assertThat(rig.memory.numbers().of(SystemStat.Count.PROCS_RUNNING)).isZero();
            assertThat(rig.memory.numbers().of(MemInfo.WRITEBACK)).isEqualTo(4);
            assertThat(rig.memory.waitsFor()).isEqualTo("os: 0 threads wait for a frame, 1 pages are on their way");
        });
        rig.run();

        assertThat(rig.memory.waitsFor()).isNull();
    }

    @Test
    void machineWithoutSwapHasNone() {
        Rig rig = new Rig(new Shape().slots(0));

        assertThat(rig.memory.numbers().of(MemInfo.SWAP_TOTAL)).isZero();
        assertThat(rig.memory.numbers().of(MemInfo.SWAP_FREE)).isZero();
        assertThat(rig.memory.numbers().of(MemInfo.SWAP_CACHED)).isZero();
    }
}
