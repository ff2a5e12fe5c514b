package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.analysis.Replication;
import dev.ziggurat.analysis.StudentT;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.PlanTest;
import dev.ziggurat.experiment.plan.Precision;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.plan.SweepSpec.Sampling;
import dev.ziggurat.experiment.results.Disk;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.stats.Window.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that are run with one seed more until an interval is narrow enough; what the fake machines measure is as good as random. */
final class PrecisionTest {
    private static final int FIRST = 3;
    private static final int MOST = 12;
    private static final double WITHIN = 0.1;
    private static final List<String> SAME =
            List.of("results.csv", "statistics.csv", "dictionary.csv", "resolved.yaml");

    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private Plan plan = laboratory.plan(sweep("unused", 1));

    @BeforeEach
    void askForPrecision() {
        laboratory.change = PrecisionTest::spread;
        plan = laboratory.plan(precise(sweep("s", FIRST, axis("x", "1", "2", "3", "4", "5", "6"))));
    }

    /** Puts a number between 1 and 1.4 in the place of the first, which differs in its last digits only. */
    static Outcome spread(Outcome outcome) {
        List<Row> rows = new ArrayList<>(outcome.rows());
        Row first = rows.get(0);
        int mixed = (first.value().hashCode() * 0x9E3779B9) >>> 16;
        rows.set(
                0, new Row(first.component(), first.metric(), first.unit(), Double.toString(1 + mixed % 400 / 1000.0)));
        return new Outcome(outcome.status(), "", outcome.references(), outcome.notes(), rows);
    }

    static SweepSpec precise(SweepSpec spec) {
        Precision precision =
                new Precision(new Replication(FIRST, MOST, WITHIN, 0.95), List.of("cores.ipc"), Origin.ofDefault());
        return new SweepSpec(
                spec.name(),
                spec.description(),
                spec.machine(),
                spec.workloads(),
                spec.space(),
                new Sampling(1, FIRST, 100, Long.MAX_VALUE, precision),
                spec.comparison(),
                spec.metrics(),
                null);
    }

    @Test
    void eachPointHasTheFewestSeedsThatMakeItsIntervalNarrowEnough() throws Exception {
        carryOut("r", 2, null);

        Map<String, List<Double>> values = values("r");
        assertThat(values).hasSize(12);
        assertThat(values.values().stream().map(List::size).distinct().toList())
                .as("some need more than others")
                .hasSizeGreaterThan(2);
        values.forEach((point, all) -> {
            assertThat(all.size()).as(point).isBetween(FIRST, MOST);
            for (int seeds = FIRST; seeds <= all.size(); seeds++) {
                boolean narrow =
                        StudentT.interval(array(all.subList(0, seeds)), 0.95).relativeHalfWidth() <= WITHIN;
                assertThat(narrow)
                        .as("point %s after %s of %s", point, seeds, all.size())
                        .isEqualTo(seeds == all.size() && (all.size() < MOST || narrow));
            }
        });
    }

    @Test
    void bytesAreTheSameForAnyNumberOfWorkersAndInParts() throws Exception {
        carryOut("one", 1, null);
        carryOut("many", 4, null);
        List<Path> parts = List.of(carryOut("p1", 2, "1/2"), carryOut("p2", 2, "2/2"));
        try (ResultFolder merged = ResultFolder.open(folder.resolve("merged"), plan)) {
            assertThat(Merge.of(plan, merged, parts).missing()).isEmpty();
            campaign(merged).writeMerged(parts);
        }

        for (String name : SAME) {
            Path one = folder.resolve("one").resolve(name);
            assertThat(folder.resolve("many").resolve(name)).hasSameBinaryContentAs(one);
            assertThat(folder.resolve("merged").resolve(name)).hasSameBinaryContentAs(one);
        }
    }

    /** A sweep that had asked for more seeds leaves some that now nobody needs; they decide nothing. */
    @Test
    void seedsBeyondTheNeededOnesAreKeptButCountForNothing() throws Exception {
        carryOut("fresh", 1, null);
        Plan all = laboratory.plan(sweep("s", MOST, axis("x", "1", "2", "3", "4", "5", "6")));
        try (ResultFolder results = ResultFolder.open(folder.resolve("rich"), all)) {
            campaign(all, results).run(Terms.workers(2));
        }
        int simulated = laboratory.simulated.get();

        carryOut("rich", 2, null);

        assertThat(laboratory.simulated).hasValue(simulated);
        for (String name : SAME) {
            assertThat(folder.resolve("rich").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("fresh").resolve(name));
        }
    }

