package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.stats.Statistic.Term;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    private final Statistics statistics = new Statistics();

    @Test
    void entriesKeepTheOrderOfTheirDescription() {
        Section one = statistics.section("b");
        one.counter("z", "events", "z", () -> 0);
        one.counter("a", "events", "a", () -> 0);
        statistics.section("a").counter("z", "events", "z", () -> 0);

        assertThat(statistics.entries())
                .extracting(each -> each.component() + "." + each.metric())
                .containsExactly("b.z", "b.a", "a.z");
    }

    @Test
    void metricIsDescribedOnce() {
        statistics.section("a").counter("z", "events", "z", () -> 0);

        assertThatThrownBy(() -> statistics.section("a").counter("z", "events", "other", () -> 0))
                .hasMessageContaining("a.z is described twice");
    }

    @Test
    void snapshotKeepsTheValuesOfItsMoment() {
        long[] value = {3};
        Level level = new Level();
        Recorder recorder = new Recorder();
        Section section = statistics.section("a");
        Term term = section.counter("z", "events", "z", () -> value[0]);
        section.level("queue", "entries", "queue", level);
        section.latencies("wait", "wait", recorder);
        level.set(2, 10);
        recorder.record(8);
        Snapshot before = statistics.snapshot(20);
        value[0] = 5;
        level.set(7, 30);
        recorder.record(9);

        assertThat(before.time()).isEqualTo(20);
        assertThat(before.counter(term)).isEqualTo(3);
        assertThat(before.level(new Term("a", "queue"))).isEqualTo(2);
        assertThat(before.integral(new Term("a", "queue"))).isEqualTo(20);
        assertThat(before.histogram(new Term("a", "wait")).getTotalCount()).isEqualTo(1);
        assertThat(before.sum(new Term("a", "wait"))).isEqualTo(8);
        assertThat(statistics.snapshot(40).counter(term)).isEqualTo(5);
        assertThat(before.knows(term)).isTrue();
        assertThat(before.knows(new Term("a", "y"))).isFalse();
        assertThatThrownBy(() -> before.counter(new Term("a", "y"))).hasMessageContaining("a.y");
    }

    @Test
    void brokenLawIsToldWithBothSides() {
        long[] right = {4};
        statistics.section("l2").law("arrived = decided", () -> 4, () -> right[0]);
        assertThatCode(statistics::checkLaws).doesNotThrowAnyException();
        right[0] = 5;

        assertThatThrownBy(statistics::checkLaws)
                .isInstanceOf(AccountingException.class)
                .hasMessageContaining("l2")
                .hasMessageContaining("arrived = decided")
                .hasMessageContaining("4 and 5");
    }

    @Test
    void peaksRestartTogether() {
        Level one = new Level();
        Level other = new Level();
        statistics.section("a").level("q", "entries", "q", one);
        statistics.section("b").level("q", "entries", "q", other);
        one.set(5, 0);
        one.set(1, 1);
        other.set(6, 0);
        statistics.restartPeaks();

        assertThat(one.peak()).isEqualTo(1);
        assertThat(other.peak()).isEqualTo(6);
    }

    @Test
    void namesHaveTheNumbersOfTheirRegistration() {
        Names names = new Names();

        assertThat(names.of("l1d")).isZero();
        assertThat(names.of("l2")).isEqualTo(1);
        assertThat(names.of("l1d")).isZero();
        assertThat(names.size()).isEqualTo(2);
        assertThat(names.name(1)).isEqualTo("l2");
        assertThat(names.all()).containsExactly("l1d", "l2");
    }
}
