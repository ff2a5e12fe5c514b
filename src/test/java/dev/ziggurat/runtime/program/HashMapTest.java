package dev.ziggurat.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.runtime.gc.ProgramRun;
import dev.ziggurat.units.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** After any operations the map has what java.util.HashMap has, and its entries come in the same order. */
final class HashMapTest {
    private static final int ENTRIES = 100;
    private static final int OPERATIONS = 3000;
    private static final int KEYS = 400;

    static List<Arguments> heaps() {
        return Runs.on(128);
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void hasWhatJavasMapHas(String heap, boolean boxed) {
        ProgramRun run = new ProgramRun(heap, program("0.5"), 7);
        Map<Long, Long> wanted = wanted(0.5, 7);
        long map = run.local(0);
        List<Map.Entry<Long, Long>> found = entries(run, map, boxed);
        assertThat(found).containsExactlyElementsOf(new ArrayList<>(wanted.entrySet()));
        assertThat(run.data(map, 0)).isEqualTo(wanted.size());
        assertThat(run.references(run.field(map, 0))).isEqualTo(512);
        assertThat(run.reached(map)).isEqualTo(2 + wanted.size() * (boxed ? 3 : 1));
    }

    @ParameterizedTest
    @CsvSource({"0", "0.99", "3"})
    void whateverTheSkew(String theta) {
        ProgramRun run = new ProgramRun("collector: {kind: semispace, heap: 128 KiB}", program(theta), 11);
        assertThat(entries(run, run.local(0), false))
                .containsExactlyElementsOf(
                        new ArrayList<>(wanted(Double.parseDouble(theta), 11).entrySet()));
    }

    private static String program(String theta) {
        return "hash-map, entries: " + ENTRIES + ", operations: " + OPERATIONS + ", keys: " + KEYS + ", theta: " + theta
                + ", puts: 40 %, removes: 20 %";
    }

    /** The same operations on a map of the host. */
    private static Map<Long, Long> wanted(double theta, long seed) {
        RandomStream random = ProgramRun.random(seed);
        Keys keys = new Keys(KEYS, theta, random);
        Map<Long, Long> map = new java.util.HashMap<>();
        for (long i = 1; i <= ENTRIES + OPERATIONS; i++) {
            if (i <= ENTRIES) {
                map.put(Keys.of(i - 1), i);
                continue;
            }
            long key = keys.draw();
            long dice = random.nextLong(Share.WHOLE);
            if (dice < Share.WHOLE / 10 * 4) {
                map.put(key, i);
            } else if (dice < Share.WHOLE / 10 * 6) {
                map.remove(key);
            }
        }
        return map;
    }

    private static List<Map.Entry<Long, Long>> entries(ProgramRun run, long map, boolean boxed) {
        Map<Long, Long> all = new LinkedHashMap<>();
        long table = run.field(map, 0);
        for (int i = 0; i < run.references(table); i++) {
            for (long entry = run.field(table, i); entry != 0; entry = run.field(entry, 0)) {
                long key = Runs.value(run, entry, boxed, 1, 1);
                assertThat(run.data(entry, 0)).isEqualTo(Keys.hash(key));
                assertThat(all.put(key, Runs.value(run, entry, boxed, 2, 2)))
                        .as("a key twice")
                        .isNull();
            }
        }
        return new ArrayList<>(all.entrySet());
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "12, 16", "13, 32", "24, 32", "25, 64", "1000, 2048"})
    void theTableIsAtMostThreeQuartersFull(int entries, int capacity) {
        ProgramRun run = new ProgramRun(
                "collector: {kind: epsilon, heap: 256 KiB}", "hash-map, operations: 0, entries: " + entries, 1);
        long map = run.local(0);
        assertThat(run.references(run.field(map, 0))).isEqualTo(capacity);
        long tables = Integer.numberOfTrailingZeros(capacity) - 3L;
        assertThat(run.counter("objects_allocated")).isEqualTo(1 + tables + entries);
        // A map, tables of 16, 32 and so on, and entries: headers of 16 B, references and data.
        assertThat(run.counter("bytes_allocated"))
                .isEqualTo(16L + 8 + 16 + tables * 16 + 8L * (2 * capacity - 16) + entries * (16L + 8 + 24));
    }

    @Test
    void sharesOfOperationsAreNoMoreThanAll() {
        assertThatThrownBy(() -> ProgramRun.process(
                        "collector: {kind: epsilon, heap: 80 KiB}",
                        "hash-map, entries: 1, operations: 1, puts: 60 %, removes: 50 %"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("50 % and puts of 60 % are more than all operations");
    }

    @ParameterizedTest
    @CsvSource({"'keys: 99', keys", "'theta: 11', theta", "'value: 4 B', value", "'theta: -1', theta"})
    void whatCannotBeIsRefused(String key, String name) {
        assertThatThrownBy(() -> ProgramRun.process(
                        "collector: {kind: epsilon, heap: 80 KiB}", "hash-map, entries: 100, operations: 1, " + key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }
}
