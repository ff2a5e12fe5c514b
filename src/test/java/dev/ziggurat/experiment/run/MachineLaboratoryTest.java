package dev.ziggurat.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ziggurat.experiment.Campaign;
import dev.ziggurat.experiment.SweepListener;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.plan.Comparison;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Timeline;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Window.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small sweeps on real machines. */
final class MachineLaboratoryTest {
    private static final Invocation ORIGIN = new Invocation(Tool.ofBuild(), List.of());

    private static final Source TEACHING =
            Source.text("m.yaml", Path.of(""), "extends: teaching\ntranslation: {format: none}\n");
    private static final RunLimits ALL = new RunLimits(1, 0, Long.MAX_VALUE);

    @TempDir
    Path folder;

    private final MachineLaboratory laboratory = new MachineLaboratory();
    private Source uniform = TEACHING;

    @BeforeEach
    void writeWorkload() throws IOException {
        uniform = write("uniform.yaml", """
                workload: small
                processes:
                  - {name: p, cores: [0], program: {kind: uniform, footprint: 4 KiB, stores: 20 %}, references: 5000}
                """);
    }

    @Test
    void digestsDependOnWhatIsMeantAndNotOnHowItIsWritten() {
        Setup plain = prepare(uniform);
        Setup same = prepare(uniform, "workload.processes.p.program.footprint=4096 B");
        Setup larger = prepare(uniform, "workload.processes.p.program.footprint=8 KiB");
        Setup other = prepare(uniform, "caches.l1d.replacement=random");

        assertThat(same.workloadDigest()).isEqualTo(plain.workloadDigest());
        assertThat(larger.workloadDigest()).isNotEqualTo(plain.workloadDigest());
        assertThat(larger.machineDigest()).isEqualTo(plain.machineDigest());
        assertThat(other.machineDigest()).isNotEqualTo(plain.machineDigest());
    }

    @Test
    void digestDependsOnTheContentOfATrace() throws IOException {
        Source workload = trace(" L 1000,8\n S 1008,8\n");
        String before = prepare(workload).workloadDigest();
        Files.writeString(folder.resolve("t.lackey"), " L 1000,8\n S 1010,8\n");

        assertThat(new MachineLaboratory()
                        .prepare(TEACHING, workload, List.of())
                        .workloadDigest())
                .isNotEqualTo(before);
    }

