package dev.ziggurat.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sweep files say of their points, read and planned with real machines. */
final class SweptSpaceTest {
    private static final String HEAD = "sweep: s\nmachine: desktop\nworkloads: [pointer-chase]\n";

    @TempDir
    Path folder;

    private final Laboratory laboratory = new MachineLaboratory();

    private Plan plan(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), HEAD + text);
        return Plan.of(
                new SweepReader().read(Source.file(file), new Overrides(null, null, null)), List.of(), laboratory, "1");
    }

    private static List<String> values(Plan plan) {
        return plan.runs().stream().map(run -> String.join(", ", run.values())).toList();
    }

    @Test
    void variantsComeFirstThenTheAxesThenWhatChangesTogether() throws IOException {
        Plan plan = plan("""
                variants:
                  small: {}
                  large: {caches.llc.size: 16 MiB, workload.processes.chaser.references: 5000}
                  deep: {extends: large, cores.window: 512}
                vary:
                  caches.l2.size: {from: 512 KiB, to: 1024 KiB, factor: 2}
                zip:
                  - cores.load-queue: [72, 96]
                    cores.store-queue: [56, 64]
                """);

        assertThat(plan.paths()).containsExactly("variant", "caches.l2.size", "cores.load-queue", "cores.store-queue");
        assertThat(values(plan))
                .hasSize(12)
                .startsWith("small, 512 KiB, 72, 56", "small, 512 KiB, 96, 64", "small, 1024 KiB, 72, 56")
                .endsWith("deep, 1024 KiB, 96, 64");
        String deep = plan.runs().get(11).setup().resolvedMachine(List.of());
        assertThat(deep).contains("window: 512").contains("size: 16 MiB  # sweep sweep.yaml:6");
        assertThat(plan.runs().get(11).setup().resolvedWorkload(folder, List.of()))
                .contains("references: 5000");
        assertThat(plan.runs().get(0).setup().resolvedMachine(List.of())).doesNotContain("window: 512");
    }

    @Test
    void conditionsMayNameWhatTheMachineSaysOrLeavesToADefault() throws IOException {
        Plan plan = plan("""
                vary:
                  caches.l2.size: [1 MiB, 4 MiB, 16 MiB]
                  workload.processes.chaser.program.footprint: [2 MiB, 64 MiB]
                where:
                  - caches.l2.size < caches.llc.size
                  - workload.processes.chaser.program.footprint > 2 * caches.l2.size
                """);

        assertThat(values(plan)).containsExactly("1 MiB, 64 MiB", "4 MiB, 64 MiB");
        assertThat(plan.leftOut()).isEqualTo(4);
    }

    static List<String> spaces() {
        return List.of("""
                vary: {caches.llc.size: {from: 4 MiB, to: 16 MiB, factor: 2}}
                design: one-at-a-time
                """, """
                vary: {cores.window: {from: 64, to: 512}, cores.width: [2, 4]}
                design: {kind: latin-hypercube, points: 5}
                """, """
                vary: {cores.window: {from: 64, to: 512}, cores.width: [2, 4]}
                design: {kind: sobol, points: 5}
                """, """
                variants:
                  a: {}
                  'b c': {cores.window: 128, caches.llc.replacement: {kind: random}}
                zip:
                  - {cores.load-queue: [72, 96], cores.store-queue: [56, 64]}
                  - {cores.width: [2, 4], caches.l1d.mshrs: [8, 8]}
                where: ['cores.load-queue < 90', "2 * cores.width <= 8"]
                """, """
                vary: {workload.processes.chaser.program: [{kind: gups, footprint: 512 B}, {kind: gups, footprint: 1 MiB}]}
                """, """
                variants: {a: {}, b: {cores.window: 128}, c: {cores.window: 64, extends: b, caches.l1d.mshrs: 9}}
                vary: {cores.width: [2, 4], variant: [c, a]}
                """);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void resolvedFileHasTheSamePlan(String space) throws IOException {
        Plan plan = plan(space);
        Path resolved = Files.writeString(folder.resolve("resolved.yaml"), plan.resolved(folder));
        Plan again = Plan.of(
                new SweepReader().read(Source.file(resolved), new Overrides(null, null, null)),
                List.of(),
                laboratory,
                "1");

        assertThat(again.runs())
                .extracting(Run::digest)
                .isEqualTo(plan.runs().stream().map(Run::digest).toList());
        assertThat(values(again)).isEqualTo(values(plan));
        assertThat(again.paths()).isEqualTo(plan.paths());
    }

    /** How many generators share a pass of gups is by default at most as many as it has updates. */
    @Test
    void resolvedFileLeavesOutDefaultsThatFollowFromWhatVaries() throws IOException {
        Path file = Files.writeString(folder.resolve("sweep.yaml"), """
                sweep: s
                machine: desktop
                workloads:
                  - workload: g
                    processes: [{name: p, program: {kind: gups, footprint: 1 MiB}, references: 1000}]
                vary: {workload.processes.p.program.footprint: [128 B, 1 MiB]}
                """);
        Plan plan = Plan.of(
                new SweepReader().read(Source.file(file), new Overrides(null, null, null)), List.of(), laboratory, "1");
        String resolved = plan.resolved(folder);
        Path again = Files.writeString(folder.resolve("resolved.yaml"), resolved);

        assertThat(resolved).contains("gap: 0 instructions  # default").doesNotContain("look-ahead");
        assertThat(Plan.of(
                                new SweepReader().read(Source.file(again), new Overrides(null, null, null)),
                                List.of(),
                                laboratory,
                                "1")
                        .runs())
                .extracting(Run::digest)
                .isEqualTo(plan.runs().stream().map(Run::digest).toList());
    }

    @Test
    void whatIsWrongIsToldWhereItStands() {
        assertThatThrownBy(() -> plan("zip:\n  - {cores.width: [2, 4], cores.window: [64, 128, 256]}\n"))
                .hasMessageContaining("sweep.yaml:5: zip.cores.window: has 3 values, and 'cores.width', which changes"
                        + " with it, 2 values; give both as many");
        assertThatThrownBy(() -> plan("zip: [{cores.width: [2, 4]}]\n"))
                .hasMessageContaining("changes with nothing else; let it stand under 'vary'");
        assertThatThrownBy(() ->
                        plan("vary: {cores.width: [2, 4]}\nzip: [{cores.width: [2, 4], cores.window: [8, 16]}]\n"))
                .hasMessageContaining("the sweep varies this path twice");
        assertThatThrownBy(() -> plan("vary: {cores.window: {from: 64, to: 512}}\n"))
                .hasMessageContaining("has no steps; add step, factor or points, or have values drawn");
        assertThatThrownBy(() -> plan("variants: {a: {}}\nvary: {variant: [a, aa]}\n"))
                .hasMessageContaining("vary.variant: aa: is no variant; did you mean 'a'?");
        assertThatThrownBy(() -> plan("variants: {a: {extends: b}, b: {}}\n"))
                .hasMessageContaining("variants.a.extends: b: is no variant that stands before this one");
        assertThatThrownBy(() -> plan("variants: {a: {caches.lcc.size: 1 MiB}}\n"))
                .hasMessageContaining("did you mean 'llc'?");
        assertThatThrownBy(() -> plan("vary: {cores.width: [2]}\nwhere: [cores.width]\n"))
                .hasMessageContaining("sweep.yaml:5: where: cores.width: no condition");
        assertThatThrownBy(() -> plan("vary: {cores.width: [2]}\nwhere: [cores.wdth > 1]\n"))
                .hasMessageContaining("where: cores.wdth > 1: 'cores.wdth' has no value");
        assertThatThrownBy(() -> plan("design: {kind: sobl, points: 4}\n"))
                .hasMessageContaining("did you mean 'sobol'?");
        assertThatThrownBy(
                        () -> plan("variants: {a: {caches.llc: {size: 16 MiB}}}\nvary: {caches.llc.size: [2 MiB]}\n"))
                .hasMessageContaining("the sweep varies 'caches.llc.size' too; a variant sets what no axis varies");
        assertThatThrownBy(() -> plan("variants: {a: {caches.llc.size: 16 MiB}}\nwhere: [caches.llc.size > 8 MiB]\n"))
                .hasMessageContaining("which is no axis of its own");
        assertThatThrownBy(() -> plan("""
                        vary: {caches.llc.replacement: [lru, {kind: random}]}
                        where: [caches.llc.replacement != random]
                        """)).hasMessageContaining("is no single value to be compared");
        assertThatThrownBy(() -> plan("vary: {cores.width: [2]}\nwhere: [cores.width != two and cores.width > 1]\n"))
                .hasMessageContaining("each condition is one comparison");
        assertThatThrownBy(() -> plan("vary: {cores.width: [2]}\nwhere: [workload != zipf]\n"))
                .hasMessageContaining("names no path that has a value");
        assertThatThrownBy(() -> plan("variants: {odd: {caches.llc.size: 1000 B}}\nvary: {caches.l2.size: [1 MiB]}\n"))
                .hasMessageContaining("variants: odd: gives");
        assertThatThrownBy(() -> plan("design: sobol\n")).hasMessageContaining("points");
    }

    @Test
    void allConditionsAndMetricsThatCannotBeAreToldAtOnce() {
        String vary = "vary: {cores.window: [64, 128]}\n";
        assertThatThrownBy(() -> plan(vary + "where: [cores.wdth > 1, workload != zipf, cores.window == lru]\n"))
                .hasMessageContaining("where: cores.wdth > 1: 'cores.wdth' has no value")
                .hasMessageContaining("where: workload != zipf: names no path that has a value")
                .hasMessageContaining("where: cores.window == lru: '64' and 'lru' cannot be compared");
        assertThatThrownBy(() -> plan(vary + "where: [caches.l2.size > 1 GiB, cores.window == lru]\n"))
                .as("what comes after a condition that leaves the point out is not asked")
                .hasMessageContaining("no point of the sweep fulfils all conditions together");
        assertThatThrownBy(() -> plan("""
                        metrics: [cores.ipcc, cores.ipc, llc.mpkii]
                        seeds: 3
                        replicate: {within: 1 %, metrics: [cores.ipcx], at-most: 5}
                        """))
                .hasMessageContaining("sweep.yaml:4: metrics: cores.ipcc: is measured at no point")
                .hasMessageContaining("sweep.yaml:4: metrics: llc.mpkii: is measured at no point")
                .hasMessageContaining("sweep.yaml:6: replicate.metrics: cores.ipcx: is measured at no point");
    }

    @Test
    void whatMayNotBeMeantIsNoted() throws IOException {
        Plan plan = plan("alone: true\nvary: {cores.window: {from: 30, to: 32}}\ndesign: {kind: sobol, points: 50}\n");

        assertThat(plan.points()).isEqualTo(3);
        assertThat(SweepNotes.values(plan, plan.spec().space().axes().get(0))).isEqualTo(3);
        assertThat(SweepNotes.of(plan))
                .containsExactly(
                        "alone: no workload has several processes, so that nothing is simulated alone; take the key away",
                        "design: of 50 points drawn only 3 differ, and each is simulated once: the axes have few values"
                                + "; a smaller 'multiple-of' gives more");
        assertThat(SweepNotes.of(plan("vary: {cores.window: {from: 30, to: 300}}\ndesign: {kind: sobol, points: 9}\n")))
                .isEmpty();
    }

    @Test
    void aProcessAloneIsTheSameInEveryMixAndAtEveryPointThatDoesNotChangeIt() throws IOException {
        String process = "{name: %s, cores: [%d], program: {kind: uniform, footprint: %s}, references: 2000}";
        String one = String.format(process, "a", 0, "64 KiB");
        Files.writeString(
                folder.resolve("ab.yaml"),
                "workload: ab\nprocesses:\n  - " + one + "\n  - " + String.format(process, "b", 1, "1 MiB") + "\n");
        Files.writeString(
                folder.resolve("ca.yaml"),
                "workload: ca\nprocesses:\n  - " + String.format(process, "c", 1, "2 MiB") + "\n  - " + one + "\n");
        Path file = Files.writeString(folder.resolve("mix.yaml"), """
                sweep: mix
                machine: {extends: desktop, cores: {count: 2}}
                workloads: [./ab.yaml, ./ca.yaml]
                alone: true
                vary: {caches.llc.size: [4 MiB, 8 MiB]}
                """);
        Plan plan = Plan.of(
                new SweepReader().read(Source.file(file), new Overrides(null, null, null)), List.of(), laboratory, "1");

        assertThat(plan.runs())
                .extracting(run -> run.setup().workload() + "/" + run.setup().alone() + run.values())
                .containsExactly(
                        "ab/[4 MiB]",
                        "ab/a[4 MiB]",
                        "ab/b[4 MiB]",
                        "ab/[8 MiB]",
                        "ab/a[8 MiB]",
                        "ab/b[8 MiB]",
                        "ca/[4 MiB]",
                        "ca/c[4 MiB]",
                        "ca/a[4 MiB]",
                        "ca/[8 MiB]",
                        "ca/c[8 MiB]",
                        "ca/a[8 MiB]");
        assertThat(plan.distinct()).hasSize(10);
        Run first = plan.runs().get(1);
        Run again = plan.runs().get(8);
        assertThat(again.digest()).isEqualTo(first.digest());
        Outcome outcome = first.setup().simulate(first.limits(), new Watch(new Pulse()));
        assertThat(again.setup().simulate(again.limits(), new Watch(new Pulse())))
                .isEqualTo(outcome);
        assertThat(outcome.rows())
                .extracting(row -> row.name())
                .contains("process.a.time_ns")
                .noneMatch(name -> name.startsWith("process.b."));
        assertThat(value(outcome, "process.a.time_ns"))
                .isEqualTo(value(outcome, "process.a.thread0.total_ns"))
                .isEqualTo(value(outcome, "simulation.time_ns"));
    }

    private static String value(Outcome outcome, String name) {
        return outcome.rows().stream()
                .filter(row -> row.name().equals(name))
                .map(row -> row.value())
                .findFirst()
                .orElseThrow();
    }
}
