package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.workload.PointerChase;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.Lackey;
import dev.ziggurat.workload.trace.Pages;
import dev.ziggurat.workload.trace.TraceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkloadReaderTest {
    private static final String CHASE = """
            workload: pointer-chase
            processes:
              - {name: chaser, cores: [0], program: {kind: pointer-chase, footprint: 6 MiB, stride: 64 B, order: random}, references: 1000000}
            """;

    @TempDir
    private Path folder;

    private Config<WorkloadSpec> read(String text, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new WorkloadReader(Catalogs.standard()).read(Source.text("w.yaml", folder, text), settings);
    }

    private List<String> problems(String text, String... sets) {
        return catchThrowableOfType(ConfigException.class, () -> read(text, sets)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void aGeneratorIsBoundWithItsDefaultsAndReadBack() {
        Config<WorkloadSpec> config = read(CHASE);

        assertThat(config.spec().processes()).singleElement().satisfies(process -> {
            assertThat(process.references()).isEqualTo(1_000_000);
            assertThat(process.program())
                    .isInstanceOfSatisfying(
                            PointerChase.Spec.class,
                            chase -> assertThat(chase.footprint()).isEqualTo(ByteSize.parse("6 MiB")));
        });
        assertThat(config.resolved())
                .contains(
                        "  - name: chaser  # file w.yaml:3\n",
                        "      stores: 0 %  # default\n",
                        "    start: 0 ps  # default\n");
        assertThat(read(config.resolved()).spec()).isEqualTo(config.spec());
        assertThat(read(config.resolved()).digest()).isEqualTo(config.digest());
    }

    @Test
    void pathsLeadThroughTheNameOfAProcess() {
        Config<WorkloadSpec> config =
                read(CHASE, "workload.processes.chaser.program.footprint=16 KiB", "caches.llc.size=3 MiB");

        assertThat(config.resolved()).contains("      footprint: 16 KiB  # --set\n");
        assertThat(problems(CHASE, "workload.processes.chase.program.footprint=1 KiB"))
                .containsExactly("--set: workload.processes.chase.program.footprint: 1 KiB: no such path: no element of"
                        + " 'processes' has the name 'chase'; did you mean 'chaser'? known: chaser");
        assertThat(problems(CHASE, "workload.processes.chaser.program.footprin=1 KiB")
                        .get(0))
                .contains("there is no 'footprin' in 'processes.chaser.program'; did you mean 'footprint'?");
    }

    @Test
    void aTraceNamesItsFileRelativeToTheWorkload() throws IOException {
        Path trace = Files.writeString(folder.resolve("t.lackey"), " L 1000,8\n");
        String text = """
                workload: replay
                processes:
                  - name: t
                    program: {kind: trace, file: t.lackey, format: lackey, on-end: stop, dependencies: serial}
                """;

        assertThat(read(text).spec().processes().get(0).program()).isInstanceOfSatisfying(TraceSpec.class, spec -> {
            assertThat(spec.file()).isEqualTo(trace);
            assertThat(spec.format()).isEqualTo(new Lackey.Spec());
        });
        assertThat(read(text).canonical()).contains("      file: t.lackey\n").doesNotContain(folder.toString());
        assertThat(problems(text.replace("file: t.lackey", "file: u.lackey")))
                .containsExactly("w.yaml:4: processes.t.program.file: u.lackey: no such file: "
                        + folder.resolve("u.lackey") + "; a path is absolute or relative to the file that names it");
    }

    @Test
    void aStringOfPagesHasASizeOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("s.txt"), "17 R\n");
        String text = """
                workload: replay
                processes:
                  - name: t
                    program: {kind: trace, file: s.txt, format: {kind: pages, page-size: 16 KiB}}
                """;

        assertThat(read(text).spec().processes().get(0).program())
                .isInstanceOfSatisfying(
                        TraceSpec.class,
                        spec -> assertThat(spec.format()).isEqualTo(new Pages.Spec(ByteSize.parse("16 KiB"))));
        assertThat(problems(text.replace("16 KiB", "3 KiB")))
                .containsExactly(
                        "w.yaml:4: processes.t.program.format.page-size: 3 KiB: 3 KiB is no power of two from 8 B"
                                + " to 1 GiB");
    }

    @Test
    void wrongWorkloadsSayWhatToWrite() {
        assertThat(problems("workload: nothing\nprocesses: []\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("w.yaml:2: processes: []: a workload has at least one process; write for example"));
        assertThat(problems(CHASE.replace("pointer-chase, foot", "pointer-chace, foot"))
                        .get(0))
                .startsWith(
                        "w.yaml:3: processes.chaser.program.kind: pointer-chace: no program of this kind; did you mean"
                                + " 'pointer-chase'?");
        assertThat(problems(CHASE.replace(", references: 1000000", "")).get(0))
                .startsWith("w.yaml:3: processes.chaser: ")
                .endsWith("write for example 'references: 1000000'");
        assertThat(problems(CHASE.replace("6 MiB", "6")))
                .containsExactly(
                        "w.yaml:3: processes.chaser.program.footprint: 6: '6' has no unit; write for example '32 KiB'");
    }

    @Test
    void aThreadWithTheNameOfTheRunTimeSystemsIsToldAtItsLine() {
        assertThat(problems("""
                        workload: two
                        processes:
                          - name: trees
                            threads:
                              - {name: a, program: {kind: binary-trees, live: 1}}
                              - {name: gc, program: {kind: binary-trees, live: 1}}
                            runtime: {kind: managed, collector: {kind: go, heap: 32 MiB}}
                        """))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("w.yaml:6: processes.trees.threads.gc: ")
                        .endsWith("the run-time system has a thread called 'gc'; take another name"));
    }

    @Test
    void aRunTimeSystemTellsHowManyThreadsItAllows() {
        String counting = """
                workload: two
                processes:
                  - name: trees
                    threads:
                      - {name: a, program: {kind: binary-trees, live: 1}}
                      - {name: b, program: {kind: binary-trees, live: 1}}
                    runtime: {kind: managed, collector: {kind: reference-counting, heap: 1 MiB}}
                """;

        assertThat(problems(counting))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("w.yaml:5: processes.trees.threads: ")
                        .contains("has 2 threads", "allows 1 at most"));
        assertThat(problems("""
                        workload: many
                        processes:
                          - name: trees
                            copies: 256
                            program: {kind: binary-trees, live: 1}
                            runtime: {kind: managed, collector: {kind: g1, heap: 32 MiB}}
                        """))
                .containsExactly("w.yaml:4: processes.trees.copies: 256: the process has 256 threads, and its run-time"
                        + " system allows 255 at most");
        assertThat(read(counting.replace("reference-counting", "mark-sweep"))
                        .spec()
                        .processes())
                .hasSize(1);
    }

    @Test
    void pagesAreToldToBeWithoutEffectWhereNothingTranslates() {
        Config<WorkloadSpec> config = read(CHASE.replace("order: random}", "order: random}, pages: 2 MiB"));
        MachineSpec untranslated = Machines.read(Machines.TEXT).spec();
        MachineSpec openLoop = machine("cores: {kind: open-loop, clock: 1 GHz}");
        MachineSpec translating = machine("cores: {kind: in-order, clock: 1 GHz}");

        assertThat(WorkloadNotes.of(untranslated, config))
                .singleElement()
                .satisfies(note ->
                        assertThat(note.rule()).isEqualTo("without effect: this machine does not translate addresses"));
        assertThat(WorkloadNotes.of(openLoop, config))
                .singleElement()
                .satisfies(note -> assertThat(note.rule())
                        .isEqualTo("without effect: an open-loop driver's addresses are physical"));
        assertThat(WorkloadNotes.of(translating, config)).isEmpty();
        assertThat(WorkloadNotes.of(untranslated, read(CHASE))).isEmpty();
    }

    @Test
    void anOpenLoopDriverIsToldThatItTranslatesNothing() {
        assertThat(MachineReader.notes(translating("cores: {kind: open-loop, clock: 1 GHz}")))
                .singleElement()
                .satisfies(note -> assertThat(note.path()).isEqualTo("translation"));
        assertThat(MachineReader.notes(translating("cores: {kind: in-order, clock: 1 GHz}")))
                .isEmpty();
    }

    private static MachineSpec machine(String cores) {
        return translating(cores).spec();
    }

    private static Config<MachineSpec> translating(String cores) {
        String text = """
                machine: m
                %s
                memory: {kind: fixed, latency: 80 ns}
                translation: {format: x86-64, walks-enter: memory, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
                """.formatted(cores);
        return new MachineReader(Catalogs.standard()).read(Source.text("m.yaml", Path.of(""), text), List.of());
    }
}
