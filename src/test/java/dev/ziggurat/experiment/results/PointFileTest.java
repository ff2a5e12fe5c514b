package dev.ziggurat.experiment.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.stats.Window.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PointFileTest {
    private static final String DIGEST = "ab".repeat(32);

    private final Outcome outcome = new Outcome(
            Status.STALLED,
            "core0 waits,\n\"for ever\"",
            123_456_789_012L,
            List.of("one", "two, with\r\na line", ""),
            List.of(
                    new Row("cores", "ipc", "", "1.25"),
                    new Row("a,\"b\"\r\nc", "=1+1", "µs", ""),
                    new Row("end", ",end,,", "'", " 0 ")));

    @Test
    void outcomeIsReadBackAsItWasWritten() {
        assertThat(PointFile.decode(DIGEST, PointFile.encode(DIGEST, outcome))).contains(outcome);
    }

    @Test
    void everyBeginningOfTheTextIsRefused() {
        byte[] whole = PointFile.encode(DIGEST, outcome);
        for (int length = 0; length < whole.length; length++) {
            assertThat(PointFile.decode(DIGEST, Arrays.copyOf(whole, length)))
                    .as("the first %s bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] whole = PointFile.encode(DIGEST, outcome);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            int bit = random.nextInt(whole.length * 8);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(PointFile.decode(DIGEST, damaged)).as("bit %s", bit).isEmpty();
        }
    }

    @Test
    void outcomeOfAnotherRunIsRefused() {
        assertThat(PointFile.decode("cd".repeat(32), PointFile.encode(DIGEST, outcome)))
                .isEmpty();
    }
}
