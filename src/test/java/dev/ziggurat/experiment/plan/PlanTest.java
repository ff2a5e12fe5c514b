package dev.ziggurat.experiment.plan;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Baseline;
import dev.ziggurat.experiment.design.Constraint;
import dev.ziggurat.experiment.design.Product;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.plan.SweepSpec.Sampling;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.RunLimits;
import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public final class PlanTest {
    private static final Source DESKTOP = Source.argument("desktop");
    private static final Source CHASE = Source.argument("chase");

    private final FakeLaboratory laboratory = new FakeLaboratory();

    @Test
    void workloadChangesMostSlowlyThenTheAxesThenTheSeeds() {
        Plan plan = laboratory.plan(sweep("s", 2, axis("a.size", "1", "2"), axis("b", "x", "y", "z")));

        assertThat(plan.runs()).hasSize(2 * 2 * 3 * 2);
        assertThat(plan.runs())
                .extracting(Run::id)
                .isEqualTo(IntStream.range(0, 24).boxed().toList());
        assertThat(plan.runs().subList(0, 6))
                .extracting(run ->
                        run.setup().workload() + run.values() + run.limits().seed() + "p" + run.point())
                .containsExactly(
                        "chase[1, x]1p0",
                        "chase[1, x]2p0",
                        "chase[1, y]1p1",
                        "chase[1, y]2p1",
                        "chase[1, z]1p2",
                        "chase[1, z]2p2");
        assertThat(plan.runs().get(6).values()).containsExactly("2", "x");
        assertThat(plan.runs().get(12).setup().workload()).isEqualTo("zipf");
        assertThat(plan.runs().get(23).point()).isEqualTo(11);
        assertThat(plan.paths()).containsExactly("a.size", "b");
    }

    @Test
    void sweepWithoutAxesHasOnePointPerWorkload() {
        assertThat(laboratory.plan(sweep("s", 1)).runs()).hasSize(2);
    }

    @Test
    void everyPointIsReadOnceAndSettingsLieBelowTheAxes() {
        SweepSpec spec = sweep("s", 3, axis("a", "1"));
        Setting set = Setting.parse("b=7");

        Plan.of(spec, List.of(set), laboratory, "1.0.0");

        assertThat(laboratory.prepared)
                .containsExactly(
                        "chase@desktop b: 7 a: 1", "chase@desktop b: 7", "zipf@desktop b: 7 a: 1", "zipf@desktop b: 7");
    }

    public static SweepSpec withAlone(SweepSpec spec) {
        return new SweepSpec(
                spec.name(),
                spec.description(),
                spec.machine(),
                spec.workloads(),
                spec.space(),
                spec.sampling(),
                new Comparison(Baseline.NONE, true),
                spec.metrics(),
                null);
    }

    @Test
    void processesAreSimulatedAloneAfterTheirMixWithTheSameSeeds() {
        laboratory.processes = List.of("a", "b");

        Plan plan = laboratory.plan(withAlone(sweep("s", 2, axis("x", "1", "2"))));

        assertThat(plan.runs().subList(0, 7))
                .extracting(run -> run.setup().alone() + run.limits().seed() + "p" + run.point())
                .containsExactly("1p0", "2p0", "a1p0", "a2p0", "b1p0", "b2p0", "1p1");
        assertThat(plan.points()).isEqualTo(4);
    }

    @Test
    void aWorkloadOfOneProcessIsAloneAnyway() {
        assertThat(laboratory.plan(withAlone(sweep("s", 1))).runs()).hasSize(2);
    }

    @Test
    void digestChangesWithWhateverTheOutcomeDependsOn() {
        Setup setup = laboratory.prepare(DESKTOP, CHASE, List.of());
        RunLimits limits = new RunLimits(1, 100, 1000);
        String digest = Run.digestOf(setup, limits, "1.0.0");

        assertThat(digest).hasSize(64).isEqualTo(Run.digestOf(setup, limits, "1.0.0"));
        assertThat(List.of(
                        digest,
                        Run.digestOf(setup, limits, "1.0.1"),
                        Run.digestOf(setup, new RunLimits(2, 100, 1000), "1.0.0"),
                        Run.digestOf(setup, new RunLimits(1, 101, 1000), "1.0.0"),
                        Run.digestOf(setup, new RunLimits(1, 100, 1001), "1.0.0"),
                        Run.digestOf(laboratory.prepare(Source.argument("server"), CHASE, List.of()), limits, "1.0.0"),
                        Run.digestOf(laboratory.prepare(DESKTOP, Source.argument("zipf"), List.of()), limits, "1.0.0")))
                .doesNotHaveDuplicates();
    }

    @Test
    void digestDoesNotDependOnThePlaceInThePlan() {
        Plan small = laboratory.plan(sweep("s", 1, axis("a", "2")));
        Plan large = laboratory.plan(sweep("other", 2, axis("a", "1", "2")));

        assertThat(large.runs())
                .extracting(Run::digest)
                .contains(small.runs().get(0).digest());
    }

    @Test
    void unknownMetricIsToldWithTheNearest() {
        SweepSpec spec = withMetrics("llc.mkpi");

        assertThatThrownBy(() -> laboratory.plan(spec))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("llc.mkpi")
                .hasMessageContaining("did you mean 'llc.mpki'?");
    }

    @Test
    void sweepWithoutMetricsTakesTheUsualOnesThatThereAre() {
        assertThat(laboratory.plan(withMetrics()).spec().metrics()).containsExactly("cores.ipc");
    }

    @Test
    void twoValuesThatMeanTheSameAreAnError() {
        assertThatThrownBy(() -> laboratory.plan(sweep("s", 1, axis("a", "1", "1"))))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("chase, a: 1")
                .hasMessageContaining("leave one of them out");
    }

    @Test
    void twoWorkloadsOfOneNameAreAnError() {
        SweepSpec spec = new SweepSpec(
                "s",
                "",
                DESKTOP,
                List.of(CHASE, CHASE),
                Space.POINT,
                new Sampling(1, 1, 0, Long.MAX_VALUE),
                Comparison.NONE,
                List.of(),
                null);

        assertThatThrownBy(() -> laboratory.plan(spec)).hasMessageContaining("two workloads of the name 'chase'");
    }

    @Test
    void endlessProductIsRefusedBeforeItIsMade() {
        String[] many = IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new);
        Axis[] axes = IntStream.range(0, 11).mapToObj(i -> axis("a" + i, many)).toArray(Axis[]::new);

        assertThatThrownBy(() -> laboratory.plan(sweep("s", 1, axes))).hasMessageContaining("more than 1000000 runs");
    }

    @Test
    void moreThanAMillionPointsOfOneWorkloadAreRefusedToo() {
        String[] many = IntStream.range(0, 101).mapToObj(Integer::toString).toArray(String[]::new);
        SweepSpec two = sweep("s", 1, axis("a", many), axis("b", many), axis("c", many));
        SweepSpec one = new SweepSpec(
                "s", "", DESKTOP, List.of(CHASE), two.space(), two.sampling(), Comparison.NONE, List.of(), null);

        assertThatThrownBy(() -> laboratory.plan(one)).hasMessageContaining("more than 1000000 runs");
    }

    @Test
    void resolvedFileShowsWhatTheValuesAreLaidOverAndTheAxes() {
        Plan plan = laboratory.plan(sweep("odd: name", 2, axis("a.size", "1 KiB", "{kind: x, n: 2}")));

        assertThat(plan.resolved(Path.of("out"))).isEqualTo("""
                        # Written by ziggurat 1.0.0: a sweep file, with which `ziggurat sweep` does the same again.
                        sweep: "odd: name"
                        seed: 1
                        seeds: 2
                        warm-up: 100 references
                        metrics: [cores.ipc, llc.mpki]
                        design: product
                        vary:
                          a.size:
                            - 1 KiB
                            - "{kind: x, n: 2}"
                        machine:
                          machine: desktop
                        workloads:
                          - workload: chase
                          - workload: zipf
                        """);
    }

    @Test
    void resolvedFileKeepsTheDescriptionWhateverItSays() {
        SweepSpec plain = sweep("s", 1, axis("a", "1"));
        SweepSpec described = new SweepSpec(
                plain.name(),
                "how: much?\n\"all\"",
                plain.machine(),
                plain.workloads(),
                plain.space(),
                plain.sampling(),
                plain.comparison(),
                plain.metrics(),
                null);

        assertThat(laboratory.plan(described).resolved(Path.of("out")))
                .contains("\nsweep: s\ndescription: \"how: much?\\u000a\\\"all\\\"\"\nseed: 1\n");
        assertThat(laboratory.plan(plain).resolved(Path.of("out"))).doesNotContain("description");
    }

    private static SweepSpec withMetrics(String... metrics) {
        SweepSpec spec = sweep("s", 1, axis("a", "1"));
        return spec.withMetrics(List.of(metrics));
    }

    @Test
    void conditionsLeavePointsOutAndMayNameWhatIsNotVaried() {
        SweepSpec plain = sweep("s", 2, axis("a.size", "1 MiB", "4 MiB", "8 MiB"), axis("b", "x", "y"));
        Constraint condition = Constraint.parse(Origin.ofDefault(), "a.size <= fixed.size");
        SweepSpec spec = withSpace(plain, new Space(plain.space().factors(), new Product.Spec(), List.of(condition)));
        Plan plan = laboratory.plan(spec);

        assertThat(plan.points()).isEqualTo(2 * 2 * 2);
        assertThat(plan.leftOut()).isEqualTo(2 * 2);
        assertThat(plan.runs())
                .hasSize(16)
                .extracting(run -> run.values().get(0))
                .doesNotContain("8 MiB");
    }

    @Test
    void conditionsThatLeaveNothingAreAnError() {
        SweepSpec plain = sweep("s", 1, axis("a.size", "8 MiB"));
        Constraint condition = Constraint.parse(Origin.ofDefault(), "a.size < 4 MiB");
        SweepSpec spec = withSpace(plain, new Space(plain.space().factors(), new Product.Spec(), List.of(condition)));

        assertThatThrownBy(() -> laboratory.plan(spec))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("where: a.size < 4 MiB: no point of the sweep fulfils this condition");
    }

    private static SweepSpec withSpace(SweepSpec spec, Space space) {
        return new SweepSpec(
                spec.name(),
                spec.description(),
                spec.machine(),
                spec.workloads(),
                space,
                spec.sampling(),
                spec.comparison(),
                spec.metrics(),
                null);
    }
}