    @Test
    void aSeedThatFailedIsFollowedByAnother() throws Exception {
        carryOut("good", 1, null);
        laboratory.change = each -> each.rows().get(0).value().equals(firstIpc())
                ? new Outcome(Status.STALLED, "stuck", 5, List.of(), List.of())
                : spread(each);

        carryOut("r", 1, null);

        List<String> rows = Files.readAllLines(folder.resolve("r/results.csv"));
        assertThat(rows.get(1)).contains(",1,stalled,1,");
        assertThat(rows.stream().filter(row -> row.matches("[0-9]+,0,.*,ok,.*")).count())
                .as("values of the first point")
                .isGreaterThanOrEqualTo(FIRST);
    }

    @Test
    void theAccountAndTheStatusListWhatWasNeeded() throws Exception {
        carryOut("r", 2, null);

        SweepStatus status = SweepStatus.of(folder.resolve("r"));
        assertThat(status.missing()).isEmpty();
        assertThat(status.runs())
                .isEqualTo(laboratory.simulated.get())
                .isLessThan(plan.distinct().size());
        assertThat(Files.readString(folder.resolve("r/resolved.yaml")))
                .contains("replicate: {within: 10 %, metrics: [cores.ipc], at-most: 12, confidence: 95 %}");
    }

    /** The manifest of a process that was killed lists the first seeds alone: all of them there is not all that is needed. */
    @Test
    void statusSaysThatMoreRunsMayBeNeededUntilTheSweepHasEnded() {
        SweepListener killed = new SweepListener() {
            private int finished;

            @Override
            public void started(Plan planned, int kept, int pending, int workers) {}

            @Override
            public void finished(Run run, Outcome outcome) {
                if (++finished > 12 * FIRST) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        Path to = folder.resolve("r");
        assertThatThrownBy(() -> Trip.run(to, plan, Terms.workers(1), new Disk(), killed))
                .hasMessage("killed");
        SweepStatus status = SweepStatus.of(to);
        assertThat(status.missing()).isEmpty();
        assertThat(status.growing()).isTrue();

        assertThatCode(() -> carryOut("r", 1, null)).doesNotThrowAnyException();

        assertThat(SweepStatus.of(to).growing()).isFalse();
    }

    @Test
    void singleProcessesHaveTheSeedsOfTheirMix() throws Exception {
        laboratory.processes = List.of("a", "b");
        plan = laboratory.plan(PlanTest.withAlone(precise(sweep("s", FIRST, axis("x", "1", "2")))));

        carryOut("r", 2, null);

        Map<String, Long> rows = Files.readAllLines(folder.resolve("r/results.csv")).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .collect(Collectors.groupingBy(row -> row[1] + row[10], Collectors.counting()));
        for (int point = 0; point < 4; point++) {
            assertThat(rows.get(point + "a")).isEqualTo(rows.get(point + "b")).isEqualTo(rows.get(point + ""));
        }
    }

    private String firstIpc() {
        Run first = plan.runs().get(0);
        return new FakeLaboratory()
                .plan(sweep("s", 1, axis("x", "1", "2")))
                .runs()
                .get(0)
                .setup()
                .simulate(first.limits(), new Watch(new Pulse()))
                .rows()
                .get(0)
                .value();
    }

    private Path carryOut(String name, int workers, @Nullable String shard) throws InterruptedException {
        Path to = folder.resolve(name);
        Terms terms = new Terms(workers, run -> true, shard == null ? null : Shard.parse(shard), null, null);
        try (ResultFolder results = ResultFolder.open(to, plan)) {
            campaign(results).run(terms);
        }
        return to;
    }

    private Campaign campaign(ResultFolder results) {
        return campaign(plan, results);
    }

    private static Campaign campaign(Plan of, ResultFolder results) {
        Tool tool = new Tool("1.0.0", "0123456789abcdef", "false");
        return new Campaign(of, results, new Invocation(tool, List.of("sweep")), new Silent());
    }

    /** The values of each point in the order of the seeds. */
    private Map<String, List<Double>> values(String name) throws Exception {
        Map<String, List<Double>> values = new HashMap<>();
        List<String> rows = Files.readAllLines(folder.resolve(name).resolve("results.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            List<Double> point = values.computeIfAbsent(cells[1], unknown -> new ArrayList<>());
            assertThat(cells[8]).isEqualTo(Integer.toString(point.size() + 1));
            point.add(Double.valueOf(cells[11]));
        }
        return values;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
