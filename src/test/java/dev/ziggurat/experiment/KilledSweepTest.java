package dev.ziggurat.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep in a process of its own that is killed without warning (SIGKILL) at random moments. */
@Tag("slow")
final class KilledSweepTest {
    private static final int KILLS = 10;
    private static final List<String> SAME = List.of("results.csv", "statistics.csv", "resolved.yaml");

    @TempDir
    Path folder;

    @Test
    void killedSweepEndsWithTheSameBytesAndRunsNoFinishedPointAgain() throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(start(whole, "log0").waitFor()).isZero();
        Path killed = folder.resolve("killed");
        Random random = new Random(3);
        for (int kill = 1; kill <= KILLS; kill++) {
            Set<String> kept = kept(killed);
            Process process = start(killed, "log" + kill);
            int begun = 1 + random.nextInt(9);
            while (process.isAlive() && simulated("log" + kill).size() < begun) {
                process.waitFor(1 + random.nextInt(9), TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly().waitFor();
            assertThat(simulated("log" + kill)).noneMatch(kept::contains);
            assertThat(kept(killed)).containsAll(kept);
        }
        Set<String> kept = kept(killed);
        assertThat(kept).as("some had finished").isNotEmpty();

        assertThat(start(killed, "last").waitFor()).isZero();

        assertThat(simulated("last")).noneMatch(kept::contains);
        for (String name : SAME) {
            assertThat(Files.mismatch(killed.resolve(name), whole.resolve(name)))
                    .as(name)
                    .isNegative();
        }
    }

    private Process start(Path results, String log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowSweep.class.getName(),
                        results.toString(),
                        folder.resolve(log).toString())
                .inheritIO()
                .start();
    }

    private Set<String> simulated(String log) throws IOException {
        Path file = folder.resolve(log);
        return Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
    }

    private static Set<String> kept(Path results) throws IOException {
        Path points = results.resolve("points");
        if (!Files.exists(points)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(points)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .map(name -> name.substring(0, name.length() - ".csv".length()))
                    .collect(Collectors.toSet());
        }
    }

    /** The process that is killed: 120 runs of 20 ms on two workers; each writes its digest to a log when it begins. */
    static final class SlowSweep {
        private SlowSweep() {}

        /** Takes the results folder and the log. */
        public static void main(String[] args) throws Exception {
            Path log = Path.of(args[1]);
            FakeLaboratory laboratory = new FakeLaboratory();
            String[] sizes = Stream.iterate(1, size -> size + 1)
                    .limit(20)
                    .map(String::valueOf)
                    .toArray(String[]::new);
            Plan plan = laboratory.plan(FakeLaboratory.sweep("killed", 3, FakeLaboratory.axis("a.size", sizes)));
            SweepListener nobody = new SweepListener() {
                @Override
                public void started(Plan planned, int kept, int pending, int workers) {}

                @Override
                public void finished(Run run, Outcome outcome) {}
            };
            laboratory.begun = (setup, limits) -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                String line = Run.digestOf(setup, limits, plan.version()) + "\n";
                try {
                    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            };
            try (ResultFolder results = ResultFolder.open(Path.of(args[0]), plan)) {
                new Campaign(plan, results, new Campaign.Origin(new Tool("1.0.0", "0", "false"), List.of()), nobody)
                        .run(Terms.workers(2));
            }
        }
    }
}
