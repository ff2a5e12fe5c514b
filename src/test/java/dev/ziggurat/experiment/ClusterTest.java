package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.Cluster.Answer;
import dev.ziggurat.experiment.Cluster.Errand;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.PlanTest;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign on another host: a plan of its own there, and everything that goes to and fro serialized. */
final class ClusterTest {
    private static final List<String> SAME = List.of("results.csv", "statistics.csv", "resolved.yaml");

    @TempDir
    Path folder;

    private final FakeLaboratory here = new FakeLaboratory();
    private final FakeLaboratory there = new FakeLaboratory();

    /** Points need between 3 and 12 seeds, and as many of their single processes. */
    @Test
    void bytesAreThoseOfTheThreadsOfOneProcess() throws Exception {
        askForPrecision();
        Plan plan = precise(here);
        carryOut(plan, "local", null);

        carryOut(plan, "remote", new Elsewhere(precise(there), 3));

        assertSame("local", "remote");
        assertThat(kept("remote")).isEqualTo(kept("local"));
    }

    @Test
    void goesOnWhereThreadsStoppedAndSimulatesNothingAgain() throws Exception {
        askForPrecision();
        Plan plan = adaptive(here);
        carryOut(plan, "local", null);
        Terms some = new Terms(2, run -> run.limits().seed() != 2 && run.point() != 1, null, null, null);
        try (ResultFolder results = ResultFolder.open(folder.resolve("remote"), plan)) {
            campaign(plan, results).run(some);
        }
        int before = kept("remote").size();

        carryOut(plan, "remote", new Elsewhere(adaptive(there), 3));

        assertSame("local", "remote");
        assertThat(before).isPositive();
        assertThat(there.simulated.get()).isEqualTo(kept("remote").size() - before);
    }

    @Test
    void aProcessThatIsAloneAtManyPointsIsSimulatedOnce() throws Exception {
        Plan plan = mixes(here);
        carryOut(plan, "local", null);

        carryOut(plan, "remote", new Elsewhere(mixes(there), 2));

        assertSame("local", "remote");
        assertThat(there.simulated.get())
                .isEqualTo(here.simulated.get())
                .isEqualTo(plan.distinct().size());
    }

    @Test
    void aFailedRunIsAnOutcomeLikeAnyOther() throws Exception {
        here.change = ClusterTest::failing;
        there.change = ClusterTest::failing;
        Plan plan = here.plan(sweep("s", 2, axis("x", "1", "2", "3", "4")));
        Campaign.Result local = carryOut(plan, "local", null);

        Campaign.Result remote = carryOut(plan, "remote", new Elsewhere(plan(there), 2));

        assertSame("local", "remote");
        assertThat(remote.failed()).isNotEmpty().isEqualTo(local.failed());
    }

    /** Whoever takes point 3 dies. */
    @Test
    void whatIsLostTakesNothingWithIt() throws Exception {
        Plan plan = here.plan(sweep("s", 2, axis("x", numbers(12))));
        Elsewhere elsewhere = new Elsewhere(there.plan(sweep("s", 2, axis("x", numbers(12)))), 1);
        elsewhere.deadly = 3;

        Campaign.Result result = carryOut(plan, "remote", elsewhere);

        assertThat(result.failed().keySet()).extracting(Run::point).containsOnly(3);
        assertThat(result.failed().values()).extracting(Outcome::message).containsOnly("planted");
        assertThat(kept("remote")).hasSize(plan.runs().size() - 2);
        elsewhere.deadly = -1;
        carryOut(plan, "remote", elsewhere);
        carryOut(plan, "local", null);
        assertSame("local", "remote");
    }

    @Test
    void shortPointsGoTogether() throws Exception {
        Plan plan = here.plan(sweep("s", 1, axis("x", numbers(60))));
        Elsewhere elsewhere = new Elsewhere(there.plan(sweep("s", 1, axis("x", numbers(60)))), 1);

        carryOut(plan, "remote", elsewhere);

        assertThat(kept("remote")).hasSize(120);
        assertThat(elsewhere.sizes).hasSizeLessThan(60);
        assertThat(elsewhere.sizes)
                .as("none gets more than half of what waits, so that nobody waits for one")
                .allMatch(size -> size <= 60);
    }

