package dev.ziggurat.machine;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.workload.PhaseSpec;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProgramSpec;
import dev.ziggurat.workload.Stride;
import dev.ziggurat.workload.Uniform;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** A run of gem5, from the published table, and the same run here. */
final class Gem5Run {
    private static final String FOLDER = "/reference/gem5/";

    /**
     * The bytes of a request. gem5's have 64 B; its caches fetch the line for a store that covers all of it and a cache here does not, so a
     * store has to cover less.
     */
    private static final ByteSize ACCESS = new ByteSize(32);

    private final Map<String, String> columns;

    private Gem5Run(Map<String, String> columns) {
        this.columns = columns;
    }

    /** How many lines of a row are used in a row. */
    enum Rows {
        /** All 128. */
        WHOLE,
        /** 16, after which gem5 closes a row. */
        OF_16
    }

    /** What was measured here. */
    record Measured(RunResult result) {
        long counter(String component, String metric) {
            Term term = new Term(component, metric);
            return result.end().counter(term) - result.border().counter(term);
        }

        /** The mean time of a load, from being offered to its data, in nanoseconds. */
        double readLatency() {
            return counter("core0", "load_time_ns") / 1000.0 / counter("core0", "loads_timed");
        }

        double writeLatency() {
            return counter("core0", "store_time_ns") / 1000.0 / counter("core0", "stores_timed");
        }

        /** Bytes of completed requests over time, in GB/s. */
        double bandwidth() {
            long time = result.end().time() - result.border().time();
            return 64_000.0 * counter("core0", "references") / time;
        }

        double hitRate(String level) {
            long hits = counter("core0." + level, "hits");
            return hits / (double) (hits + counter("core0." + level, "misses"));
        }
    }

    static Map<String, Gem5Run> all() throws IOException {
        Map<String, Gem5Run> runs = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(Gem5Run.class.getResourceAsStream(FOLDER + "gem5-memory.csv.gz"))),
                StandardCharsets.UTF_8))) {
            String[] header = lines.readLine().split(",", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                Map<String, String> columns = new HashMap<>();
                for (int i = 0; i < header.length; i++) {
                    columns.put(header[i], fields[i]);
                }
                runs.put(fields[0], new Gem5Run(columns));
            }
        }
        return runs;
    }

    String name() {
        return get("run");
    }

    String get(String column) {
        return Objects.requireNonNull(columns.get(column), column);
    }

    boolean has(String column) {
        return !get(column).isEmpty();
    }

    double number(String column) {
        return Double.parseDouble(get(column));
    }

    private long whole(String column) {
        return Long.parseLong(get(column));
    }

    /**
     * Does the run here.
     *
     * @param slots how many references may be under way, 0 for the driver's default
     * @param most how many are measured at most
     */
    Measured here(int slots, long most, Rows rows, String... settings) {
        Config<MachineSpec> machine = new MachineReader(Catalogs.standard())
                .read(
                        resource(get("topology") + ".yaml"),
                        List.of(settings).stream().map(Setting::parse).toList());
        long clock = machine.spec().cores().clock().period();
        Pacing pacing = new Pacing(Pacing.Kind.CLOCKED, 0, slots);
        Count gap = new Count(whole("period_ps") / clock - 1, Count.Of.INSTRUCTIONS);
        List<PhaseSpec> phases = new ArrayList<>();
        long linear = whole("warmup_linear_requests");
        if (linear > 0) {
            phases.add(new PhaseSpec(new Paced(program("linear", gap), pacing, rows), linear));
        }
        long measured = Math.min(most, whole("requests"));
        long warmUp = linear + whole("warmup_pattern_requests");
        phases.add(new PhaseSpec(new Paced(program(get("pattern"), gap), pacing, rows), warmUp + measured));
        ProcessSpec process =
                new ProcessSpec("generator", null, null, phases, null, measured, null, null, null, null, null, null);
        RunResult result = Machine.build(
                        machine.spec(),
                        new WorkloadSpec("gem5", null, List.of(process)),
                        new RunOptions(1, warmUp, Long.MAX_VALUE))
                .run();
        if (result.status() != RunResult.Status.OK) {
            throw new IllegalStateException(name() + ": " + result.status() + ", " + result.message());
        }
        return new Measured(result);
    }

    private ProgramSpec program(String pattern, Count gap) {
        ByteSize footprint = new ByteSize(whole("working_set_bytes"));
        Share stores = new Share(Share.WHOLE - reads());
        return switch (pattern) {
            case "linear" -> new Stride.Spec(footprint, new ByteSize(64), stores, ACCESS, gap);
            case "strided" -> new Stride.Spec(footprint, new ByteSize(whole("stride_bytes")), stores, ACCESS, gap);
            default -> new Uniform.Spec(footprint, new ByteSize(64), stores, ACCESS, gap);
        };
    }

    /** gem5 draws from 0 to 100 inclusive whether a request reads. */
    private long reads() {
        long percent = whole("read_pct");
        return percent == 100 ? Share.WHOLE : Share.WHOLE * percent / 101;
    }

    private static String resource(String name) {
        try {
            URL url = Objects.requireNonNull(Gem5Run.class.getResource(FOLDER + name), name);
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every 16 lines of a row become a row of their own in the same bank: 7 bits of column, 5 of bank, the rest row. */
    private static long closedAfter16(long address) {
        long line = address >>> 6;
        long column = line & 0x7f;
        long bank = (line >>> 7) & 0x1f;
        long row = ((line >>> 12) << 3) | (column >>> 4);
        return (((row << 12) | (bank << 7) | (column & 0xf)) << 6) | (address & 0x3f);
    }

    /** A program at another pace. */
    private record Paced(ProgramSpec program, Pacing pacing, Rows rows) implements ProgramSpec {
        @Override
        public Program create(RandomStream random) {
            Program paced = program.create(random);
            return new Program() {
                @Override
                public List<Area> areas() {
                    return paced.areas();
                }

                @Override
                public void skipTo(long n) {
                    paced.skipTo(n);
                }

                @Override
                public void next(Reference into) {
                    paced.next(into);
                    if (rows == Rows.OF_16) {
                        into.address = closedAfter16(into.address);
                    }
                }

                @Override
                public void returned(long value) {
                    paced.returned(value);
                }

                @Override
                public boolean waits(long address) {
                    return paced.waits(address);
                }

                @Override
                public Pacing pacing() {
                    return pacing;
                }
            };
        }
    }
}
