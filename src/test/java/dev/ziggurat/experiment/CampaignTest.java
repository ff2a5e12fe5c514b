package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.FakeLaboratory.axis;
import static dev.ziggurat.experiment.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.Outcome.Status;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CampaignTest {
    private static final Tool TOOL = new Tool("1.0.0", "0123456789abcdef", "false");

    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final SweepSpec spec = sweep("s", 2, axis("a.size", "1 KiB", "2 KiB", "4 KiB"), axis("b", "x", "a,\"b\""));

    @Test
    void resultsHaveOneRowARunInPlanOrderAndAreQuoted() throws Exception {
        run(folder, 1);

        List<String> lines = Files.readAllLines(folder.resolve("results.csv"));
        assertThat(lines).hasSize(25);
        assertThat(lines.get(0))
                .isEqualTo("run,point,machine,workload,version,machine_digest,workload_digest,digest,seed,status,"
                        + "a.size,b,cores.ipc,llc.mpki");
        assertThat(lines.get(1))
                .matches("0,0,desktop,chase,1.0.0,[0-9a-f]{16},[0-9a-f]{16},[0-9a-f]{16},1,ok,"
                        + "1 KiB,x,1\\.\\d+,\\d+");
        assertThat(lines.get(3)).startsWith("2,1,desktop").contains(",1 KiB,\"a,\"\"b\"\"\",1.");
        assertThat(Files.readString(folder.resolve("statistics.csv")))
                .startsWith("run,component,metric,unit,value\n0,cores,ipc,,1.")
                .contains("\n23,\"process.\"\"a\"\",\nb\",references,,\n")
                .doesNotContain("\r");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void bytesAreTheSameForAnyNumberOfWorkers(int workers) throws Exception {
        run(folder.resolve("one"), 1);
        run(folder.resolve("many"), workers);

        assertThat(bytes(folder.resolve("many"))).isEqualTo(bytes(folder.resolve("one")));
    }

    @Test
    void finishedSweepDoesNothingNew() throws Exception {
        run(folder, 2);
        Map<String, String> before = bytes(folder);
        String manifest = Files.readString(folder.resolve("manifest.json"));

        Result again = run(folder, 2);

        assertThat(again.kept()).isEqualTo(24);
        assertThat(again.finished()).isZero();
        assertThat(laboratory.simulated).hasValue(24);
        assertThat(bytes(folder)).isEqualTo(before);
        assertThat(folder.resolve("manifest.json")).hasContent(manifest);
    }

    @Test
    void sweepStoppedAtAnyWriteEndsWithTheSameBytesAndSimulatesNoKeptRunAgain() throws Exception {
        run(folder.resolve("whole"), 1);
        Map<String, String> expected = bytes(folder.resolve("whole"));
        for (long seed = 1; seed <= 20; seed++) {
            Path cut = folder.resolve("cut" + seed);
            FailingDisk disk = new FailingDisk(new Random(seed));
            laboratory.simulated.set(0);
            int lost = 0;
            boolean ended = false;
            for (int attempt = 0; attempt < 200 && !ended; attempt++) {
                int before = kept(cut);
                int simulated = laboratory.simulated.get();
                ended = attempt(cut, new Disk(disk));
                lost += laboratory.simulated.get() - simulated - (kept(cut) - before);
            }
            assertThat(ended).as("seed %s", seed).isTrue();
            assertThat(bytes(cut)).as("seed %s", seed).isEqualTo(expected);
            assertThat(laboratory.simulated.get() - lost).as("seed %s", seed).isEqualTo(24);
        }
    }

    @Test
    void damagedPointIsSimulatedAgain() throws Exception {
        run(folder, 1);
        Map<String, String> before = bytes(folder);
        Path point;
        try (Stream<Path> points = Files.list(folder.resolve("points"))) {
            point = points.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(point, Files.readString(point).substring(40));

        assertThat(run(folder, 1).finished()).isEqualTo(1);

        assertThat(bytes(folder)).isEqualTo(before);
    }

    @Test
    void grownSweepTakesOverWhatItHas() throws Exception {
        run(folder, sweep("s", 1, axis("a.size", "1 KiB", "4 KiB"), axis("b", "x")));

        Result grown = run(folder, 1);

        assertThat(grown.kept()).isEqualTo(4);
        assertThat(grown.finished()).isEqualTo(20);
        run(folder.resolve("fresh"), 1);
        assertThat(Files.mismatch(folder.resolve("results.csv"), folder.resolve("fresh/results.csv")))
                .isNegative();
    }

    @Test
    void resultsOfAnotherSweepAreLeftAlone() throws Exception {
        run(folder, sweep("other", 1, axis("c", "1")));
        Map<String, String> before = bytes(folder);

        assertThatThrownBy(() -> run(folder, 1))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("results of 'other' by version 1.0.0: 2 of its 2 finished runs")
                .hasMessageContaining("--out DIR");
        assertThat(bytes(folder)).isEqualTo(before);
    }

    @Test
    void resultsThatNobodyKnowsAreLeftAlone() throws Exception {
        Files.writeString(folder.resolve("results.csv"), "precious");

        assertThatThrownBy(() -> run(folder, 1)).isInstanceOf(ExperimentException.class);
        assertThat(folder.resolve("results.csv")).hasContent("precious");
    }

    @Test
    void folderInUseIsRefused() {
        Plan plan = laboratory.plan(spec);
        try (ResultFolder held = ResultFolder.open(folder, plan)) {
            assertThat(held.path()).isEqualTo(folder);
            assertThatThrownBy(() -> ResultFolder.open(folder, plan)).hasMessageContaining("another ziggurat");
        }
    }

    @Test
    void folderThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Plan plan = laboratory.plan(spec);

        assertThatThrownBy(() -> ResultFolder.open(file, plan))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("cannot write to " + file);
    }

    @Test
    void failedRunIsListedAndKeptAndTheOthersGoOn() throws Exception {
        laboratory.change = each -> each.rows().get(0).value().equals(firstIpc())
                ? new Outcome(Status.STALLED, "core0 waits", 5, List.of(), each.rows())
                : each;

        Result result = run(folder, 2);

        assertThat(result.finished()).isEqualTo(24);
        assertThat(result.failed().values()).extracting(Outcome::message).containsExactly("core0 waits");
        assertThat(Files.readAllLines(folder.resolve("results.csv")).get(1)).contains(",1,stalled,1 KiB,x,");
        assertThat(run(folder, 2).failed()).hasSize(1);
        assertThat(laboratory.simulated).hasValue(24);
    }

    @Test
    void crashedRunIsListedButTriedAgain() throws Exception {
        laboratory.change = each -> {
            if (each.rows().get(0).value().equals(firstIpc())) {
                throw new IllegalStateException("a bug");
            }
            return each;
        };
        Result result = run(folder, 2);
        assertThat(result.failed().values())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.message())
                        .startsWith("internal error: java.lang.IllegalStateException: a bug at "));
        assertThat(Files.readAllLines(folder.resolve("results.csv")).get(1)).endsWith(",1,crashed,1 KiB,x,,");

        laboratory.change = each -> each;

        assertThat(run(folder, 1).failed()).isEmpty();
        assertThat(laboratory.simulated).hasValue(25);
        run(folder.resolve("fresh"), 1);
        assertThat(Files.mismatch(folder.resolve("results.csv"), folder.resolve("fresh/results.csv")))
                .isNegative();
    }

    @Test
    void runForWhichTheMemoryDoesNotSufficeIsTriedAgainAloneAfterAllOthers() throws Exception {
        List<Integer> alone = new ArrayList<>();
        laboratory.change = each -> {
            if (each.rows().get(0).value().equals(firstIpc())) {
                throw new OutOfMemoryError("planted");
            }
            return each;
        };
        Isolation isolation = run -> {
            alone.add(laboratory.simulated.get());
            return new FakeLaboratory()
                    .plan(spec)
                    .runs()
                    .get(run.id())
                    .setup()
                    .simulate(run.limits(), new Watch(new Pulse()));
        };

        Result result = run(folder, new Terms(2, run -> true, null, null, isolation));

        assertThat(alone).containsExactly(24);
        assertThat(result.failed()).isEmpty();
        assertThat(result.finished()).isEqualTo(24);
        laboratory.change = each -> each;
        run(folder.resolve("fresh"), 1);
        assertThat(bytes(folder)).isEqualTo(bytes(folder.resolve("fresh")));
    }

    @Test
    void runForWhichTheMemoryNeverSufficesHasFailedAndTheOthersHaveNot() throws Exception {
        laboratory.change = each -> {
            if (each.rows().get(0).value().equals(firstIpc())) {
                throw new OutOfMemoryError("planted");
            }
            return each;
        };
        assertThat(run(folder, 2).failed().values())
                .extracting(Outcome::message)
                .containsExactly("the Java heap is too small for this run; start with ZIGGURAT_JAVA_OPTS=-Xmx8g or"
                        + " fewer --jobs");
        Isolation nowhere = run -> {
            throw new IOException("no such program");
        };

        Result again = run(folder, new Terms(2, run -> true, null, null, nowhere));

        assertThat(again.failed().values())
                .extracting(Outcome::message)
                .allMatch(text -> text.endsWith("no process of its own could be started: no such program"));
        assertThat(again.kept()).isEqualTo(23);
    }

    @Test
    void runThatTakesTooLongIsGivenUpAndTriedAgainTheNextTime() throws Exception {
        laboratory.beats = run -> run.seed() == 2;

        Result result = run(folder, new Terms(1, run -> true, null, Duration.ofMillis(1), null));

        assertThat(result.failed()).hasSize(12);
        assertThat(result.failed().values()).extracting(Outcome::status).containsOnly(Status.TIME_OUT);
        assertThat(Files.readAllLines(folder.resolve("results.csv")).get(2)).contains(",2,time-out,1 KiB,x,");
        assertThat(run(folder, new Terms(1, run -> true, null, Duration.ofMinutes(9), null))
                        .failed())
                .isEmpty();
        assertThat(laboratory.simulated).hasValue(36);
    }

    @Test
    void aProcessThatIsTheSameInManyMixesIsSimulatedOnceAndHasARowInEach() throws Exception {
        laboratory.processes = List.of("a", "b");
        Plan plan = laboratory.plan(PlanTest.withAlone(sweep("s", 1)));

        run(folder, plan, 1, new Disk());

        assertThat(laboratory.simulated).hasValue(2 + 2);
        List<String> lines = Files.readAllLines(folder.resolve("results.csv"));
        assertThat(lines.get(0)).contains(",status,alone,cores.ipc");
        assertThat(lines).hasSize(1 + 6);
        assertThat(lines.get(2)).startsWith("1,0,desktop,chase,").contains(",ok,a,");
        assertThat(lines.get(5)).startsWith("4,1,desktop,zipf,").contains(",ok,a,");
        assertThat(lines.get(5).replaceAll(".*,ok", "")).isEqualTo(lines.get(2).replaceAll(".*,ok", ""));
        assertThat(Files.readString(folder.resolve("resolved.yaml"))).contains("\nalone: true\n");
    }

    @Test
    void stoppedCampaignKeepsWhatItHasAndWritesIt() throws Exception {
        Plan plan = laboratory.plan(spec);
        List<Campaign> running = new ArrayList<>();
        try (ResultFolder results = ResultFolder.open(folder, plan)) {
            Campaign campaign = new Campaign(plan, results, new Campaign.Origin(TOOL, List.of()), new SweepListener() {
                @Override
                public void started(Plan planned, int kept, int pending, int workers) {
                    assertThat(kept).isZero();
                }

                @Override
                public void finished(Run run, Outcome outcome) {
                    if (run.id() == 4) {
                        running.get(0).stop();
                    }
                }
            });
            running.add(campaign);
            assertThat(campaign.run(Terms.workers(1)).finished()).isEqualTo(5);
            assertThat(campaign.writeUnfinished()).isEqualTo(5);
        }
        assertThat(Files.readAllLines(folder.resolve("results.csv"))).hasSize(6);
        assertThat(folder.resolve("resolved.yaml")).content().startsWith("# Written by ziggurat 1.0.0");
        assertThat(folder.resolve("manifest.json")).content().contains("\"runs\" : 5,");
    }

    @Test
    void whatIsSimulatedIsWrittenBeforeTheFirstRun() throws Exception {
        List<Boolean> there = new ArrayList<>();
        laboratory.begun = (setup, limits) -> there.add(
                Files.exists(folder.resolve("resolved.yaml")) && Files.exists(folder.resolve("manifest.json")));

        run(folder, 1);

        assertThat(there).hasSize(24).doesNotContain(false);
    }

    @Test
    void manifestNamesTheToolTheRunsAndEverySession() throws Exception {
        run(folder, sweep("s", 1, axis("a.size", "1 KiB"), axis("b", "x")));
        run(folder, 1);

        assertThat(Files.readString(folder.resolve("manifest.json")))
                .contains("\"name\" : \"s\"", "\"version\" : \"1.0.0\"", "\"commit\" : \"0123456789abcdef\"")
                .containsPattern("(?s)\"runs\" : 2,.*\"runs\" : 22,")
                .contains(laboratory.plan(spec).runs().get(23).digest());
    }

    /** What the first run of the plan measures. */
    private String firstIpc() {
        Run first = new FakeLaboratory().plan(spec).runs().get(0);
        return first.setup()
                .simulate(first.limits(), new Watch(new Pulse()))
                .rows()
                .get(0)
                .value();
    }

    private Result run(Path to, int workers) throws InterruptedException {
        return run(to, laboratory.plan(spec), workers, new Disk());
    }

    private Result run(Path to, SweepSpec other) throws InterruptedException {
        return run(to, laboratory.plan(other), 1, new Disk());
    }

    private Result run(Path to, Terms terms) throws InterruptedException {
        Plan plan = laboratory.plan(spec);
        try (ResultFolder results = ResultFolder.open(to, plan)) {
            return new Campaign(plan, results, new Campaign.Origin(TOOL, List.of("sweep")), new Silent()).run(terms);
        }
    }

    private static Result run(Path to, Plan plan, int workers, Disk disk) throws InterruptedException {
        try (ResultFolder results = ResultFolder.open(to, plan, disk)) {
            return new Campaign(plan, results, new Campaign.Origin(TOOL, List.of("sweep")), new Silent())
                    .run(Terms.workers(workers));
        }
    }

    private boolean attempt(Path to, Disk disk) throws InterruptedException {
        try {
            run(to, laboratory.plan(spec), 2, disk);
            return true;
        } catch (ExperimentException e) {
            assertThat(e).hasMessageContaining("cannot write to");
            return false;
        }
    }

    private static int kept(Path results) throws IOException {
        if (!Files.exists(results.resolve("points"))) {
            return 0;
        }
        try (Stream<Path> points = Files.list(results.resolve("points"))) {
            return (int) points.filter(file -> file.toString().endsWith(".csv")).count();
        }
    }

    /** Everything that must be the same on every host. */
    private static Map<String, String> bytes(Path results) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        for (String name : List.of("results.csv", "statistics.csv", "resolved.yaml")) {
            bytes.put(name, Files.readString(results.resolve(name)));
        }
        return bytes;
    }

    /** A disk that is full now and then: at the opening of a file, in its middle or at its end. */
    private static final class FailingDisk implements Disk.Opener {
        private final Random random;

        private FailingDisk(Random random) {
            this.random = random;
        }

        @Override
        public synchronized OutputStream open(Path file) throws IOException {
            int fate = random.nextInt(20);
            if (fate == 0) {
                throw new IOException("No space left on device");
            }
            long room = fate < 4 ? random.nextInt(200) : Long.MAX_VALUE;
            return new FilterOutputStream(new FileOutputStream(file.toFile())) {
                private long left = room;

                @Override
                public void write(int one) throws IOException {
                    if (--left < 0) {
                        throw new IOException("No space left on device");
                    }
                    super.write(one);
                }
            };
        }
    }
}
