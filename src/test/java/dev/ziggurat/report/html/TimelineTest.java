package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineTest {
    @TempDir
    Path folder;

    private Map<String, Object> read(int runs, int rows) throws IOException {
        StringBuilder text = new StringBuilder("run,time_ns,running\n");
        for (int run = 0; run < runs; run++) {
            for (int i = 1; i <= rows; i++) {
                text.append(run).append(',').append(i).append("000.000,1\n");
            }
        }
        return Timeline.json(Files.writeString(folder.resolve("timeline.csv"), text));
    }

    @Test
    void theSeriesOfEachRunStandApart() throws IOException {
        Map<String, Object> json = read(2, 3);
        assertThat(json.get("columns")).isEqualTo(List.of("time_ns", "running"));
        assertThat((Map<?, ?>) json.get("runs")).hasSize(2);
    }

    @Test
    void runsThatDoNotFitAreLeftOutWholeAndCounted() throws IOException {
        Map<String, Object> json = read(3, Timeline.MOST_ROWS / 2);
        assertThat((Map<?, ?>) json.get("runs")).hasSize(2);
        assertThat(json.get("of")).isEqualTo(3);
    }

    @Test
    void theFirstRunIsThereHoweverLong() throws IOException {
        assertThat((Map<?, ?>) read(1, Timeline.MOST_ROWS + 1).get("runs")).hasSize(1);
    }
}
