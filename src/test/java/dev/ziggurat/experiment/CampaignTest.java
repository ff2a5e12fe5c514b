package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Disk;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.Manifest;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

        assertThat(Trip.bytes(folder.resolve("many"))).isEqualTo(Trip.bytes(folder.resolve("one")));
    }

    @Test
    void finishedSweepDoesNothingNew() throws Exception {
        run(folder, 2);
        Map<String, String> before = Trip.bytes(folder);
        String manifest = Files.readString(folder.resolve("manifest.json"));

        Result again = run(folder, 2);

        assertThat(again.kept()).isEqualTo(24);
        assertThat(again.finished()).isZero();
        assertThat(laboratory.simulated).hasValue(24);
        assertThat(Trip.bytes(folder)).isEqualTo(before);
        assertThat(folder.resolve("manifest.json")).hasContent(manifest);
    }

    @Test
    void damagedPointIsSimulatedAgain() throws Exception {
        run(folder, 1);
        Map<String, String> before = Trip.bytes(folder);
        Path point;
        try (Stream<Path> points = Files.list(folder.resolve("points"))) {
            point = points.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(point, Files.readString(point).substring(40));

        assertThat(run(folder, 1).finished()).isEqualTo(1);

        assertThat(Trip.bytes(folder)).isEqualTo(before);
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
        Map<String, String> before = Trip.bytes(folder);

        assertThatThrownBy(() -> run(folder, 1))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("results of 'other' by version 1.0.0: 2 of its 2 finished runs")
                .hasMessageContaining("--out DIR");
        assertThat(Trip.bytes(folder)).isEqualTo(before);
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
    void stoppedCampaignKeepsWhatItHasAndWritesIt() throws Exception {
        Plan plan = laboratory.plan(spec);
        List<Campaign> running = new ArrayList<>();
        try (ResultFolder results = ResultFolder.open(folder, plan)) {
            Campaign campaign = new Campaign(plan, results, new Invocation(TOOL, List.of()), new SweepListener() {
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
    @Timeout(60)
    void workerThatBreaksEndsTheCampaignAndLeavesNobodyWaiting() {
        SweepListener broken = new SweepListener() {
            @Override
            public void started(Plan planned, int kept, int pending, int workers) {}

            @Override
            public void finished(Run run, Outcome outcome) {
                if (run.id() == 4) {
                    throw new IllegalStateException("planted");
                }
            }
        };

        assertThatThrownBy(() -> Trip.run(folder, laboratory.plan(spec), Terms.workers(2), new Disk(), broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("planted");
    }

    /** Ctrl-C may come while the files are written anyway; two writers of one file would spoil it. */
    @Test
    void interruptionWaitsForTheFilesThatAreBeingWritten() throws Exception {
        Plan plan = laboratory.plan(spec);
        AtomicInteger writers = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Campaign> running = new ArrayList<>();
        List<Thread> interrupted = new CopyOnWriteArrayList<>();
        Disk disk = new Disk(file -> {
            if (!file.endsWith("results.csv.tmp")) {
                return new FileOutputStream(file.toFile());
            }
            seen.add(writers.incrementAndGet());
            if (interrupted.isEmpty()) {
                interrupted.add(new Thread(() -> running.get(0).writeUnfinished()));
                interrupted.get(0).start();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            return new FilterOutputStream(new FileOutputStream(file.toFile())) {
                @Override
                public void close() throws IOException {
                    super.close();
                    writers.decrementAndGet();
                }
            };
        });
        try (ResultFolder results = ResultFolder.open(folder, plan, disk)) {
            running.add(new Campaign(plan, results, new Invocation(TOOL, List.of()), new Silent()));
            running.get(0).run(Terms.workers(1));
            interrupted.get(0).join();
        }
        assertThat(seen).containsExactly(1, 1);
    }

    /** The same runs in another order have other numbers. */
    @Test
    void manifestTellsOfTheSweepAsItIsNowThoughNothingWasSimulated() throws Exception {
        run(folder, 1);
        SweepSpec turned = sweep("s", 2, axis("a.size", "4 KiB", "2 KiB", "1 KiB"), axis("b", "x", "a,\"b\""));

        assertThat(run(folder, turned).finished()).isZero();

        Plan plan = laboratory.plan(turned);
        assertThat(Manifest.isOf(folder.resolve("manifest.json"), plan, plan.runs()))
                .isTrue();
        assertThat(SweepStatus.of(folder).missing()).isEmpty();
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
        return Trip.run(to, laboratory.plan(spec), workers);
    }

    private Result run(Path to, SweepSpec other) throws InterruptedException {
        return Trip.run(to, laboratory.plan(other), 1);
    }
}
