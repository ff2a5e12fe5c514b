package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MarkListTest {
    private static final int L1 = 0;
    private static final int L2 = 1;
    private static final int MERGE = 2;

    private final MarkList list = new MarkList();

    private static String text(MarkList list) {
        StringBuilder text = new StringBuilder().append(list.start());
        for (int i = 0; i < list.size(); i++) {
            text.append(' ').append(list.cause(i)).append(':').append(list.until(i));
        }
        return text.toString();
    }

    @Test
    void marksStandInTimeOrderWithoutAGap() {
        list.begin(100);
        list.spent(L1, 110);
        list.spent(L2, 150);

        assertThat(text(list)).isEqualTo("100 0:110 1:150");
        assertThat(list.end()).isEqualTo(150);
    }

    @Test
    void neighboursOfOneCauseJoin() {
        list.begin(0);
        list.spent(L1, 10);
        list.spent(L1, 30);
        list.spent(L2, 40);
        list.spent(L1, 50);

        assertThat(text(list)).isEqualTo("0 0:30 1:40 0:50");
    }

    @Test
    void spanOfNoLengthLeavesNoMark() {
        list.begin(5);
        list.spent(L1, 5);

        assertThat(list.size()).isZero();
        assertThat(list.end()).isEqualTo(5);
    }

    @Test
    void goingBackFails() {
        list.begin(0);
        list.spent(L1, 10);

        assertThatThrownBy(() -> list.spent(L2, 9))
                .isInstanceOf(AccountingException.class)
                .hasMessageContaining("back in time");
    }

    @Test
    void listMustEndExactlyWhereTheReferenceDoes() {
        list.begin(0);
        list.spent(L1, 10);

        assertThatCode(() -> list.close(10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> list.close(9)).isInstanceOf(AccountingException.class);
        assertThatThrownBy(() -> list.close(11)).isInstanceOf(AccountingException.class);
    }

    @Test
    void beginningForgetsWhatWas() {
        list.begin(0);
        list.spent(L1, 10);
        list.answered(3);
        list.begin(200);

        assertThat(text(list)).isEqualTo("200");
        assertThat(list.outcome()).isEqualTo(MarkList.UNANSWERED);
    }

    @Test
    void waiterTakesOverWhatComesAfterItsOwnEnd() {
        MarkList fetch = new MarkList();
        fetch.begin(0);
        fetch.spent(L1, 10);
        fetch.spent(L2, 90);
        list.begin(30);
        list.spent(L1, 40);
        list.follow(fetch, MERGE);

        assertThat(text(list)).isEqualTo("30 0:40 1:90");
    }

    @Test
    void timeBeforeThePrimaryArrivedIsMergeWait() {
        MarkList fetch = new MarkList();
        fetch.begin(100);
        fetch.spent(L2, 180);
        list.begin(30);
        list.spent(L1, 40);
        list.follow(fetch, MERGE);

        assertThat(text(list)).isEqualTo("30 0:40 2:100 1:180");
    }

    @Test
    void waiterThatEndsAfterTheFetchTakesNothing() {
        MarkList fetch = new MarkList();
        fetch.begin(0);
        fetch.spent(L2, 50);
        list.begin(30);
        list.spent(L1, 60);
        list.follow(fetch, MERGE);

        assertThat(text(list)).isEqualTo("30 0:60");
    }

    @Test
    void firstToAnswerIsRight() {
        MarkList fetch = new MarkList();
        fetch.begin(0);
        fetch.answered(7);
        list.begin(0);
        list.follow(fetch, MERGE);
        list.answered(8);

        assertThat(list.outcome()).isEqualTo(7);
        fetch.begin(0);
        fetch.answered(9);
        list.follow(fetch, MERGE);
        assertThat(list.outcome()).isEqualTo(7);
    }

    @Test
    void longListsKeepEveryMark() {
        list.begin(0);
        for (int i = 1; i <= 1_000; i++) {
            list.spent(i % 2, i);
        }

        assertThat(list.size()).isEqualTo(1_000);
        assertThat(list.until(999)).isEqualTo(1_000);
    }

    /** Against one cause per picosecond. */
    @Test
    void followingIsReadingTheOtherPicosecondByPicosecond() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MarkList one = drawn(random);
            MarkList other = drawn(random);
            List<Integer> expected = causes(one);
            for (long time = one.end(); time < other.end(); time++) {
                expected.add(time < other.start() ? MERGE : causes(other).get((int) (time - other.start())));
            }
            one.follow(other, MERGE);

            assertThat(causes(one)).as("seed " + seed).isEqualTo(expected);
        }
    }

    /** Lists of a pool follow each other, go on and begin anew; a naive copy of each is kept beside it. */
    @Test
    void whatWasFollowedStaysWhateverBecomesOfTheOther() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<MarkList> pool = new ArrayList<>();
            List<List<Integer>> naive = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                pool.add(drawn(random));
                naive.add(causes(pool.get(i)));
            }
            for (int step = 0; step < 60; step++) {
                int changed = random.nextInt(5);
                MarkList each = pool.get(changed);
                if (random.nextInt(3) == 0) {
                    each.begin(random.nextInt(20));
                    naive.set(changed, new ArrayList<>());
                } else if (random.nextBoolean()) {
                    int cause = random.nextInt(2);
                    int span = random.nextInt(12);
                    each.spent(cause, each.end() + span);
                    naive.get(changed).addAll(Collections.nCopies(span, cause));
                } else {
                    int followed = random.nextInt(5);
                    MarkList other = pool.get(followed);
                    if (other != each) {
                        for (long time = each.end(); time < other.end(); time++) {
                            int at = (int) (time - other.start());
                            naive.get(changed)
                                    .add(at < 0 ? MERGE : naive.get(followed).get(at));
                        }
                        each.follow(other, MERGE);
                    }
                }
                for (int i = 0; i < 5; i++) {
                    assertThat(causes(pool.get(i)))
                            .as("seed " + seed + ", step " + step + ", list " + i)
                            .isEqualTo(naive.get(i));
                }
            }
        }
    }

    private static MarkList drawn(SplittableRandom random) {
        MarkList list = new MarkList();
        list.begin(random.nextInt(20));
        for (int i = random.nextInt(5); i > 0; i--) {
            list.spent(random.nextInt(2), list.end() + random.nextInt(12));
        }
        return list;
    }

    private static List<Integer> causes(MarkList list) {
        List<Integer> causes = new ArrayList<>();
        long time = list.start();
        for (int i = 0; i < list.size(); i++) {
            for (; time < list.until(i); time++) {
                causes.add(list.cause(i));
            }
        }
        return causes;
    }
}
