package dev.ziggurat.os.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.os.ReferenceTables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies on the reference strings: faults and dirty evictions exactly as the tables say. */
final class ReferenceStringsTest {
    private static final Map<String, PageReplacementSpec> SPECS = Map.of(
            "FIFO", new PageFifo.Spec(),
            "LRU", new PageLru.Spec(),
            "CLOCK1", new PageClock.Spec(),
            "OPT", new PageOptimal.Spec());

    static Stream<String> strings() {
        return ReferenceTables.rows("replacement_expected.csv").stream()
                .map(row -> row.get("string_id"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("strings")
    void everyRowComesOutExactly(String name) {
        ReferenceString string = ReferenceString.reference(name);
        List<Map<String, String>> rows = ReferenceTables.rows("replacement_expected.csv").stream()
                .filter(row -> name.equals(row.get("string_id")))
                .toList();
        for (Map<String, String> row : rows) {
            PagedMemory memory =
                    PagedMemory.run(SPECS.get(row.get("algorithm")), Integer.parseInt(row.get("frames")), string);

            assertThat(List.of(memory.faults, memory.evictions, memory.dirtyEvictions))
                    .as("%s", row)
                    .isEqualTo(Stream.of("faults", "evictions", "dirty_evictions")
                            .map(column -> Long.parseLong(row.get(column)))
                            .toList());
        }
    }

    /** The faults of LRU for every number of frames follow from the string's stack distances alone (Mattson et al., 1970). */
    @ParameterizedTest
    @ValueSource(strings = {"classic20", "belady12", "zipf_a", "zipf_b", "loop_a", "phase_a", "scanhot_a"})
    void lruFollowsTheStackDistances(String name) {
        ReferenceString string = ReferenceString.reference(name);
        List<Map<String, String>> rows = ReferenceTables.rows("lru_miss_curve.csv.gz").stream()
                .filter(row -> name.equals(row.get("string_id")))
                .toList();
        int step = 1 + rows.size() / 16;
        for (int i = 0; i < rows.size(); i += step) {
            Map<String, String> row = rows.get(i);
            PagedMemory memory = PagedMemory.run(new PageLru.Spec(), Integer.parseInt(row.get("frames")), string);

            assertThat(memory.faults).as("%s", row).isEqualTo(Long.parseLong(row.get("faults")));
        }
    }

    @Test
    void fifoShowsBeladysAnomaly() {
        ReferenceString string = ReferenceString.reference("belady12");

        assertThat(PagedMemory.run(new PageFifo.Spec(), 3, string).faults).isEqualTo(9);
        assertThat(PagedMemory.run(new PageFifo.Spec(), 4, string).faults).isEqualTo(10);
    }
}
