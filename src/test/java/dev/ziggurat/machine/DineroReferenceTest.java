package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Allocate;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cache.CacheSpec.Write;
import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.cpu.InOrder;
import dev.ziggurat.dram.FixedSpec;
import dev.ziggurat.machine.SimulationSpec.Links;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.TraceSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dinero IV (release 7) on ten traces: on an in-order machine with blocking stores every count of every cache is the same integer, through the
 * whole machine, with calls and with events between the levels.
 */
class DineroReferenceTest {
    private static final String FOLDER = "/reference/cache/";

    /** Dinero's columns and the statistic that is the same number. */
    private static final Map<String, String> COLUMNS = columns();

    record Case(String config, String levels, Links links) {
        @Override
        public String toString() {
            return config + " links " + links;
        }
    }

    static List<Case> withCalls() throws IOException {
        return cases(Links.AUTO);
    }

    static List<Case> withEvents() throws IOException {
        return cases(Links.ALWAYS);
    }

    private static List<Case> cases(Links links) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String[] row : rows("dinero_configs.csv")) {
            if (row[0].matches("[AWS]_.*")) {
                cases.add(new Case(row[0], row[1], links));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("withCalls")
    void everyCountIsDineros(Case each) throws IOException {
        compare(each);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("withEvents")
    void everyCountIsDinerosWithEventsBetweenTheLevels(Case each) throws IOException {
        compare(each);
    }

    private static void compare(Case each) throws IOException {
        List<String[]> results = rows("dinero_results.csv.gz");
        String[] header = header("dinero_results.csv.gz");
        Map<String, Snapshot> runs = new LinkedHashMap<>();
        int compared = 0;
        for (String[] row : results) {
            if (!row[1].equals(each.config())) {
                continue;
            }
            Snapshot counts = runs.computeIfAbsent(row[0], trace -> run(each, trace));
            for (int i = 4; i < header.length; i++) {
                String metric = COLUMNS.get(header[i]);
                if (metric != null) {
                    assertThat(counts.counter(new Term("core0." + row[3], metric)))
                            .as("%s %s %s %s", row[0], each, row[3], header[i])
                            .isEqualTo(Long.parseLong(row[i]));
                    compared++;
                }
            }
        }
        assertThat(runs).hasSize(10);
        assertThat(compared).isGreaterThanOrEqualTo(90);
    }

    private static Snapshot run(Case each, String trace) {
        MachineSpec machine = machine(each);
        TraceSpec program = new TraceSpec(
                resource("traces/din/" + trace + ".din.gz"), null, null, null, null, null, null, null, null);
        ProcessSpec process =
                new ProcessSpec("trace", null, program, null, null, null, null, null, null, null, null, null);
        RunResult result = Machine.build(
                        machine, new WorkloadSpec("dinero", null, List.of(process)), RunOptions.DEFAULT)
                .run();
        assertThat(result.message()).isEmpty();
        return result.end();
    }

    private static MachineSpec machine(Case each) {
        Map<String, CacheSpec> caches = new LinkedHashMap<>();
        String[] levels = each.levels().split(" ", -1);
        for (int i = 0; i < levels.length; i++) {
            String[] part = levels[i].split(":", -1);
            boolean first = part[0].startsWith("l1");
            String below = first
                    ? firstBelow(levels)
                    : i + 1 < levels.length ? levels[i + 1].split(":", -1)[0] : "memory";
            caches.put(part[0], cache(part, serves(part[0]), below));
        }
        return new MachineSpec(
                "dinero",
                null,
                new SimulationSpec(each.links(), Booking.DINERO, null),
                new InOrder.Spec(1, Frequency.parse("1 GHz"), 0),
                null,
                caches,
                new MainMemory(null, new FixedSpec(Latency.ofPicoseconds(80_000), ByteSize.parse("1 TiB"))),
                null,
                null);
    }

    private static CacheSpec cache(String[] part, List<Serves> serves, String below) {
        ByteSize size = ByteSize.parse(part[1].replace("k", " KiB"));
        int line = Integer.parseInt(part[3]);
        ReplacementSpec replacement = part[5].equals("l") ? new Lru.Spec() : new Fifo.Spec();
        return new CacheSpec(
                serves,
                below,
                false,
                size,
                Integer.parseInt(part[2]),
                new ByteSize(line),
                Latency.ofCycles(serves.isEmpty() ? 10 : 2),
                null,
                null,
                4,
                2,
                replacement,
                part[8].equals("a") ? Write.WRITE_BACK : Write.WRITE_THROUGH,
                part[7].equals("a") ? Allocate.WRITE_ALLOCATE : Allocate.NO_WRITE_ALLOCATE,
                null,
                null,
                null);
    }

    private static List<Serves> serves(String cache) {
        return switch (cache) {
            case "l1i" -> List.of(Serves.FETCH);
            case "l1d" -> List.of(Serves.DATA);
            case "l1u" -> List.of(Serves.FETCH, Serves.DATA);
            default -> List.of();
        };
    }

    private static String firstBelow(String[] levels) {
        for (String level : levels) {
            if (!level.startsWith("l1")) {
                return level.split(":", -1)[0];
            }
        }
        return "memory";
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("fetch_i", "fetch_accesses");
        columns.put("fetch_r", "read_accesses");
        columns.put("fetch_w", "write_accesses");
        columns.put("miss_i", "fetch_misses");
        columns.put("miss_r", "read_misses");
        columns.put("miss_w", "write_misses");
        columns.put("multiblock", "split_accesses");
        columns.put("bytes_in", "bytes_from_below");
        columns.put("bytes_out", "bytes_to_below");
        return columns;
    }

    private static Path resource(String name) {
        try {
            URL url = Objects.requireNonNull(DineroReferenceTest.class.getResource(FOLDER + name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] header(String file) throws IOException {
        try (BufferedReader reader = open(file)) {
            return Objects.requireNonNull(reader.readLine()).split(",", -1);
        }
    }

    private static List<String[]> rows(String file) throws IOException {
        try (BufferedReader reader = open(file)) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static BufferedReader open(String file) throws IOException {
        var stream = Objects.requireNonNull(DineroReferenceTest.class.getResourceAsStream(FOLDER + file), file);
        return new BufferedReader(new InputStreamReader(
                file.endsWith(".gz") ? new GZIPInputStream(stream) : stream, StandardCharsets.UTF_8));
    }
}
