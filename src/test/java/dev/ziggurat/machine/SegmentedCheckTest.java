package dev.ziggurat.machine;

import static dev.ziggurat.machine.SegmentedRuns.PAGED;
import static dev.ziggurat.machine.SegmentedRuns.SEGMENTED;
import static dev.ziggurat.machine.SegmentedRuns.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of machine files with segments, and of workloads for them. */
final class SegmentedCheckTest {
    /** What is said of a workload with a stack that grows by page faults; null of others. */
    private static @Nullable String needsPages(Path file) {
        return file.endsWith("recursion.yaml") ? "grows by page faults" : null;
    }

    @TempDir
    private Path folder;

    private static List<String> notes(String text, String... sets) {
        return MachineReader.notes(machine(text, sets)).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void segmentsNeedAnOperatingSystem() {
        assertThatThrownBy(() -> machine(SEGMENTED, "os=null", "storage=null"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("translation.format")
                .hasMessageContaining("segments are an operating system's; write for example 'os: {memory: 1 GiB}'");
        assertThat(machine(SEGMENTED, "cores={kind: open-loop, clock: 1 GHz}")
                        .spec()
                        .contiguous())
                .isFalse();
    }

    @Test
    void segmentsThatAreSwappedTakeWholeLines() {
        assertThatThrownBy(() -> machine(SEGMENTED, "os.segments.granule=96 B"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("os.segments.granule: 96 B: segments that go to swap begin and end with a line;"
                        + " write a multiple of 64 B, or leave 'os.swap' out");
        assertThat(machine(SEGMENTED, "os.segments.granule=128 B").spec()).isNotNull();
        assertThat(machine(SEGMENTED, "os.segments.granule=96 B", "os.swap=null", "storage=null")
                        .spec())
                .isNotNull();
        assertThatThrownBy(() -> machine(SEGMENTED, "os.segments.granule=0 B"))
                .hasMessageContaining("a granule has at least one byte");
    }

    @Test
    void keysOutOfRangeAndUnknownPoliciesAreTold() {
        assertThatThrownBy(() -> machine(SEGMENTED, "translation.offset-bits=11"))
                .hasMessageContaining("11 is out of range; offset-bits lies between 12 and 48");
        assertThatThrownBy(() -> machine(SEGMENTED, "translation.descriptors.entries=257"))
                .hasMessageContaining("257 is out of range");
        assertThatThrownBy(() -> machine(SEGMENTED, "translation.descriptors={entries: 8, ways: 3}"))
                .hasMessageContaining("3 ways do not divide 8 entries; the nearest is 6");
        assertThatThrownBy(() -> machine(SEGMENTED, "os.segments.fit=frist"))
                .hasMessageContaining("did you mean 'first'? known: first, best, worst, next");
        assertThatThrownBy(() -> machine(SEGMENTED, "translation.descriptors.latency=11 s"))
                .hasMessageContaining("longer than 10 s");
    }

    @Test
    void memoryLeavesRoomForATableOfEachProcess() {
        Config<MachineSpec> full = machine(SEGMENTED, "os.memory=4095 frames");
        Config<WorkloadSpec> two = new SegmentedRuns(folder).workload("""
                  - {name: a, program: {kind: uniform, footprint: 4 KiB}, references: 3}
                  - {name: b, program: {kind: uniform, footprint: 4 KiB}, references: 3}
                """);

        assertThat(Placement.problems(full, two))
                .singleElement()
                .asString()
                .contains("leaves 1 pages for segment tables, and the 2 processes of the workload need one each");
        assertThatThrownBy(() -> machine(SEGMENTED, "os.memory=4096 frames"))
                .hasMessageContaining("leaves no room for segment tables");
    }

    @Test
    void areaThatIsNoSegmentIsToldAtItsProcess() {
        Config<MachineSpec> narrow = machine(SEGMENTED, "translation.offset-bits=12");
        Config<WorkloadSpec> wide = new SegmentedRuns(folder)
                .workload("  - {name: a, program: {kind: uniform, footprint: 8 KiB}, references: 3}\n");

        assertThat(Placement.problems(narrow, wide))
                .singleElement()
                .asString()
                .contains("an area of 8 KiB is no segment of at most 4 KiB");
    }

    /** What lies beside a heap is as large as the threads and the heap make it. */
    @Test
    void heapsWithTheirTablesAreSegments() {
        for (String collector : List.of(
                "epsilon",
                "semispace",
                "generational",
                "mark-sweep",
                "mark-compact",
                "reference-counting",
                "g1",
                "zgc",
                "go")) {
            assertThat(problemsOfObjects("managed, collector: {kind: " + collector + ", heap: 32 MiB}"))
                    .as(collector)
                    .isEmpty();
        }
        for (String heap : List.of("bump", "free-list", "block-list", "buddy", "size-classes")) {
            assertThat(problemsOfObjects("native, heap: {kind: " + heap + ", size: 32 MiB}"))
                    .as(heap)
                    .isEmpty();
        }
    }

    private List<Problem> problemsOfObjects(String runtime) {
        return Placement.problems(
                machine(SEGMENTED, "os.memory=1 GiB", "memory.size=2 GiB"),
                new SegmentedRuns(folder)
                        .workload("  - {name: a, runtime: {kind: " + runtime
                                + "}, program: {kind: web-request, requests: 9}}\n"));
    }

    @Test
    void keysWithoutEffectAreReported() {
        assertThat(notes(SEGMENTED, "os.frames=buddy"))
                .singleElement()
                .asString()
                .contains("os.frames: ", ": without effect: this machine has no pages");
        assertThat(notes(PAGED, "os.segments.fit=best"))
                .singleElement()
                .asString()
                .contains("without effect: pages need no hole");
        assertThat(notes(PAGED, "translation.format=x86-64", "translation.offset-bits=32"))
                .singleElement()
                .asString()
                .contains("addresses of this format have no segments");
        assertThat(notes(SEGMENTED)).isEmpty();
        assertThat(notes(PAGED)).isEmpty();
        assertThat(WorkloadNotes.of(
                        machine(SEGMENTED).spec(),
                        new SegmentedRuns(folder)
                                .workload("  - {name: a, pages: 2 MiB, program: {kind: uniform, footprint: 8 KiB},"
                                        + " references: 3}\n")))
                .singleElement()
                .asString()
                .contains("this machine has no pages");
    }

    @Test
    void checkTellsHowAnAddressIsCut() {
        assertThat(Explanation.of(new Derived(machine(SEGMENTED).spec())).stream()
                        .map(fact -> fact.component() + ": " + fact.quantity() + ": " + fact.value()))
                .contains(
                        "translation: largest segment: 4 GiB  = 2^offset-bits",
                        "translation: segments of a process: 255  = a table of 4 KiB / 16 B - number 0, which is none",
                        "descriptors: sets: 1 of 8",
                        "os: memory of segments: 64 KiB  = os.memory, from address 0 on");
    }

    /** Whatever its programs declare, or touch without declaring it, can be laid into segments; but for what is said to need pages. */
    @Test
    void everyWorkloadThatShipsGoesWithSegmentedMachines() throws IOException {
        List<Path> shipped;
        try (Stream<Path> files = Files.list(Path.of("workloads"))) {
            shipped = files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertThat(shipped).hasSizeGreaterThan(14);
        for (Path file : shipped) {
            Config<WorkloadSpec> workload = new WorkloadReader(Catalogs.standard()).read(Source.file(file), List.of());
            for (String machine : List.of("segmented", "segmented-pages")) {
                Config<MachineSpec> wide =
                        new MachineReader(Catalogs.standard()).read(machine, List.of(Setting.parse("cores.count=4")));
                String why = needsPages(file);
                if (why != null) {
                    assertThat(Placement.problems(wide, workload))
                            .as("%s on %s", file, machine)
                            .singleElement()
                            .asString()
                            .contains(why);
                } else {
                    assertThat(Placement.problems(wide, workload))
                            .as("%s on %s", file, machine)
                            .isEmpty();
                }
            }
        }
    }
}
