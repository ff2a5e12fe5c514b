package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTableTest {
    /** Among few lines removals meet all ways in which a line can have kept another from its home, the end of the table included. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAMap(long seed) {
        Random random = new Random(seed);
        LineTable table = new LineTable();
        Map<Long, Integer> map = new HashMap<>();
        int lines = seed % 2 == 0 ? 600 : 5000;
        for (int i = 0; i < 200_000; i++) {
            long line = random.nextInt(lines);
            int place = table.place(line);
            assertThat(table.time(place)).as("seed %d, step %d", seed, i).isEqualTo(map.getOrDefault(line, -1));
            if (table.time(place) < 0) {
                table.put(place, line, i);
                map.put(line, i);
            } else if (random.nextInt(3) == 0) {
                table.time(place, i);
                map.put(line, i);
            } else {
                table.remove(place);
                map.remove(line);
            }
            assertThat(table.size()).isEqualTo(map.size());
        }
        map.forEach((line, time) -> assertThat(table.time(table.place(line))).isEqualTo(time));
    }
}
