package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.PlanTest;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MergeTest {
    private static final Invocation ORIGIN =
            new Invocation(new Tool("1.0.0", "0123456789abcdef", "false"), List.of("sweep"));
    private static final List<String> SAME =
            List.of("results.csv", "statistics.csv", "dictionary.csv", "resolved.yaml");

    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final Plan plan;

    MergeTest() {
        laboratory.processes = List.of("a", "b");
        plan = laboratory.plan(PlanTest.withAlone(sweep("s", 2, axis("x", "1", "2", "3", "4"))));
    }

    @Test
    void partsPutTogetherAreTheSameToTheByteAsTheWhole() throws Exception {
        carryOut("whole", plan, null);
        List<Path> parts =
                List.of(carryOut("p1", plan, "1/3"), carryOut("p2", plan, "2/3"), carryOut("p3", plan, "3/3"));

        Merge.Result result = merge("merged", parts);

        assertThat(result.missing()).isEmpty();
        assertThat(result.taken()).isEqualTo(plan.distinct().size());
        for (String name : SAME) {
            assertThat(folder.resolve("merged").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
        assertThat(Files.readString(folder.resolve("merged/manifest.json")).split("\"started\""))
                .as("three sessions and this one")
                .hasSize(1 + 4);
    }

    @Test
    void missingRunsAreNamedAndTheSameSweepSimulatesThem() throws Exception {
        Path part = carryOut("p1", plan, "1/3");
        Merge.Result result = merge("merged", List.of(part));
        int simulated = laboratory.simulated.get();

        assertThat(result.missing()).hasSize(plan.distinct().size() - result.taken());

        carryOut("merged", plan, null);
        assertThat(laboratory.simulated.get() - simulated)
                .isEqualTo(result.missing().size());
    }

    @Test
    void aSecondMergeTakesOnlyWhatIsNew() throws Exception {
        Path first = carryOut("p1", plan, "1/2");
        merge("merged", List.of(first));

        Merge.Result again = merge("merged", List.of(first, carryOut("p2", plan, "2/2")));

        assertThat(again.missing()).isEmpty();
        assertThat(again.taken()).isLessThan(plan.distinct().size());
    }

    @Test
    void outcomesThatDifferAreRefusedAndNothingIsChanged() throws Exception {
        Path one = carryOut("one", plan, null);
        laboratory.change = each -> new Outcome(each.status(), "", each.references() + 1, each.notes(), each.rows());
        Path other = carryOut("other", plan, null);

        assertThatThrownBy(() -> merge("merged", List.of(one, other)))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("differ, although they come of the same");
        assertThat(kept(folder.resolve("merged"))).isEmpty();
        merge("merged", List.of(one));
        assertThatThrownBy(() -> merge("merged", List.of(other))).hasMessageContaining("differ");
    }

    /** The same machine may stand in several files, and a note names a key of the file that was read. */
    @Test
    void outcomesThatDifferInTheirNotesAreTheSame() throws Exception {
        Path one = carryOut("one", plan, null);
        laboratory.change = each -> new Outcome(
                each.status(),
                each.message(),
                each.references(),
                List.of("variants: a key without effect"),
                each.rows());
        Path other = carryOut("other", plan, null);

        assertThat(merge("merged", List.of(one, other)).missing()).isEmpty();
    }

    @Test
    void runsOfAnotherSweepAreRefused() throws Exception {
        Path other = carryOut("other", laboratory.plan(sweep("elsewhere", 1, axis("y", "7"))), null);

        assertThatThrownBy(() -> merge("merged", List.of(other)))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("holds the results of 'elsewhere' by version 1.0.0: 2 of its 2 finished runs");
        assertThatThrownBy(() -> merge("merged", List.of(folder.resolve("nowhere"))))
                .hasMessageContaining("is no folder of results");
    }

    @Test
    void aDamagedFileCountsAsMissing() throws Exception {
        Path part = carryOut("p", plan, null);
        Path point = kept(part).get(0);
        Files.writeString(point, Files.readString(point).substring(7));

        Merge.Result result = merge("merged", List.of(part));

        assertThat(result.damaged()).isEqualTo(1);
        assertThat(result.missing()).hasSize(1);
    }

    @Test
    void aDamagedFileInTheTargetIsPutRightFromAPart() throws Exception {
        Path part = carryOut("p", plan, null);
        carryOut("merged", plan, null);
        Path point = kept(folder.resolve("merged")).get(0);
        Files.writeString(point, Files.readString(point).substring(7));

        Merge.Result result = merge("merged", List.of(part));

        assertThat(result.taken()).isEqualTo(1);
        assertThat(result.missing()).isEmpty();
        assertThat(point).hasSameBinaryContentAs(kept(part).get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{}",
                "{\"runs\": [{\"run\": \"x\", \"digest\": \"0\"}]}",
                "{\"runs\": [{\"point\": []}]}"
            })
    void statusOfADamagedManifestIsNotThatAllIsThere(String manifest) throws Exception {
        Path part = carryOut("p", plan, null);
        Files.writeString(part.resolve("manifest.json"), manifest);

        assertThatThrownBy(() -> SweepStatus.of(part))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("manifest.json is damaged")
                .hasMessageContaining("--out " + part + " writes it anew");

        carryOut("p", plan, null);
        assertThat(SweepStatus.of(part).missing()).isEmpty();
    }

    @Test
    void statusTellsOfThePartThatAFolderHolds() throws Exception {
        Path part = carryOut("p", plan, "1/2");
        SweepStatus status = SweepStatus.of(part);
        assertThat(status.shard()).isEqualTo(new Shard(1, 2));
        assertThat(status.missing()).isEmpty();
        assertThat(status.done()).isEqualTo(status.runs()).isEqualTo(kept(part).size());
        assertThat(status.latest()).isNotNull();

        Files.delete(kept(part).get(0));
        assertThat(SweepStatus.of(part).missing()).hasSize(1);

        carryOut("p", plan, null);
        assertThat(SweepStatus.of(part).runs()).isEqualTo(plan.distinct().size());
        assertThat(SweepStatus.of(part).name()).isEqualTo("s");
    }

    @Test
    void statusCountsWhatFailedForGood() throws Exception {
        laboratory.change = each -> new Outcome(Outcome.Status.STALLED, "stuck", 5, List.of(), each.rows());

        SweepStatus status = SweepStatus.of(carryOut("p", plan, null));

        assertThat(status.failed()).isEqualTo(status.runs()).isEqualTo(status.done());
        assertThatThrownBy(() -> SweepStatus.of(folder)).hasMessageContaining("is no folder of results");
    }

    @Test
    void statusCountsWhatFailedAndWillBeTriedAgain() throws Exception {
        laboratory.change = each -> new Outcome(Outcome.Status.BAD_INPUT, "line 3", 0, List.of(), List.of());

        SweepStatus status = SweepStatus.of(carryOut("p", plan, null));

        assertThat(status.missing()).isEmpty();
        assertThat(status.done()).isZero();
        assertThat(status.failed()).isEqualTo(status.runs());
    }

    private Path carryOut(String name, Plan what, @org.jspecify.annotations.Nullable String shard)
            throws InterruptedException {
        Path to = folder.resolve(name);
        Terms terms = new Terms(2, run -> true, shard == null ? null : Shard.parse(shard), null, null);
        try (ResultFolder results = ResultFolder.open(to, what)) {
            new Campaign(what, results, ORIGIN, new Silent()).run(terms);
        }
        return to;
    }

    private Merge.Result merge(String name, List<Path> parts) {
        try (ResultFolder results = ResultFolder.open(folder.resolve(name), plan)) {
            Merge.Result result = Merge.of(plan, results, parts);
            new Campaign(plan, results, ORIGIN, new Silent()).writeMerged(parts);
            return result;
        }
    }

    private static List<Path> kept(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results.resolve("points"))) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList());
        }
    }
}
