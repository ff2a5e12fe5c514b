package dev.ziggurat.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecorderTest {
    @Test
    void sumIsExactWhateverTheBuckets() {
        Recorder recorder = new Recorder();
        long sum = 0;
        for (long value = 0; value < 1L << 40; value = value * 3 + 1) {
            recorder.record(value);
            sum += value;
        }

        assertThat(recorder.sum()).isEqualTo(sum);
        assertThat(recorder.count()).isEqualTo(26);
    }

    @Test
    void copyIsOfItsMoment() {
        Recorder recorder = new Recorder();
        recorder.record(5);
        var copy = recorder.copy();
        recorder.record(6);

        assertThat(copy.getTotalCount()).isEqualTo(1);
        assertThat(recorder.count()).isEqualTo(2);
    }
}
