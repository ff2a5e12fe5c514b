package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

    /** Lists that end alike are booked together; here the fetch they follow is reused before or after they are booked. */
    @Test
    void listsThatFollowOneFetchAreBookedAsIfEachStoodAlone() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MarkList fetch = new MarkList();
            Book together = new Book();
            Book alone = new Book();
            for (int round = 0; round < 8; round++) {
                List<MarkList> waiters = waiters(fetch, random);
                if (random.nextBoolean()) {
                    fetch.begin(0);
                }
                for (MarkList waiter : waiters) {
                    together.add(waiter);
                    long begin = waiter.start();
                    for (int i = 0; i < waiter.size(); i++) {
                        alone.add(waiter.cause(i), waiter.until(i) - begin);
                        begin = waiter.until(i);
                    }
                    waiter.begin(0);
                }
            }

            assertThat(together.total()).as("seed " + seed).isEqualTo(alone.total());
            for (int cause = 0; cause < 6; cause++) {
                assertThat(together.sum(cause)).as("seed " + seed).isEqualTo(alone.sum(cause));
            }
        }
    }

    @Test
    void listsThatFollowOneFetchUpToDifferentEndsAreBookedApart() {
        MarkList fetch = new MarkList();
        fetch.begin(0);
        fetch.spent(1, 10);
        fetch.spent(2, 20);
        MarkList one = new MarkList();
        one.begin(0);
        one.follow(fetch, 5);
        Book book = new Book();
        book.add(one);
        fetch.spent(3, 30);
        MarkList other = new MarkList();
        other.begin(0);
        other.follow(fetch, 5);
        book.add(other);

        assertThat(book.total()).isEqualTo(50);
        assertThat(book.sum(3)).isEqualTo(10);
    }

    private static List<MarkList> waiters(MarkList fetch, SplittableRandom random) {
        fetch.begin(random.nextInt(10));
        for (int i = random.nextInt(8); i > 0; i--) {
            fetch.spent(random.nextInt(5), fetch.end() + random.nextInt(9));
        }
        List<MarkList> waiters = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            MarkList waiter = new MarkList();
            waiter.begin(random.nextInt(30));
            waiter.spent(0, waiter.end() + 4);
            waiter.follow(fetch, 5);
            waiters.add(waiter);
        }
        return waiters;
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
