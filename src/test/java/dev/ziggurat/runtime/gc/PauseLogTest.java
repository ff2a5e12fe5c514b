package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.stats.Level;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The worst window of a length, by the log and by trying all windows. */
final class PauseLogTest {
    private static final long MICROSECOND = 1_000_000;
    private static final int HORIZON = 3000;

    @Test
    void theWorstWindowIsThatOfAllThatThereAre() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            PauseLog log = new PauseLog();
            boolean[] stopped = new boolean[HORIZON];
            int at = 100 + random.nextInt(50);
            while (at < HORIZON - 100) {
                int length = 1 + random.nextInt(60);
                log.requested(at * MICROSECOND);
                log.stopped((at + 1) * MICROSECOND);
                log.released((at + length) * MICROSECOND);
                for (int i = at; i < at + length; i++) {
                    stopped[i] = true;
                }
                at += length + random.nextInt(80);
            }

            Level worst = log.stoppedIn100us();

            assertThat(worst.peak()).isEqualTo(worst(stopped) * 10);
        }
    }

    /** Returns the most that any 100 us have of it. */
    private static long worst(boolean[] stopped) {
        int most = 0;
        for (int from = 0; from + 100 <= stopped.length; from++) {
            int sum = 0;
            for (int i = from; i < from + 100; i++) {
                sum += stopped[i] ? 1 : 0;
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