    @Test
    void runGivesEveryMetricThatItsSetupPromises() {
        Setup setup = prepare(uniform);

        Outcome outcome = setup.simulate(ALL, new Watch(new Pulse()));

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.references()).isEqualTo(5000);
        assertThat(outcome.rows().stream().map(Row::name))
                .containsExactlyElementsOf(
                        setup.dictionary().stream().map(Meaning::name).toList());
        assertThat(value(outcome, "cores.references")).isEqualTo("5000");
        assertThat(value(outcome, "process.p.references")).isEqualTo("5000");
    }

    @Test
    void wrongTraceIsBadInputWithItsLine() throws IOException {
        Outcome outcome = prepare(trace(" L 1000,8\n L nonsense\n")).simulate(ALL, new Watch(new Pulse()));

        assertThat(outcome.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(outcome.message()).contains("t.lackey").contains("2");
    }

    /** Its results would be kept under the digest of what it was. */
    @Test
    void traceThatChangesAfterItsDigestWasTakenIsBadInput() throws IOException {
        Setup setup = prepare(trace(" L 1000,8\n S 1008,8\n"));
        assertThat(setup.simulate(ALL, new Watch(new Pulse())).status()).isEqualTo(Status.OK);
        Files.writeString(folder.resolve("t.lackey"), " L 1000,8\n S 1008,8\n L 1010,8\n");

        Outcome outcome = setup.simulate(ALL, new Watch(new Pulse()));

        assertThat(outcome.status()).isEqualTo(Status.BAD_INPUT);
        assertThat(outcome.message()).contains("t.lackey").contains("has changed since the run was planned");
        assertThat(outcome.rows()).isEmpty();
    }

    @Test
    void workloadThatDoesNotGoWithTheMachineIsRefused() {
        assertThatThrownBy(() -> prepare(uniform, "workload.processes.p.cores=[3]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no core 3");
    }

    @Test
    void sweepIsTheSameBytesOnOneAndTwoWorkersAndWithItsCommandsWatched() throws Exception {
        Source sweep = write("s.yaml", """
                sweep: s
                machine: {extends: teaching, translation: {format: none}}
                workloads: [./uniform.yaml]
                vary:
                  caches.l1d.replacement: [lru, random]
                  workload.processes.p.program.footprint: [1 KiB, 16 KiB]
                seeds: 2
                warm-up: 100 references
                metrics: [cores.ipc, l1d.mpki]
                """);
        SweepSpec spec = new SweepReader().read(sweep, new Overrides(null, null, null));
        Plan plan = Plan.of(spec, List.of(), laboratory, "1");
        for (int workers = 1; workers <= 2; workers++) {
            try (ResultFolder results = ResultFolder.open(folder.resolve("w" + workers), plan)) {
                assertThat(new Campaign(plan, results, ORIGIN, new Nobody())
                                .run(Terms.workers(workers))
                                .failed())
                        .isEmpty();
            }
        }

        for (String name : List.of("results.csv", "statistics.csv", "dictionary.csv", "resolved.yaml")) {
            assertThat(folder.resolve("w2").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("w1").resolve(name));
        }
        Run last = plan.runs().get(7);
        assertThat(last.setup().simulate(last.limits(), new Watch(new Pulse(), command -> {}, List.of())))
                .isEqualTo(last.setup().simulate(last.limits(), new Watch(new Pulse())));
    }

    /** What the kernel decides, and what random policies and allocators draw, is the same however many runs are under way. */
    @Test
    void sweepUnderAnOperatingSystemIsTheSameBytesOnOneAndTwoWorkers() throws Exception {
        write("thrash.yaml", """
                workload: thrash
                processes:
                  - {name: p, program: {kind: uniform, footprint: 64 KiB, stores: 40 %}, references: 300}
                  - {name: q, program: {kind: zipf, footprint: 64 KiB, stores: 20 %}, references: 300}
                """);
        Source sweep = write("s.yaml", """
                sweep: s
                machine: teaching
                workloads: [./thrash.yaml]
                vary:
                  os.memory: [9 frames, 20 frames]
                  os.page-replacement: [clock, random]
                  os.frames: [random]
                seeds: 2
                warm-up: 20 references
                metrics: [os.major_faults, os.evictions, cores.time.iowait_ns]
                """);
        Plan plan = Plan.of(new SweepReader().read(sweep, new Overrides(null, null, null)), List.of(), laboratory, "1");
        for (int workers = 1; workers <= 2; workers++) {
            try (ResultFolder results = ResultFolder.open(folder.resolve("w" + workers), plan)) {
                assertThat(new Campaign(plan, results, ORIGIN, new Nobody())
                                .run(Terms.workers(workers))
                                .failed())
                        .isEmpty();
            }
        }

        for (String name : List.of("results.csv", "statistics.csv", "dictionary.csv")) {
            assertThat(folder.resolve("w2").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("w1").resolve(name));
        }
        assertThatEachNumberHasOneMeaning(folder.resolve("w1"));
    }

    private static void assertThatEachNumberHasOneMeaning(Path results) throws IOException {
        List<List<String>> meanings = records(results.resolve("dictionary.csv"));
        assertThat(meanings).extracting(each -> each.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(meanings).extracting(each -> each.get(3)).noneMatch(String::isBlank);
        assertThat(records(results.resolve("statistics.csv")))
                .extracting(each -> each.subList(1, 4))
                .isNotEmpty()
                .isSubsetOf(meanings.stream().map(each -> each.subList(0, 3)).collect(Collectors.toSet()));
    }

    private static List<List<String>> records(Path file) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            csv.forEach(each -> records.add(each.getFields()));
        }
        return records.subList(1, records.size());
    }

    @Test
    void commandsAreWrittenAsTheAuditorReadsThem() throws Exception {
        Source machine = Source.named("desktop", "configs/machines");
        SweepSpec.Sampling once = new SweepSpec.Sampling(1, 1, 0, Long.MAX_VALUE);
        SweepSpec spec =
                new SweepSpec("r", "", machine, List.of(uniform), Space.POINT, once, Comparison.NONE, List.of(), null);
        Plan plan = Plan.of(spec, List.of(), laboratory, "1");
        try (ResultFolder results = ResultFolder.open(folder.resolve("r"), plan)) {
            results.logCommands();
            new Campaign(plan, results, ORIGIN, new Nobody()).run(Terms.workers(1));
            assertThat(results.lacks(plan.runs().get(0))).isFalse();
        }

        List<String> lines = Files.readAllLines(folder.resolve("r/commands.csv"));
        assertThat(lines.get(0)).isEqualTo("cycle,command,channel,rank,bankgroup,bank,row,column");
        assertThat(lines.get(1)).matches("\\d+,ACT,0,0,\\d,\\d,\\d+,-1");
        assertThat(lines).anyMatch(line -> line.matches("\\d+,RD,0,0,\\d,\\d,-?\\d+,\\d+"));
    }

    /** An area of 100 KiB has 26 pages where it does not begin at the border of one. */
    @Test
    void pagesAreThoseOfThePrograms() throws IOException {
        Setup setup = prepare(write(
                "pages.yaml",
                "workload: w\nprocesses: [{name: p, references: 10, program: {kind: uniform, footprint: 100 KiB}}]\n"));

        assertThat(setup.pages()).isEqualTo(new Setup.Pages(26, 26 * 4096, 100 << 10));
        assertThat(setup.memory()).isZero();
    }

    @Test
    void aMachineWithoutOperatingSystemHasNoFilesToLookAt() {
        Setup setup = prepare(uniform);
        Watch watch = new Watch(new Pulse()).with(new Timeline(OutputStream.nullOutputStream(), 0, 1000));

        assertThat(setup.hasOperatingSystem()).isFalse();
        assertThatThrownBy(() -> setup.simulate(ALL, watch)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dictionaryTellsOfEveryPart() {
        assertThat(laboratory.dictionary(Source.named("desktop", "configs/machines")))
                .extracting(statistic -> statistic.aggregate() + "." + statistic.metric())
                .contains("cores.ipc", "llc.mpki", "memory.reads", "cores.time.total_ns", "os.major_faults");
    }

    private Source trace(String text) throws IOException {
        Files.writeString(folder.resolve("t.lackey"), text);
        return write("trace.yaml", """
                workload: traced
                processes:
                  - {name: p, cores: [0], program: {kind: trace, file: ./t.lackey, format: lackey}}
                """);
    }

    private Source write(String name, String text) throws IOException {
        return Source.file(Files.writeString(folder.resolve(name), text));
    }

    private Setup prepare(Source workload, String... settings) {
        return laboratory.prepare(
                TEACHING, workload, Arrays.stream(settings).map(Setting::parse).toList());
    }

    private static String value(Outcome outcome, String name) {
        return outcome.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static final class Nobody implements SweepListener {
        @Override
        public void started(Plan plan, int kept, int pending, int workers) {}

        @Override
        public void finished(Run run, Outcome outcome) {}
    }
}
