package dev.ziggurat.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.PlanTest;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Disk;
import dev.ziggurat.experiment.results.PointStore;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sweeps in processes of their own that are killed without warning (SIGKILL) at random moments: while they start, simulate, keep an outcome and write the
 * tables. In the end the files are those of a sweep that nobody disturbed, to the byte, and no run that had finished was simulated again.
 */
final class KilledSweepTest {
    private static final int FEW = 3;
    private static final int MANY = 20;

    /** About how long a process takes that simulates nothing. */
    private static final int START_MILLISECONDS = 600;

    @TempDir
    Path folder;

    /** How a sweep is carried out. */
    enum Kind {
        ONE_WORKER(1, 1, false),
        TWO_WORKERS(2, 1, false),
        PARTS(2, 3, false),
        SEEDS_WITH_ONE_WORKER(1, 1, true),
        SEEDS_WITH_TWO_WORKERS(2, 1, true),
        SEEDS_IN_PARTS(2, 3, true);

        private final int workers;
        private final int parts;
        private final boolean precise;

        Kind(int workers, int parts, boolean precise) {
            this.workers = workers;
            this.parts = parts;
            this.precise = precise;
        }

        /** Mixes of two processes, which are simulated alone too; about 200 runs. */
        Plan plan(FakeLaboratory laboratory) {
            laboratory.processes = List.of("a", "b");
            String[] sizes = IntStream.rangeClosed(1, precise ? 6 : 16)
                    .mapToObj(String::valueOf)
                    .toArray(String[]::new);
            SweepSpec spec = FakeLaboratory.sweep("killed", 3, FakeLaboratory.axis("a.size", sizes));
            if (precise) {
                laboratory.change = PrecisionTest::spread;
            }
            return laboratory.plan(PlanTest.withAlone(precise ? PrecisionTest.precise(spec) : spec));
        }

        @Nullable
        Shard part(int number) {
            return parts == 1 ? null : new Shard(number, parts);
        }
    }

    @Test
    void partsOfAPreciseSweepThatAreKilledAFewTimesEndWithTheSameBytes() throws Exception {
        killAndCompare(Kind.SEEDS_IN_PARTS, FEW);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void killedSweepEndsWithTheSameBytesAndRunsNoFinishedPointAgain(Kind kind) throws Exception {
        killAndCompare(kind, MANY);
    }

    private void killAndCompare(Kind kind, int kills) throws Exception {
        Plan plan = kind.plan(new FakeLaboratory());
        Path whole = folder.resolve("whole");
        Trip.run(whole, plan, 1);
        Random random = new Random(kind.ordinal());
        int hit = 0;
        for (int kill = 1; kill <= kills; kill++) {
            hit += kill(kind, 1 + random.nextInt(kind.parts), "log" + kill, random) ? 1 : 0;
        }
        assertThat(hit).as("processes that had not ended").isGreaterThan(kills / 2);

        List<Path> parts = new ArrayList<>();
        for (int part = 1; part <= kind.parts; part++) {
            Path results = results(part);
            Set<String> kept = kept(results);
            assertThat(start(kind, part, "last" + part).waitFor()).isZero();
            assertThat(simulated("last" + part)).noneMatch(kept::contains);
            assertThat(SweepStatus.of(results))
                    .matches(status -> status.missing().isEmpty() && !status.growing());
            parts.add(results);
        }
        Path end = kind.parts == 1 ? parts.get(0) : merged(kind, parts);
        assertThat(Trip.bytes(end)).isEqualTo(Trip.bytes(whole));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(Disk.TEMPORARY));
        }
    }

    /** Returns whether the process was still alive. */
    private boolean kill(Kind kind, int part, String log, Random random) throws Exception {
        Set<String> kept = kept(results(part));
        Process process = start(kind, part, log);
        int begun = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(9);
        while (process.isAlive() && simulated(log).size() < begun) {
            process.waitFor(1 + random.nextInt(9), TimeUnit.MILLISECONDS);
        }
        int more = random.nextInt(begun == 0 ? START_MILLISECONDS : 12);
        boolean alive = !process.waitFor(more, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        assertThat(simulated(log)).noneMatch(kept::contains);
        assertThat(kept(results(part))).containsAll(kept);
        return alive;
    }

    private Path merged(Kind kind, List<Path> parts) {
        Path to = folder.resolve("merged");
        Plan plan = kind.plan(new FakeLaboratory());
        try (ResultFolder merged = ResultFolder.open(to, plan)) {
            assertThat(Merge.of(plan, merged, parts).missing()).isEmpty();
            new Campaign(plan, merged, Trip.ORIGIN, new Silent()).writeMerged(parts);
        }
        return to;
    }

    private Path results(int part) {
        return folder.resolve("part" + part);
    }

    private Process start(Kind kind, int part, String log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowSweep.class.getName(),
                        kind.name(),
                        Integer.toString(part),
                        results(part).toString(),
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
        return Files.exists(points) ? PointStore.digests(points).stream().collect(Collectors.toSet()) : Set.of();
    }

    /** The process that is killed: its runs take 5 ms, and each writes its digest to a log when it begins. */
    static final class SlowSweep {
        private SlowSweep() {}

        /** Takes the kind, the number of the part, the results folder and the log. */
        public static void main(String[] args) throws Exception {
            Kind kind = Kind.valueOf(args[0]);
            Path log = Path.of(args[3]);
            FakeLaboratory laboratory = new FakeLaboratory();
            Plan plan = kind.plan(laboratory);
            laboratory.begun = (setup, limits) -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                String line = Run.digestOf(setup, limits, plan.version()) + "\n";
                try {
                    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            };
            Shard shard = kind.part(Integer.parseInt(args[1]));
            Trip.run(Path.of(args[2]), plan, new Terms(kind.workers, run -> true, shard, null, null), new Disk());
        }
    }
}
