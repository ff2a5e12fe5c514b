package dev.ziggurat.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.runtime.gc.ProgramRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** After any requests the cache has what java.util.LinkedHashMap with access order has, in the same order. */
final class LruCacheTest {
    private static final int ENTRIES = 60;
    private static final int REQUESTS = 3000;
    private static final int KEYS = 300;

    /** Of the map. */
    private static final int ELDEST = 1;

    private static final int YOUNGEST = 2;

    // Of an entry.
    private static final int BEFORE = 1;
    private static final int AFTER = 2;

    private long misses;

    static List<Arguments> heaps() {
        return Runs.on(128);
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void hasWhatJavasMapHas(String heap, boolean boxed) {
        ProgramRun run = new ProgramRun(heap, program(ENTRIES), 5);
        Map<Long, Long> wanted = wanted(ENTRIES, 5);
        long map = run.local(0);
        assertThat(entries(run, map, boxed)).containsExactlyElementsOf(new ArrayList<>(wanted.entrySet()));
        assertThat(backwards(run, map)).isEqualTo(wanted.size());
        assertThat(run.data(map, 0)).isEqualTo(ENTRIES);
        assertThat(run.reached(map)).isEqualTo(2 + ENTRIES * (boxed ? 3 : 1));
        // The map, tables of 16, 32, 64 and 128 chains, and what each miss makes.
        assertThat(run.counter("objects_allocated")).isEqualTo(1 + 4 + misses * (boxed ? 3 : 1));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "300"})
    void howeverFewItHas(int entries) {
        ProgramRun run = new ProgramRun("collector: {kind: generational, heap: 128 KiB}", program(entries), 9);
        assertThat(entries(run, run.local(0), false))
                .containsExactlyElementsOf(new ArrayList<>(wanted(entries, 9).entrySet()));
    }

    private static String program(int entries) {
        return "lru-cache, entries: " + entries + ", requests: " + REQUESTS + ", keys: " + KEYS
                + ", sizes: [8 B, 20 B, 100 B]";
    }

    /** The same requests to a map of the host. */
    private Map<Long, Long> wanted(int entries, long seed) {
        RandomStream random = ProgramRun.random(seed);
        Keys keys = new Keys(KEYS, 0.99, random);
        Map<Long, Long> map = new LinkedHashMap<>(16, 0.75F, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
                return size() > entries;
            }
        };
        misses = 0;
        for (long i = 1; i <= REQUESTS; i++) {
            long key = keys.draw();
            if (map.get(key) == null) {
                random.nextInt(3);
                map.put(key, i);
                misses++;
            }
        }
        return map;
    }

    private static List<Map.Entry<Long, Long>> entries(ProgramRun run, long map, boolean boxed) {
        Map<Long, Long> all = new LinkedHashMap<>();
        for (long entry = run.field(map, ELDEST); entry != 0; entry = run.field(entry, AFTER)) {
            all.put(Runs.value(run, entry, boxed, 3, 1), Runs.value(run, entry, boxed, 4, 2));
        }
        return new ArrayList<>(all.entrySet());
    }

    /** Goes through the list from its end, and returns how many there are. */
    private static int backwards(ProgramRun run, long map) {
        int count = 0;
        long next = 0;
        for (long entry = run.field(map, YOUNGEST); entry != 0; entry = run.field(entry, BEFORE)) {
            assertThat(run.field(entry, AFTER)).isEqualTo(next);
            next = entry;
            count++;
        }
        assertThat(run.field(map, ELDEST)).isEqualTo(next);
        return count;
    }

    @ParameterizedTest
    @CsvSource({"'entries: 0', entries", "'keys: 0', keys", "'sizes: []', sizes", "'sizes: [4 B]', sizes"})
    void whatCannotBeIsRefused(String key, String name) {
        String rest = name.equals("entries") ? "keys: 9" : name.equals("keys") ? "entries: 9" : "keys: 9, entries: 9";
        assertThatThrownBy(() -> ProgramRun.process(
                        "collector: {kind: epsilon, heap: 80 KiB}", "lru-cache, requests: 1, " + rest + ", " + key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name);
    }
}
