package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.stats.Section.Quotient;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WindowTest {
    private final Statistics statistics = new Statistics();
    private final long[] hits = new long[2];
    private final long[] accesses = new long[2];
    private final long[] time = new long[1];

    @Test
    void countersAndTimesAreDifferencesInExactText() {
        Section section = statistics.section("cpu");
        section.counter("hits", "", "hits", () -> hits[0]);
        section.time("stall_ns", "stalls", () -> time[0]);
        hits[0] = 5;
        time[0] = 1;
        Snapshot border = statistics.snapshot(10);
        hits[0] = 12;
        time[0] = 9_007_199_254_740_994_001L;

        Map<String, String> rows = values(border, statistics.snapshot(20));

        assertThat(rows).containsEntry("cpu.hits", "7").containsEntry("cpu.stall_ns", "9007199254740994.000");
    }

    @Test
    void aWordIsWhatHoldsAtTheEndAndHasNoUnit() {
        String[] said = {"running", "exit"};
        statistics.section("process.a").word("end", "how it ended", () -> said[0]);
        statistics.section("process.b", "processes").word("end", "how it ended", () -> said[1]);
        statistics.section("process.c", "processes").word("end", "how it ended", () -> said[0]);
        statistics.section("process.d", "processes").word("end", "how it ended", () -> said[1]);
        Snapshot border = statistics.snapshot(0);
        said[0] = "out of memory";

        List<Row> rows = Window.rows(statistics.entries(), border, statistics.snapshot(9));

        assertThat(rows)
                .contains(
                        new Row("process.a", "end", "", "out of memory"),
                        new Row("processes", "end", "", "exit, out of memory"));
    }

    @Test
    void ratiosHaveSixDigitsRoundedHalfToEven() {
        ratio("a", 0, Scale.ONE);
        Snapshot border = statistics.snapshot(0);

        assertThat(ratioOf(border, 1, 3)).isEqualTo("0.333333");
        assertThat(ratioOf(border, 2, 3)).isEqualTo("0.666667");
        assertThat(ratioOf(border, 10_000_005, 10_000_000)).isEqualTo("1");
        assertThat(ratioOf(border, 10_000_015, 10_000_000)).isEqualTo("1");
        assertThat(ratioOf(border, 20_000_050, 20_000_000)).isEqualTo("1");
        assertThat(ratioOf(border, 1_000_005, 1_000_000)).isEqualTo("1");
        assertThat(ratioOf(border, 1_000_015, 1_000_000)).isEqualTo("1.00002");
        assertThat(ratioOf(border, 123_456_789, 1)).isEqualTo("123457000");
        assertThat(ratioOf(border, 0, 7)).isEqualTo("0");
        assertThat(ratioOf(border, 1, 1_000_000_000_000L)).isEqualTo("0.000000000001");
        assertThat(ratioOf(border, 5, 0)).isEmpty();
    }

    @Test
    void ratioDoesNotOverflowWhereItsScaledNumeratorWould() {
        ratio("a", 0, new Scale(1000, 1));
        Snapshot border = statistics.snapshot(0);

        assertThat(ratioOf(border, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo("1000");
    }

    @Test
    void aggregateSumsCountersAndWeighsRatiosByTheirParts() {
        ratio("a", 0, Scale.ONE);
        ratio("a", 1, Scale.ONE);
        Snapshot border = statistics.snapshot(0);
        hits[0] = 1;
        accesses[0] = 10;
        hits[1] = 90;
        accesses[1] = 90;

        Map<String, String> rows = values(border, statistics.snapshot(1));

        assertThat(rows)
                .containsEntry("core0.a.hits", "1")
                .containsEntry("core1.a.rate", "1")
                .containsEntry("a.hits", "91")
                .containsEntry("a.rate", "0.91");
    }

    @Test
    void termThatLikesShareCountsOnce() {
        Term whole = statistics.section("run").time("time_ns", "length", () -> time[0]);
        for (int i = 0; i < 2; i++) {
            int channel = i;
            Section section = statistics.section("memory.channel" + i, "memory");
            Term bytes = section.counter("bytes", "B", "moved", () -> hits[channel]);
            section.ratio(new Quotient(
                    "bandwidth_gbps",
                    "GB/s",
                    "mean",
                    "bytes / time",
                    new Scale(1000, 1),
                    List.of(bytes),
                    List.of(whole)));
        }
        Snapshot border = statistics.snapshot(0);
        time[0] = 2_000_000;
        hits[0] = 20_000;
        hits[1] = 30_000;

        Map<String, String> rows = values(border, statistics.snapshot(2_000_000));

        assertThat(rows)
                .containsEntry("memory.channel0.bandwidth_gbps", "10")
                .containsEntry("memory.bandwidth_gbps", "25");
    }

    @Test
    void distributionsAreSubtractedBucketByBucketAndMerged() {
        Recorder one = new Recorder();
        Recorder two = new Recorder();
        statistics.section("memory.channel0", "memory").latencies("read_latency", "reads", one);
        statistics.section("memory.channel1", "memory").latencies("read_latency", "reads", two);
        one.record(1_000_000_000);
        Snapshot border = statistics.snapshot(0);
        for (int i = 1; i <= 99; i++) {
            one.record(1000);
        }
        one.record(2000);
        two.record(500_000_000);

        Map<String, String> rows = values(border, statistics.snapshot(1));

        assertThat(rows)
                .containsEntry("memory.channel0.read_latency_mean_ns", "1.01")
                .containsEntry("memory.channel0.read_latency_min_ns", "1.000")
                .containsEntry("memory.channel0.read_latency_p99_ns", "1.000")
                .containsEntry("memory.channel0.read_latency_max_ns", "2.000")
                .containsEntry("memory.read_latency_mean_ns", "4951.5")
                .containsEntry("memory.read_latency_p50_ns", "1.000");
        assertThat(rows.get("memory.read_latency_max_ns")).startsWith("500");
    }

    @Test
    void percentilesAreNearestRanksAlsoWhereTheFirstOfTwoIsEmpty() {
        Recorder none = new Recorder();
        Recorder some = new Recorder();
        statistics.section("memory.channel0", "memory").latencies("read_latency", "reads", none);
        statistics.section("memory.channel1", "memory").latencies("read_latency", "reads", some);
        Snapshot border = statistics.snapshot(0);
        SplittableRandom random = new SplittableRandom(1);
        List<Long> sorted = new ArrayList<>();
        for (int count = 1; count <= 300; count++) {
            long value = random.nextLong(1, 2048); // up to here each value has a bucket of its own
            some.record(value);
            sorted.add(value);
            Collections.sort(sorted);

            Map<String, String> rows = values(border, statistics.snapshot(1));

            for (int percentile : List.of(50, 95, 99)) {
                long rank = -Math.floorDiv(-count * percentile, 100);
                String nearest =
                        BigDecimal.valueOf(sorted.get((int) rank - 1), 3).toPlainString();
                assertThat(rows)
                        .containsEntry("memory.channel1.read_latency_p" + percentile + "_ns", nearest)
                        .containsEntry("memory.read_latency_p" + percentile + "_ns", nearest);
            }
        }
        assertThat(none.count()).isZero();
    }

    @Test
    void emptyDistributionHasNoNumbers() {
        statistics.section("memory").latencies("read_latency", "reads", new Recorder());
        Snapshot border = statistics.snapshot(0);

        assertThat(values(border, statistics.snapshot(1)).values()).containsOnly("");
    }

    @Test
    void levelIsItsValueAtTheEndItsMeanOverTimeAndItsPeak() {
        Level queue = new Level();
        statistics.section("channel0", "memory").level("queue", "requests", "length", queue);
        queue.set(7, 0);
        Snapshot border = statistics.snapshot(100);
        statistics.restartPeaks();
        queue.set(1, 150);
        queue.set(3, 175);

        Map<String, String> rows = values(border, statistics.snapshot(200));

        assertThat(rows)
                .containsEntry("channel0.queue", "3")
                .containsEntry("channel0.queue_mean", "4.5")
                .containsEntry("channel0.queue_peak", "7")
                .containsEntry("memory.queue_mean", "4.5")
                .doesNotContainKey("memory.queue_peak");
    }

    @Test
    void componentsOwnMetricStandsBeforeTheSumOfItsLikes() {
        statistics.section("memory.channel0", "memory").counter("reads", "", "reads", () -> 5);
        statistics.section("memory").counter("reads", "", "all reads", () -> 6);
        Snapshot end = statistics.snapshot(1);

        List<Row> rows = Window.rows(statistics.entries(), end, end);

        assertThat(rows).extracting(Row::name).containsExactly("memory.channel0.reads", "memory.reads");
    }

    @Test
    void likesOfDifferentKindAreAnError() {
        statistics.section("c0", "c").counter("x", "", "x", () -> 5);
        statistics.section("c1", "c").latencies("x", "x", new Recorder());
        Snapshot end = statistics.snapshot(1);

        assertThatThrownBy(() -> Window.rows(statistics.entries(), end, end)).hasMessageContaining("c1.x");
    }

    @Test
    void textDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale.Builder()
                .setLanguage("ar")
                .setExtension('u', "nu-arab")
                .build());
        try {
            ratio("a", 0, Scale.ONE);
            assertThat(ratioOf(statistics.snapshot(0), 1, 8)).isEqualTo("0.125");
        } finally {
            Locale.setDefault(before);
        }
    }

    private void ratio(String cache, int core, Scale scale) {
        Section section = statistics.section("core" + core + "." + cache, cache);
        Term above = section.counter("hits", "", "hits", () -> hits[core]);
        Term below = section.counter("accesses", "", "accesses", () -> accesses[core]);
        section.ratio(new Quotient("rate", "", "rate", "hits / accesses", scale, List.of(above), List.of(below)));
    }

    private String ratioOf(Snapshot border, long above, long below) {
        hits[0] = above;
        accesses[0] = below;
        return values(border, statistics.snapshot(1)).getOrDefault("core0.a.rate", "no such ratio");
    }

    private Map<String, String> values(Snapshot border, Snapshot end) {
        return Window.rows(statistics.entries(), border, end).stream().collect(Collectors.toMap(Row::name, Row::value));
    }
}
