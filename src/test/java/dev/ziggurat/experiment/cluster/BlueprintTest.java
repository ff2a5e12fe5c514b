package dev.ziggurat.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.Campaign;
import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.PointWork;
import dev.ziggurat.experiment.SweepListener;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of another host is the same, or is refused. */
final class BlueprintTest {
    /** Machine and workload lie in other folders than the sweep, and each names a trace in its own way. */
    private static final String SWEEP = """
            sweep: traced
            machine: ./parts/m.yaml
            workloads: [./parts/w.yaml]
            seeds: 2
            vary:
              caches.l1d.size: [256 B, 512 B]
              workload.processes.p.program.file: [./one.din, ./two.din]
            """;

    @TempDir
    Path folder;

    private @Nullable Plan plan;

    private Path sweep() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("parts/m.yaml"), """
                machine: m
                cores: {kind: in-order, clock: 1 GHz, count: 2}
                caches: {l1d: {serves: [fetch, data], below: memory, size: 128 B, ways: 2, line: 16 B, latency: 1 cycle}}
                memory: {kind: fixed, latency: 90 ns}
                """);
        Files.writeString(folder.resolve("parts/w.yaml"), """
                workload: w
                processes:
                  - {name: p, cores: [0], pages: 4 KiB, program: {kind: trace, file: ./one.din}}
                  - {name: q, cores: [1], program: {kind: trace, file: ./one.din}}
                """);
        for (String trace : List.of("one.din", "two.din", "parts/one.din")) {
            Files.writeString(folder.resolve(trace), "0 10\n1 20\n");
        }
        Files.writeString(folder.resolve("two.din"), "0 40\n", StandardOpenOption.APPEND);
        return Files.writeString(folder.resolve("s.yaml"), SWEEP);
    }

    private Blueprint blueprint(String... settings) throws IOException {
        Source source = Source.file(sweep());
        SweepReader.Overrides overrides = new SweepReader.Overrides(5L, 1L, null);
        plan = Plan.of(
                new SweepReader().read(source, overrides),
                List.of(settings).stream().map(Setting::parse).toList(),
                new MachineLaboratory(),
                Tool.ofBuild().name());
        assertThat(plan.runs()).hasSize(8);
        return Blueprint.of(plan, source, null);
    }

    @Test
    void comesToTheSameRunsWithoutTheFilesThatItWasMadeFrom() throws IOException {
        Blueprint blueprint = blueprint("memory.latency=70 ns");
        Files.delete(folder.resolve("s.yaml"));
        Files.delete(folder.resolve("parts/m.yaml"));
        Files.delete(folder.resolve("parts/w.yaml"));

        assertThat(blueprint.plan().fingerprint()).isEqualTo(blueprint.fingerprint());
    }

    /** Of keys without effect only those are told that a file gives; the resolved text gives all. */
    @Test
    void outcomesAreTheSameBytesThoughTheSweepIsWrittenInAnotherWay() throws Exception {
        Blueprint blueprint = blueprint();
        PointWork there = new PointWork(blueprint.plan(), null);
        carryOut("local", null);
        carryOut("remote", () -> new Cluster() {
            @Override
            public int places() {
                return 1;
            }

            @Override
            public Answer carryOut(List<Errand> errands) {
                return there.carryOut(errands);
            }

            @Override
            public void close() {}
        });

        assertThat(files("local/points").values())
                .as("one note of a key that the file gives, and none of those that the resolved text gives as well")
                .allMatch(text -> text.split("\n,note,", -1).length == 2 && text.contains("p.pages: without effect"));
        assertThat(files("remote/points")).hasSize(8).isEqualTo(files("local/points"));
    }

    private void carryOut(String to, Cluster.@Nullable Opening cluster) throws InterruptedException {
        Invocation origin = new Invocation(Tool.ofBuild(), List.of());
        SweepListener nobody = new SweepListener() {
            @Override
            public void started(Plan planned, int kept, int pending, int workers) {}

            @Override
            public void finished(Run run, Outcome outcome) {}
        };
        try (ResultFolder results = ResultFolder.open(folder.resolve(to), plan)) {
            new Campaign(plan, results, origin, nobody).run(Terms.workers(1), cluster);
        }
    }

    private Map<String, String> files(String in) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void aTraceThatIsMissingIsNamed() throws IOException {
        Blueprint blueprint = blueprint();
        Files.delete(folder.resolve("two.din"));

        assertThatThrownBy(blueprint::plan).isInstanceOf(ConfigException.class).hasMessageContaining("two.din");
    }

    @Test
    void aTraceOfOtherContentIsRefused() throws IOException {
        Blueprint blueprint = blueprint();
        Files.writeString(folder.resolve("parts/one.din"), "0 10\n1 30\n");

        assertThatThrownBy(blueprint::plan)
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("a trace has another content");
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        Blueprint whole = blueprint();
        Blueprint other = new Blueprint(whole.name(), whole.folder(), whole.text(), "0.0.1", whole.fingerprint(), null);

        assertThatThrownBy(other::plan)
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(" here, and 0.0.1 where the sweep was started");
    }

    @Test
    void withoutAClusterItIsSaidHowToComeByOne() {
        assertThatThrownBy(() -> Clusters.among(List.of(), "spark://host:7077"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("--cluster spark://host:7077: this installation simulates on this host only")
                .hasMessageContaining("scripts/ziggurat-spark");
    }

    @Test
    void anAddressThatNoClusterTakesIsRefused() {
        ClusterProvider provider = new ClusterProvider() {
            @Override
            public String addresses() {
                return "here://HOST";
            }

            @Override
            public boolean takes(String address) {
                return address.startsWith("here://");
            }

            @Override
            public Cluster open(String address, Blueprint blueprint) {
                throw new IllegalStateException();
            }
        };

        assertThat(Clusters.among(List.of(provider), "here://x")).isSameAs(provider);
        assertThatThrownBy(() -> Clusters.among(List.of(provider), "there://x"))
                .hasMessage("--cluster takes here://HOST; not 'there://x'");
    }
}
