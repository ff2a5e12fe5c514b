package dev.ziggurat.bench;

import dev.ziggurat.bench.Suite.Outcome;
import dev.ziggurat.bench.TraceRun.Counted;
import dev.ziggurat.dram.StreamRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Runs what other simulators were timed on: their figures are in {@code src/test/resources/reference/speed.csv}, in CPU seconds (user and
 * system) on one core of a machine of this kind.
 *
 * <pre>
 * Peers               the traces of src/test/resources/reference/cache/traces
 * Peers FOLDER        the traces of a folder with the same names (din/NAME.din.gz, champsim/NAME.champsim.xz)
 *   --quick           only shows that each runs
 *   --update          writes the table into the manual as well
 * </pre>
 */
public final class Peers {
    private static final Path TRACES = Path.of("src/test/resources/reference/cache/traces");

    /** Configuration A_base of the comparison with Dinero IV: counts are the same integers. */
    private static final String DINERO = """
            machine: dinero
            simulation: {count: dinero}
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            caches:
              l1i: {serves: fetch, below: l2u, size: 32 KiB, ways: 8, line: 64 B, latency: 2 cycles}
              l1d: {serves: data, below: l2u, size: 32 KiB, ways: 8, line: 64 B, latency: 2 cycles}
              l2u: {below: memory, size: 256 KiB, ways: 8, line: 64 B, latency: 10 cycles}
            memory: {kind: fixed, latency: 80 ns}
            """;

    private static final String HEADER = "run,unit,simulator,their_units_per_cpu_s,median_per_s,"
            + "first_run_per_process_cpu_s,calibration_steps_per_s";

    /** What another simulator took for a run. */
    private record Peer(String simulator, String run, String unit, double perSecond) {}

    private Peers() {}

    /** Measures; see above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.remove("--measure")) {
            Suite.answer(subjects(Path.of(given.get(1))), given.get(0));
            return;
        }
        boolean quick = given.remove("--quick");
        boolean update = given.remove("--update");
        Path folder = given.isEmpty() ? TRACES : Path.of(given.get(0));
        List<Subject> subjects = new ArrayList<>(subjects(folder));
        List<Path> missing = missing(subjects);
        missing.forEach(file -> System.err.println("missing, left out: " + file));
        subjects.removeIf(each -> each instanceof TraceRun run && missing.contains(run.trace()));
        System.err.println("runs of other simulators:");
        Map<String, Outcome> outcomes = quick
                ? Suite.glance(brief(subjects))
                : new Suite(Peers.class, List.of(folder.toString())).measure(subjects);
        List<String> table = table(outcomes);
        table.forEach(System.out::println);
        if (!quick) {
            Suite.write("peers.csv", csv(outcomes));
        }
        if (update) {
            Page.show("peers", table);
        }
    }

    private static List<Subject> subjects(Path folder) throws IOException {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (Peer peer : peers()) {
            if (!subjects.containsKey(peer.run())) {
                subjects.put(peer.run(), subject(peer, folder));
            }
        }
        return List.copyOf(subjects.values());
    }

    private static Subject subject(Peer peer, Path folder) {
        String trace = peer.run().split(" ", -1)[0];
        return switch (peer.simulator()) {
            case "Dinero IV" -> {
                Path file = folder.resolve("din").resolve(trace + ".din.gz").toAbsolutePath();
                yield new TraceRun(peer.run(), DINERO, file, tenTimes(trace), Counted.REFERENCES);
            }
            case "ChampSim" -> {
                Path file = folder.resolve("champsim")
                        .resolve(trace + ".champsim.xz")
                        .toAbsolutePath();
                yield new TraceRun(peer.run(), Cases.DESKTOP, file, 0, Counted.INSTRUCTIONS);
            }
            default -> new Requests(peer.run());
        };
    }

    /** Returns the loads and stores of ten passes of a trace. */
    private static long tenTimes(String trace) {
        return trace.equals("zipf") ? 3_000_000 : 1_328_020;
    }

    private static List<Subject> brief(List<Subject> subjects) {
        return subjects.stream()
                .map(each -> each instanceof TraceRun run ? run.brief() : each)
                .toList();
    }

    private static List<Path> missing(List<Subject> subjects) {
        return subjects.stream()
                .filter(TraceRun.class::isInstance)
                .map(each -> ((TraceRun) each).trace())
                .filter(file -> !Files.isRegularFile(file))
                .toList();
    }

    /** A stream of requests to one channel; they and the memory are made before the clock starts, as they were there. */
    private record Requests(String name) implements Subject {
        @Override
        public Sample run() {
            String[] words = name.split(" ", -1);
            int ranks = Integer.parseInt(words[2]);
            StreamRun run =
                    words[1].equals("paced") ? StreamRun.paced(words[0], ranks) : StreamRun.saturated(words[0], ranks);
            long bytes = Clocks.allocatedBytes();
            long nanos = Clocks.threadNanos();
            int requests = run.run();
            nanos = Clocks.threadNanos() - nanos;
            return new Sample(requests, nanos, Clocks.allocatedBytes() - bytes, 0, Clocks.processNanos());
        }
    }

    private static List<String> table(Map<String, Outcome> outcomes) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| run | counted | simulator | theirs, M/s | here, M/s | here : theirs | here, first run of a JVM |");
        lines.add("| --- | --- | --- | ---: | ---: | ---: | ---: |");
        for (Peer peer : peers()) {
            Outcome outcome = outcomes.get(peer.run());
            if (outcome != null) {
                double here = Sample.median(outcome.samples(), Sample::perSecond);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %s | %ss | %s | %.3f | %.3f | %.1f | %.3f |",
                        peer.run(),
                        peer.unit(),
                        peer.simulator(),
                        peer.perSecond() / 1e6,
                        here / 1e6,
                        here / peer.perSecond(),
                        firstRun(outcome) / 1e6));
            }
        }
        lines.add("");
        lines.add(Page.where());
        return lines;
    }

    /** Units per CPU second of all threads since the JVM was started. */
    private static double firstRun(Outcome outcome) {
        Sample first = outcome.first();
        return first.units() * 1e9 / first.processNanos();
    }

    private static List<String> csv(Map<String, Outcome> outcomes) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Peer peer : peers()) {
            Outcome outcome = outcomes.get(peer.run());
            if (outcome != null) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%.0f,%.0f,%.0f,%.0f",
                        peer.run(),
                        peer.unit(),
                        peer.simulator(),
                        peer.perSecond(),
                        Sample.median(outcome.samples(), Sample::perSecond),
                        firstRun(outcome),
                        Sample.median(outcome.samples(), Sample::calibration)));
            }
        }
        return lines;
    }

    private static List<Peer> peers() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Peers.class.getResourceAsStream("/reference/speed.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(field -> new Peer(
                            field[0], field[1], field[2], Double.parseDouble(field[3]) / Double.parseDouble(field[4])))
                    .toList();
        }
    }
}
