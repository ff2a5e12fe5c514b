package dev.ziggurat.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.os.proc.SystemStat.Count;
import dev.ziggurat.os.proc.SystemStat.Source;
import org.junit.jupiter.api.Test;

/** Which of the memory's counts stands in which line. */
final class KernelViewTest {
    private final Kernel kernel = new Kernel(new Simulation(1), new Shares(0, time -> {}), new Costs(1, 1, 1, 1), 1);
    private final KernelFiles files = kernel.files(new Counts());

    @Test
    void meminfoTellsTheAmountsInKibAndNothingOfFiles() {
        assertThat(files.meminfo().lines().filter(line -> !line.endsWith(" 0 kB")))
                .containsExactly(
                        "MemTotal:           8000 kB",
                        "MemFree:            1200 kB",
                        "MemAvailable:       1480 kB",
                        "SwapCached:          280 kB",
                        "Inactive:           6400 kB",
                        "SwapTotal:         20000 kB",
                        "SwapFree:          16400 kB",
                        "Writeback:            12 kB",
                        "AnonPages:          6400 kB",
                        "PageTables:          160 kB",
                        "CommitLimit:       24000 kB",
                        "Committed_AS:     123456 kB");
    }

    @Test
    void vmstatTellsTheEvents() {
        assertThat(files.vmstat()).isEqualTo("""
                nr_free_pages 300
                pgpgin 44
                pgpgout 52
                pswpin 11
                pswpout 13
                pgalloc_normal 1717
                pgfree 117
                pgfault 1900
                pgmajfault 11
                """);
    }

    @Test
    void aKernelThatHasDoneNothingCountsNothing() {
        Source stat = files.stat(1000);

        assertThat(stat.cores()).isZero();
        for (Count of : Count.values()) {
            assertThat(stat.count(of)).as("%s", of).isZero();
        }
    }

    private static final class Counts implements MemoryCounts {
        @Override
        public long totalPages() {
            return 2_000;
        }

        @Override
        public long freePages() {
            return 300;
        }

        @Override
        public long tablePages() {
            return 40;
        }

        @Override
        public long anonymousPages() {
            return 1_600;
        }

        @Override
        public long swapCachedPages() {
            return 70;
        }

        @Override
        public long swapSlots() {
            return 5_000;
        }

        @Override
        public long freeSwapSlots() {
            return 4_100;
        }

        @Override
        public long pagesWrittenBack() {
            return 3;
        }

        @Override
        public long committedKib() {
            return 123_456;
        }

        @Override
        public long swapIns() {
            return 11;
        }

        @Override
        public long swapOuts() {
            return 13;
        }

        @Override
        public long readKib() {
            return 44;
        }

        @Override
        public long writtenKib() {
            return 52;
        }

        @Override
        public long pagesGiven() {
            return 1_717;
        }

        @Override
        public long pagesReturned() {
            return 117;
        }

        @Override
        public long faults() {
            return 1_900;
        }

        @Override
        public long majorFaults() {
            return 11;
        }
    }
}
