package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A pointer chase with one line in each page, on a core that takes one load at a time: the steps lie at the reaches of the TLBs, and each
 * plateau is the sum of its parts. The chase goes round the same way each time, so that under LRU what does not fit never hits.
 */
class TranslationChaseTest {
    /** A page and a line: neighbours lie in different sets of every cache. */
    private static final long STRIDE = 4096 + 64;

    /** The same for pages of 2 MiB. */
    private static final long LARGE_STRIDE = (2 << 20) + STRIDE;

    private static final long L1 = 1000;
    private static final long L2 = 3500;
    private static final long L2_TLB = 1750;
    private static final long WALK_CACHES = 250;

    private static final String MACHINE = """
            machine: m
            cores: {kind: in-order, clock: 4 GHz}
            caches:
              l1d: {serves: [fetch, data], below: l2, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
              l2: {below: memory, size: 1 MiB, ways: 16, line: 64 B, load-to-use: 14 cycles}
            memory: {kind: fixed, latency: 80 ns}
            translation:
              format: x86-64
              walks-enter: l1d
              tlbs: {l1i: {entries: 64}, l1d: {entries: 64, ways: 4}, l2: {entries: 1536, ways: 12, latency: 7 cycles}}
              walk-caches: {level4: %1$d, level3: %1$d, level2: %2$d, latency: 1 cycle}
            """;

    /** A chase over a number of pages: rounds before the border, one round behind it. */
    private record Chase(int nodes, RunResult result) {
        static Chase over(int nodes, long stride, String pages, int upper, int lower) {
            String workload = """
                    workload: w
                    processes: [{name: p, references: %d, pages: %s,
                        program: {kind: pointer-chase, stride: %d B, footprint: %d B, access: 8 B}}]
                    """.formatted(nodes, pages, stride, nodes * stride);
            Registry catalogs = Catalogs.standard();
            MachineSpec machine = new MachineReader(catalogs)
                    .read(Source.text("m.yaml", Path.of(""), MACHINE.formatted(upper, lower)), List.of())
                    .spec();
            RunOptions options = new RunOptions(1, 3L * nodes, Long.MAX_VALUE);
            return new Chase(
                    nodes,
                    Machine.build(
                                    machine,
                                    new WorkloadReader(catalogs)
                                            .read(Source.text("w.yaml", Path.of(""), workload), List.of())
                                            .spec(),
                                    options)
                            .run());
        }

        long count(String component, String metric) {
            Term term = new Term(component, metric);
            return result.end().counter(term) - result.border().counter(term);
        }

        long loadTime() {
            return count("core0", "load_time_ns");
        }
    }

    @Test
    void whatTheFirstTlbReachesCostsNothing() {
        Chase chase = Chase.over(60, STRIDE, "4 KiB", 4, 32);

        assertThat(chase.loadTime()).isEqualTo(60 * L1);
        assertThat(chase.count("core0.tlb.l1d", "misses")).isZero();
    }

    @Test
    void whatTheSecondTlbReachesCostsItsLatency() {
        Chase chase = Chase.over(256, STRIDE, "4 KiB", 4, 32);

        assertThat(chase.loadTime()).isEqualTo(256 * (L1 + L2_TLB));
        assertThat(chase.count("core0.walker", "walks")).isZero();
    }

    @Test
    void beyondBothEachLoadCostsItsWalk() {
        Chase chase = Chase.over(4096, STRIDE, "4 KiB", 4, 32);
        long walks = chase.count("core0.walker", "walks");

        assertThat(walks).isEqualTo(4096);
        assertThat(chase.loadTime())
                .isEqualTo(4096 * (L2_TLB + WALK_CACHES + L2) + chase.count("core0.walker.time", "total_ns"));
        assertThat(chase.count("core0.loads", "walk_ns"))
                .isEqualTo(4096 * WALK_CACHES + chase.count("core0.walker.time", "total_ns"));
    }

    @ParameterizedTest
    @CsvSource({"4096, 4 KiB, 0, 0, 4", "4096, 4 KiB, 4, 0, 2", "4096, 4 KiB, 4, 32, 1", "4096, 2 MiB, 0, 0, 3"})
    void walksLoadAsManyEntriesAsLevelsAreNotAtHand(int nodes, String pages, int upper, int lower, int loads) {
        long stride = pages.equals("2 MiB") ? LARGE_STRIDE : STRIDE;
        Chase chase = Chase.over(nodes, stride, pages, upper, lower);
        long walks = chase.count("core0.walker", "walks");

        assertThat(walks).isPositive();
        assertThat(chase.count("core0.walker", "loads")).isEqualTo(loads * walks);
        assertThat(chase.count("core0.l1d", "walk_accesses")).isEqualTo(loads * walks);
    }

    @Test
    void largePagesReachFarther() {
        Chase chase = Chase.over(4096, STRIDE, "2 MiB", 4, 32);

        assertThat(chase.count("core0.tlb.l1d", "misses")).isZero();
        assertThat(chase.loadTime()).isEqualTo(4096 * L2);
    }
}
