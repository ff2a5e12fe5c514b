package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BookTest {
    private static MarkList list() {
        MarkList list = new MarkList();
        list.begin(100);
        list.spent(0, 110);
        list.spent(40, 150);
        list.spent(0, 155);
        return list;
    }

    @Test
    void sumsAreByCauseAndSumToTheTotal() {
        Book book = new Book();
        book.add(list());
        book.add(3, 7);

        assertThat(book.sum(0)).isEqualTo(15);
        assertThat(book.sum(40)).isEqualTo(40);
        assertThat(book.sum(3)).isEqualTo(7);
        assertThat(book.sum(1_000)).isZero();
        assertThat(book.total()).isEqualTo(62);
    }

    @Test
    void partOfAListIsCutAtItsBorders() {
        Book book = new Book();
        book.addBetween(list(), 105, 151);

        assertThat(book.sum(0)).isEqualTo(5 + 1);
        assertThat(book.sum(40)).isEqualTo(40);
    }

    @Test
    void partsOfAListSumToTheList() {
        for (long seed = 0; seed < 200; seed++) {
            long cut = 90 + new SplittableRandom(seed).nextLong(80);
            Book whole = new Book();
            whole.add(list());
            Book parts = new Book();
            parts.addBetween(list(), 0, cut);
            parts.addBetween(list(), cut, 1_000);

            assertThat(parts.sum(0)).as("cut at " + cut).isEqualTo(whole.sum(0));
            assertThat(parts.sum(40)).as("cut at " + cut).isEqualTo(whole.sum(40));
        }
    }

    @Test
    void describesEveryCauseAndTheTotal() {
        Names causes = new Names();
        causes.of("l1d");
        causes.of("merge wait");
        Book book = new Book();
        book.add(1, 1_500);
        Statistics statistics = new Statistics();
        book.describe(statistics.section("core0.loads"), causes, "time of loads");

        Snapshot values = statistics.snapshot(0);
        assertThat(values.counter(new Statistic.Term("core0.loads", "merge_wait_ns")))
                .isEqualTo(1_500);
        assertThat(values.counter(new Statistic.Term("core0.loads", "l1d_ns"))).isZero();
        assertThat(values.counter(new Statistic.Term("core0.loads", "total_ns")))
                .isEqualTo(1_500);
    }
}
