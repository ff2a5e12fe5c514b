package dev.ziggurat.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.analysis.Replication;
import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.plan.SweepSpec.Sampling;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepReaderTest {
    private static final Overrides NONE = new Overrides(null, null, null);
    private static final String HEAD = "sweep: s\nmachine: ./m.yaml\nworkloads: [./w.yaml]\n";

    @TempDir
    Path folder;

    @BeforeEach
    void putFilesThatAreNamed() throws IOException {
        Files.writeString(folder.resolve("m.yaml"), "machine: m\n");
        Files.writeString(folder.resolve("w.yaml"), "workload: w\n");
    }

    @Test
    void everyKeyIsRead() throws IOException {
        SweepSpec spec = read("""
                sweep: llc-size
                description: how much cache is enough
                machine: ./m.yaml
                workloads: [./w.yaml, ./w.yaml]
                vary:
                  caches.llc.size: [2 MiB, 4 MiB]
                  caches.llc.replacement: [lru, {kind: srrip, bits: 2}]
                  cores.count: 2
                seeds: 3
                warm-up: 200000 references
                metrics: [cores.ipc, llc.mpki]
                """);

        assertThat(spec.name()).isEqualTo("llc-size");
        assertThat(spec.description()).isEqualTo("how much cache is enough");
        assertThat(spec.machine().shortName()).isEqualTo("m.yaml");
        assertThat(spec.workloads()).hasSize(2);
        assertThat(spec.space().axes())
                .extracting(Axis::path)
                .containsExactly("caches.llc.size", "caches.llc.replacement", "cores.count");
        assertThat(spec.space().axes().get(1).values())
                .extracting(Value::written)
                .containsExactly("lru", "{kind: srrip, bits: 2}");
        assertThat(spec.space().axes().get(2).values()).hasSize(1);
        assertThat(spec.sampling()).isEqualTo(new Sampling(1, 3, 200_000, Long.MAX_VALUE));
        assertThat(spec.metrics()).containsExactly("cores.ipc", "llc.mpki");
    }

    @Test
    void whatPointsAreComparedWithIsRead() throws IOException {
        SweepSpec spec = read(HEAD + "vary: {a.b: [1 KiB, 2 KiB], c.d: [x, y]}\nrelative-to: {c.d: y}\nalone: true\n");

        assertThat(spec.comparison().withAlone()).isTrue();
        assertThat(spec.comparison().baseline().of(List.of("a.b", "c.d"), List.of("2 KiB", "x")))
                .containsExactly("2 KiB", "y");
        SweepSpec spelled = read(HEAD + "vary: {a.b: [1 KiB, 2 KiB], c.d: [x, y]}\nrelative-to: {a.b: 1024B}\n");
        assertThat(spelled.comparison().baseline().values()).containsEntry("a.b", "1 KiB");
        assertThat(read(HEAD).comparison()).isEqualTo(Comparison.NONE);
    }

    @Test
    void aPrecisionIsRead() throws IOException {
        Precision precision = read(HEAD + "seeds: 5\nreplicate: {within: 2 %, metrics: [cores.ipc], at-most: 40}\n")
                .sampling()
                .precision();

        assertThat(precision).isNotNull();
        assertThat(precision.rule()).isEqualTo(new Replication(5, 40, 0.02, 0.95));
        assertThat(precision.metrics()).containsExactly("cores.ipc");
    }

    @Test
    void aPrecisionThatCannotBeReachedIsRefused() {
        String replicate = "replicate: {within: %s, metrics: %s, at-most: %s}\n";
        assertThatThrownBy(() -> read(HEAD + String.format(replicate, "2 %", "[cores.ipc]", "40")))
                .hasMessageContaining("seeds: with 'replicate', 'seeds' says how many each point has at least, from 3");
        assertThatThrownBy(() -> read(HEAD + "seeds: 5\n" + String.format(replicate, "2 %", "[cores.ipc]", "4")))
                .hasMessageContaining("to its 'at-most', 4");
        assertThatThrownBy(() -> read(HEAD + "seeds: 5\n" + String.format(replicate, "0 %", "[cores.ipc]", "9")))
                .hasMessageContaining("replicate.within");
        assertThatThrownBy(() -> read(HEAD + "seeds: 5\n" + String.format(replicate, "2 %", "[]", "9")))
                .hasMessageContaining("at least one metric decides");
    }

    /** Whoever mends one fault after the other runs the command once for each. */
    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        String rest = """
                seeds: 5
                vary: {a.b: []}
                where: ["a.b = 3", "a.b < 1 < 2"]
                replicate:
                  within: 0 %
                  metrics: []
                  at-most: 4
                  confidence: 100 %
                """;
        assertThat(faults(HEAD + rest))
                .containsExactly(
                        "sweep.yaml:4: seeds: 5: with 'replicate', 'seeds' says",
                        "sweep.yaml:5: vary.a.b: an empty axis",
                        "sweep.yaml:6: where: a.b = 3: no condition",
                        "sweep.yaml:8: replicate.within: 0 %: no interval",
                        "sweep.yaml:9: replicate.metrics: []: at least one",
                        "sweep.yaml:11: replicate.confidence: 100 %: lies between");
        assertThat(faults(HEAD + rest.replace("seeds: 5", "seeds: many").replace("at-most: 4", "at-most: 1")))
                .hasSize(3)
                .contains("sweep.yaml:6: where: a.b = 3: no condition");
        assertThat(faults(HEAD + rest.replace("at-most: 4", "at-most: 1")))
                .contains("sweep.yaml:10: replicate.at-most: 1: 1 is out of range");
    }

    private List<String> faults(String text) {
        List<String> starts = new ArrayList<>();
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> e.getMessage()
                                .lines()
                                .map(line -> line.replace(folder + "/", ""))
                                .forEach(starts::add));
        return starts.stream()
                .map(line -> line.replaceFirst(
                        "(: (no condition|an empty axis|no interval|at least one|lies between"
                                + "|1 is out of range|with 'replicate', 'seeds' says)).*",
                        "$1"))
                .toList();
    }

    @Test
    void keysThatHoldNothingAreRefused() {
        for (String key : List.of("vary: {}", "zip: []", "zip: {}", "variants: {}")) {
            assertThatThrownBy(() -> read(HEAD + key + "\n"))
                    .as(key)
                    .hasMessageContaining("sweep.yaml:4: " + key + ": a map of ");
        }
    }

    @Test
    void everyGroupThatChangesTogetherIsLookedAt() {
        String zip = "zip: [{a.b: [1, 2], a.c: [1, 2, 3]}, {a.b: [1, 2], a.d: [1, 2]}]\n";
        assertThatThrownBy(() -> read(HEAD + zip))
                .hasMessageContaining("zip.a.c: has 3 values")
                .hasMessageContaining("a.b: the sweep varies this path twice");
        assertThatThrownBy(() -> read(HEAD + "vary: {a: [1]}\nzip: {b.c: [1, 2], a.b: [1, 2]}\n"))
                .hasMessageContaining("zip.a.b: this path lies inside 'a'");
    }

    @Test
    void aBaselineThatIsNoPointIsRefused() {
        String vary = "vary: {a.b: [1 KiB, 2 KiB]}\n";
        assertThatThrownBy(() -> read(HEAD + vary + "relative-to: {a.d: 1 KiB}\n"))
                .hasMessageContaining("sweep.yaml:5: relative-to.a.d: is no axis of the sweep; did you mean 'a.b'?");
        assertThatThrownBy(() -> read(HEAD + vary + "relative-to: {a.b: 3 KiB}\n"))
                .hasMessageContaining("sweep.yaml:5: relative-to.a.b: 3 KiB: is no value of this axis; ");
        assertThatThrownBy(() -> read(HEAD + vary + "relative-to: 1 KiB\n"))
                .hasMessageContaining("a map of axes stands here");
        assertThatThrownBy(() -> read(HEAD + "design: {kind: sobol, points: 4}\nvary: {a.b: {from: 1 KiB, to: 9 KiB}}\n"
                        + "relative-to: {a.b: 1 KiB}\n"))
                .hasMessageContaining("give the range a 'step'");
    }

    @Test
    void commandLineOverridesTheSampling() throws IOException {
        Source source = write(HEAD + "seeds: 2\nwarm-up: 10 references\n");

        assertThat(new SweepReader().read(source, new Overrides(7L, 5L, 9L)).sampling())
                .isEqualTo(new Sampling(7, 2, 5, 9));
    }

    @Test
    void everythingWrongIsToldWithItsLine() {
        assertThatThrownBy(() -> read("""
                        sweep: s
                        machine: ./none.yaml
                        workloads: [./w.yaml, ./nothing.yaml]
                        vary:
                          caches.llc.size: []
                          caches.llc.ways: [8, 8]
                          caches.llc: [{ways: 4}]
                        metrics: [a.b, a.b]
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sweep.yaml:2: machine: ./none.yaml: no such file")
                .hasMessageContaining("sweep.yaml:3: workloads: ./nothing.yaml: no such file")
                .hasMessageContaining("sweep.yaml:5: vary.caches.llc.size: an empty axis")
                .hasMessageContaining("sweep.yaml:6: vary.caches.llc.ways: 8: this value is given twice")
                .hasMessageContaining("sweep.yaml:6: vary.caches.llc.ways: this path lies inside 'caches.llc'")
                .hasMessageContaining("sweep.yaml:8: metrics: a.b: this metric is asked for twice");
    }

    @Test
    void unknownKeyIsToldWithTheNearest() {
        assertThatThrownBy(() -> read(HEAD + "metric: [a.b]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sweep.yaml:4")
                .hasMessageContaining("did you mean 'metrics'?");
    }

    @Test
    void axisWithoutValueIsEmpty() {
        assertThatThrownBy(() -> read(HEAD + "vary:\n  a.b:\n"))
                .hasMessageContaining("sweep.yaml:5: vary.a.b: an empty");
    }

    @Test
    void varyThatIsNoMapIsRefused() {
        assertThatThrownBy(() -> read(HEAD + "vary: [1]\n")).hasMessageContaining("a map of paths stands here");
    }

    @Test
    void nameThatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> read(HEAD.replace("sweep: s", "sweep: ../s")))
                .hasMessageContaining("sweep.yaml:1: sweep: ../s");
        assertThatThrownBy(() -> read(HEAD + "seeds: 0\n")).hasMessageContaining("sweep.yaml:4: seeds: 0");
        assertThatThrownBy(() -> read(HEAD + "warm-up: 5\n")).hasMessageContaining("has no unit");
    }

    @Test
    void settingOfASweptPathIsRefused() throws IOException {
        SweepSpec spec = read(HEAD + "vary: {a.b: [1, 2]}\n");

        SweepReader.refuseSwept(spec, List.of(Setting.parse("a.c=3")));
        assertThatThrownBy(() -> SweepReader.refuseSwept(spec, List.of(Setting.parse("a.b=3"))))
                .hasMessageContaining("the sweep varies 'a.b'");
    }

    private SweepSpec read(String text) throws IOException {
        return new SweepReader().read(write(text), NONE);
    }

    private Source write(String text) throws IOException {
        return Source.file(Files.writeString(folder.resolve("sweep.yaml"), text));
    }
}
