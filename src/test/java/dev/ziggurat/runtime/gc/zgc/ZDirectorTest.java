package dev.ziggurat.runtime.gc.zgc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.runtime.gc.zgc.ZDirector.Reason;
import org.junit.jupiter.api.Test;

/** When cycles of {@code zgc} begin, and why. */
final class ZDirectorTest {
    @Test
    void itWarmsUpAtTenTwentyAndThirtyPercent() {
        ZDirector director = new ZDirector(1000, 10);
        for (int percent = 10; percent <= 30; percent += 10) {
            assertThat(director.taken(1, percent * 10L - 1, percent * 1_000_000_000L))
                    .as("below %d %%", percent)
                    .isEqualTo(Reason.NONE);
            assertThat(director.taken(1, percent * 10L, percent * 1_000_000_000L + 1_000_000))
                    .as("at %d %%", percent)
                    .isEqualTo(Reason.WARMUP);
            director.wanted(percent, Reason.WARMUP);
            director.ended(percent, 1, 0, percent * 1_000_000_000L + 2_000_000);
        }
        assertThat(director.over(Reason.WARMUP)).isEqualTo(3);
    }

    @Test
    void aCycleBeginsWhenMemoryWouldEndBeforeTheCycle() {
        ZDirector director = new ZDirector(1000, 0);
        for (int i = 1; i <= 3; i++) {
            director.wanted(i, director.taken(100, i * 100L, i * 1000L));
        }
        director.ended(3, 2000, 0, 3000);
        // At 0.1 B/ps, taken twice, 600 B last for 3000 ps and 401 B for 2005. A cycle takes 2000 ps, and the next look
        // at it comes after 100.
        assertThat(director.taken(10, 400, 3100)).isEqualTo(Reason.NONE);
        assertThat(director.taken(10, 599, 3200)).isEqualTo(Reason.ALLOCATION_RATE);
    }

    @Test
    void aCycleBeginsWhenFivePercentAreFree() {
        ZDirector director = new ZDirector(1000, 10);
        for (int i = 0; i < 3; i++) {
            director.wanted(i, director.taken(1, 900, 1));
        }
        director.ended(2, 0, 900, 1);
        assertThat(director.taken(1, 939, 1_000_000)).isEqualTo(Reason.NONE);
        assertThat(director.taken(1, 940, 2_000_000)).isEqualTo(Reason.HIGH_USAGE);
    }

    @Test
    void aReasonIsCountedWhenItsCycleIsOver() {
        ZDirector director = new ZDirector(1000, 10);
        director.wanted(2, Reason.STALL);
        director.wanted(3, Reason.REQUEST);
        director.ended(2, 1, 0, 1);
        assertThat(director.over(Reason.STALL)).isEqualTo(1);
        assertThat(director.over(Reason.REQUEST)).isZero();
        director.ended(3, 1, 0, 2);
        assertThat(director.over(Reason.REQUEST)).isEqualTo(1);
    }
}
