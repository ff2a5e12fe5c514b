package dev.ziggurat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionTest {
    private static final List<String> COLUMNS = List.of("workload", "size");
    private static final List<Map<String, String>> ROWS = List.of(
            Map.of("workload", "zipf", "size", "2 MiB"),
            Map.of("workload", "zipf", "size", "4 MiB"),
            Map.of("workload", "chase", "size", "4 MiB"));

    @Test
    void aValueIsSpelledAsInTheTable() {
        List<Condition> conditions =
                Condition.read(List.of("size = 2048KiB", "workload=zipf", "size=2MiB"), COLUMNS, ROWS);

        assertThat(conditions)
                .containsExactly(
                        new Condition("size", "2 MiB"),
                        new Condition("workload", "zipf"),
                        new Condition("size", "2 MiB"));
        assertThat(ROWS).filteredOn(conditions.get(0)::holds).containsExactly(ROWS.get(0));
        assertThat(Condition.read(List.of(), COLUMNS, ROWS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zipf           | 'zipf' is no condition; write --where COLUMN=VALUE with one of workload, size
            wrokload=zipf  | 'wrokload=zipf' is no condition; did you mean 'workload'? write --where COLUMN=VALUE with
            workload=zipff | no run has workload=zipff; did you mean 'zipf'? the values of workload are zipf, chase
            size=3MiB      | no run has size=3MiB; the values of size are 2 MiB, 4 MiB
            size=4MiB,size=2MiB      | size=4 MiB and size=2 MiB exclude each other; no run has two values of a column
            workload=chase,size=2MiB | no run has workload=chase and size=2 MiB together
            """)
    void whatLeavesNothingIsToldWithTheReason(String written, String message) {
        assertThatThrownBy(() -> Condition.read(List.of(written.split(",")), COLUMNS, ROWS))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith(message);
    }
}
