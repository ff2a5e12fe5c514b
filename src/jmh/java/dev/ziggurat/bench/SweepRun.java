package dev.ziggurat.bench;

import dev.ziggurat.experiment.Campaign;
import dev.ziggurat.experiment.SweepListener;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A whole sweep as a user starts it: planned, simulated, written. The desktop without translation, random loads in 16 KiB; the points
 * differ in the window of the core.
 *
 * @param points how many
 * @param references of each
 * @param workers that simulate
 */
record SweepRun(int points, long references, int workers) {
    private static final String MARK = "sweep";

    /** So many windows, then other MSHRs too. */
    private static final int WINDOWS = 200;

    /**
     * What it took, in nanoseconds of CPU time.
     *
     * @param first the whole JVM from its start to the end of its first sweep, the compiler's work included
     * @param second the whole JVM for the same sweep once more
     * @param simulating the workers for that
     */
    record Cost(long first, long second, long simulating) {}

    static SweepRun of(List<String> arguments) {
        return new SweepRun(
                Integer.parseInt(arguments.get(0)),
                Long.parseLong(arguments.get(1)),
                Integer.parseInt(arguments.get(2)));
    }

    Cost inItsOwnJvm(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        "--sweep",
                        Integer.toString(points),
                        Long.toString(references),
                        Integer.toString(workers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !output.startsWith(MARK)) {
            throw new IOException(this + " could not be measured:\n" + output);
        }
        String[] field = output.strip().split(" ", -1);
        return new Cost(Long.parseLong(field[1]), Long.parseLong(field[2]), Long.parseLong(field[3]));
    }

    /** Does it twice in this JVM and prints what it took, for the JVM that asked. */
    void answer() throws IOException, InterruptedException {
        run();
        long first = Clocks.processNanos();
        long simulating = run();
        System.out.println(MARK + " " + first + " " + (Clocks.processNanos() - first) + " " + simulating);
    }

    /** Returns the CPU time of the workers. */
    private long run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ziggurat-bench");
        try {
            SweepSpec spec =
                    new SweepReader().read(Source.text("sweep.yaml", folder, text()), new Overrides(null, null, null));
            Plan plan = Plan.of(spec, List.of(), new MachineLaboratory(), "bench");
            Workers times = new Workers();
            Invocation origin = new Invocation(Tool.ofBuild(), List.of());
            try (ResultFolder results = ResultFolder.open(folder.resolve("results"), plan)) {
                Campaign.Result result = new Campaign(plan, results, origin, times).run(Terms.workers(workers));
                if (!result.failed().isEmpty() || result.finished() != points) {
                    throw new IllegalStateException("the sweep failed");
                }
            }
            return times.nanos();
        } finally {
            delete(folder);
        }
    }

    private String text() {
        int windows = Math.min(points, WINDOWS);
        return """
                sweep: bench
                machine: {extends: desktop, translation: {format: none}}
                workloads: [{workload: w, processes: [{name: p, program: {kind: uniform, footprint: 16 KiB}, references: %d}]}]
                vary:
                  cores.window: %s
                  caches.l1d.mshrs: %s
                """.formatted(references, upTo(224, windows), upTo(12, points / windows));
    }

    private static List<Integer> upTo(int most, int count) {
        return IntStream.rangeClosed(most - count + 1, most).boxed().toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads the clock of each worker when a run of its ends. */
    private static final class Workers implements SweepListener {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final Map<Long, Long> nanos = new ConcurrentHashMap<>();

        long nanos() {
            return nanos.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public void started(Plan plan, int kept, int left, int threads) {}

        @Override
        public void began(Run run, Pulse pulse) {}

        @Override
        public void finished(Run run, Outcome outcome) {
            nanos.put(Thread.currentThread().getId(), threads.getCurrentThreadCpuTime());
        }
    }
}