    @Test
    void aClusterThatCannotGoOnEndsTheSweepAndLeavesWhatHasFinished() throws Exception {
        Plan plan = plan(here);
        Elsewhere elsewhere = new Elsewhere(plan(there), 1);
        elsewhere.refusedFrom = 2;

        assertThatThrownBy(() -> carryOut(plan, "remote", elsewhere))
                .isInstanceOf(ExperimentException.class)
                .hasMessage("planted");

        int finished = 2 * (elsewhere.sizes.get(0) + elsewhere.sizes.get(1));
        assertThat(kept("remote")).hasSize(finished);
        assertThat(Files.readAllLines(folder.resolve("remote/results.csv")))
                .filteredOn(row -> row.contains(",ok,"))
                .hasSize(finished);
    }

    @Test
    void withNothingToDoNoClusterIsOpened() throws Exception {
        Plan plan = plan(here);
        carryOut(plan, "local", null);

        try (ResultFolder results = ResultFolder.open(folder.resolve("local"), plan)) {
            Campaign.Result again = campaign(plan, results).run(Terms.workers(1), () -> {
                throw new IllegalStateException("opened");
            });
            assertThat(again.finished()).isZero();
        }
    }

    private static Plan plan(FakeLaboratory laboratory) {
        return laboratory.plan(sweep("s", 2, axis("x", "1", "2", "3", "4")));
    }

    private static Plan mixes(FakeLaboratory laboratory) {
        laboratory.processes = List.of("a", "b");
        return laboratory.plan(PlanTest.withAlone(sweep("s", 2, axis("x", "1", "2", "3"))));
    }

    private static Plan adaptive(FakeLaboratory laboratory) {
        return laboratory.plan(PrecisionTest.precise(sweep("s", 3, axis("x", "1", "2", "3", "4", "5", "6"))));
    }

    private static Plan precise(FakeLaboratory laboratory) {
        laboratory.processes = List.of("a", "b");
        return laboratory.plan(
                PlanTest.withAlone(PrecisionTest.precise(sweep("s", 3, axis("x", "1", "2", "3", "4", "5", "6")))));
    }

    private void askForPrecision() {
        here.change = PrecisionTest::spread;
        there.change = PrecisionTest::spread;
    }

    private static Outcome failing(Outcome outcome) {
        boolean fails = Integer.parseInt(outcome.rows().get(1).value()) % 2 == 0;
        return fails ? new Outcome(Outcome.Status.STALLED, "planted", 7, List.of(), outcome.rows()) : outcome;
    }

    private static String[] numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private Campaign.Result carryOut(Plan plan, String name, Cluster.Opening cluster) throws InterruptedException {
        try (ResultFolder results = ResultFolder.open(folder.resolve(name), plan)) {
            return campaign(plan, results).run(Terms.workers(4), cluster);
        }
    }

    private static Campaign campaign(Plan plan, ResultFolder results) {
        Tool tool = new Tool("1.0.0", "0123456789abcdef", "false");
        return new Campaign(plan, results, new Invocation(tool, List.of("sweep")), new Silent());
    }

    private void assertSame(String one, String other) {
        for (String name : SAME) {
            assertThat(folder.resolve(other).resolve(name))
                    .hasSameBinaryContentAs(folder.resolve(one).resolve(name));
        }
    }

    private Map<String, String> kept(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("points"))) {
            Map<String, String> kept = new TreeMap<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).collect(Collectors.toSet())) {
                kept.put(file.getFileName().toString(), Files.readString(file));
            }
            return kept;
        }
    }

    /** Another host. */
    private static final class Elsewhere implements Cluster, Cluster.Opening {
        private final PointWork work;
        private final int places;
        private final List<Integer> sizes = new ArrayList<>();
        private int deadly = -1;
        private int refusedFrom = Integer.MAX_VALUE;

        Elsewhere(Plan plan, int places) {
            work = new PointWork(plan, null);
            this.places = places;
        }

        @Override
        public Cluster open() {
            return this;
        }

        @Override
        public int places() {
            return places;
        }

        @Override
        public Answer carryOut(List<Errand> errands) {
            synchronized (this) {
                sizes.add(errands.size());
                if (sizes.size() > refusedFrom) {
                    throw new ExperimentException("planted");
                }
            }
            if (errands.stream().anyMatch(errand -> errand.point() == deadly)) {
                return Answer.lost("planted");
            }
            return copied(
                    work.carryOut(errands.stream().map(ClusterTest::copied).toList()));
        }

        @Override
        public void close() {}
    }

    @SuppressWarnings("unchecked")
    private static <T extends Serializable> T copied(T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
