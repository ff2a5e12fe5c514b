package dev.ziggurat.experiment.run;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.experiment.plan.Comparison;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.stats.Window.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EstimateTest {
    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final AtomicLong now = new AtomicLong();
    private final List<Long> limits = new ArrayList<>();

    /** A host that takes 30 ms to begin, and a second for a millisecond of simulated time, in which there are 500,000 references. */
    private void takeTime() {
        laboratory.begun = (setup, run) -> {
            limits.add(run.limit());
            now.addAndGet(30_000_000 + run.limit());
        };
        laboratory.change =
                each -> new Outcome(Status.LIMIT, "", limits.get(limits.size() - 1) / 2000, each.notes(), each.rows());
    }

    @Test
    void trialGrowsUntilItTellsTheRate() {
        takeTime();
        Plan plan = laboratory.plan(sweep("s", 3, axis("a", "1", "2")));
        Estimate estimate = Estimate.of(plan.runs(), now::get);

        // 12 runs of 1000 references and 100 of warm-up, of two workloads, at 500,000 references a second. Three of
        // each are tried.
        assertThat(limits).hasSize(2 * 3 * 4);
        assertThat(limits.subList(0, 4))
                .isEqualTo(limits.subList(20, 24))
                .containsExactly(10_000_000L, 40_000_000L, 160_000_000L, 640_000_000L);
        assertThat(estimate.references()).isEqualTo(12 * 1100);
        assertThat(estimate.seconds()).isCloseTo(12 * 1100 / 500_000.0, within(1e-12));
        assertThat(estimate.unknown()).isZero();
    }

    @Test
    void runThatEndsSoonerTellsItToo() {
        laboratory.begun = (setup, run) -> now.addAndGet(2_000_000);
        Plan plan = laboratory.plan(sweep("s", 1));

        assertThat(Estimate.of(plan.runs(), now::get).seconds()).isCloseTo(2 * 1100 / 500_000.0, within(1e-12));
    }

    /** The last of five runs, ten times as slow as the others, stands for the fourth too. */
    @Test
    void triedRunsStandForThoseAroundThem() {
        laboratory.begun = (setup, run) ->
                now.addAndGet(setup.resolvedMachine(List.of()).contains("a: 5") ? 20_000_000 : 2_000_000);
        Plan plan = laboratory.plan(sweep("s", 1, axis("a", "1", "2", "3", "4", "5")));

        assertThat(Estimate.of(plan.runs(), now::get).seconds())
                .isCloseTo(2 * (3 * 1100 / 500_000.0 + 2 * 1100 / 50_000.0), within(1e-12));
    }

    @Test
    void lengthOfWhatIsCutShortIsUnknown() {
        SweepSpec spec = sweep("s", 1);
        SweepSpec limited = new SweepSpec(
                spec.name(),
                spec.description(),
                spec.machine(),
                spec.workloads(),
                spec.space(),
                new SweepSpec.Sampling(1, 1, 0, 1000),
                Comparison.NONE,
                spec.metrics(),
                null);

        assertThat(Estimate.of(laboratory.plan(limited).runs(), now::get).unknown())
                .isEqualTo(2);
        assertThat(laboratory.simulated).hasValue(0);
    }

    /**
     * A host that simulates 100,000 references a second, of which each of a program first touches a page that costs the kernel 65: what follows when the
     * eight pages are touched is the program's alone.
     */
    @Test
    void firstTouchesEndWhenAllPagesAreTouched() {
        laboratory.begun = (setup, run) -> now.addAndGet(30_000_000_000L);
        laboratory.change = each -> new Outcome(
                Status.LIMIT,
                "",
                45_454,
                each.notes(),
                List.of(
                        new Row("cores", "kernel_references", "references", "2954510"),
                        new Row("os", "minor_faults", "faults", "45454")));
        Plan plan = laboratory.plan(sweep("s", 1));

        double whole = Estimate.of(plan.runs(), now::get).seconds();
        assertThat(whole).isCloseTo(2 * 1100 * 66 / 99_998.8, within(1e-6));
        laboratory.pages = new Setup.Pages(8, 8 * 4096, 8 * 4096);
        laboratory.memory = 1 << 20;
        double settled = Estimate.of(plan.runs(), now::get).seconds();
        assertThat(settled).isCloseTo(2 * (1100 + 8 * 65) / 99_998.8, within(1e-6));
    }
}
