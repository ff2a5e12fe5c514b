package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operating system must find on its machine, and what of a workload it cannot run. */
final class KernelCheckTest {
    private static final String TEXT = """
            machine: managed
            cores: {kind: in-order, clock: 1 GHz}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            caches: {l1: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycle}}
            memory: {kind: fixed, latency: 80 ns, size: 1 MiB}
            storage: {nvme0: {device: nvme-mlc}}
            os: {memory: 512 KiB, swap: {device: nvme0, size: 1 GiB}}
            """;

    private static Config<MachineSpec> read(String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new MachineReader(Catalogs.standard()).read(Source.text("m.yaml", Path.of(""), TEXT), settings);
    }

    private static void refused(String set, String rule) {
        assertThatThrownBy(() -> read(set)).isInstanceOf(ConfigException.class).hasMessageContaining(rule);
    }

    private static Stream<String> notes(String... sets) {
        return MachineReader.notes(read(sets)).stream().map(Problem::toString);
    }

    private static List<String> problems(String processes, String... sets) {
        Config<WorkloadSpec> workload = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of(""), "workload: w\nprocesses: [" + processes + "]\n"), List.of());
        return Placement.problems(read(sets), workload).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void aMachineWithAllThatItNeedsIsWellFormed() {
        MachineSpec spec = read().spec();

        assertThat(spec.kernel()).isNotNull();
        assertThat(notes()).isEmpty();
    }

    @Test
    void memoryLeavesRoomForPageTables() {
        refused("os.memory=1 MiB", "os.memory: 1 MiB: leaves no room for page tables");
        refused("os.memory=253 frames", "os.memory: 253 frames: leaves no room for page tables");
        assertThat(read("os.memory=252 frames").spec().kernel()).isNotNull();
    }

    @Test
    void memoryLeavesRoomForTheRootOfEachProcess() {
        String six = String.join(
                ",",
                IntStream.range(0, 6)
                        .mapToObj(each ->
                                "{name: p" + each + ", program: {kind: uniform, footprint: 64 KiB}, references: 10}")
                        .toList());

        assertThat(problems(six, "os.memory=248 frames"))
                .singleElement()
                .asString()
                .contains(
                        "os.memory: 248 frames: leaves 8 pages for page tables, and the 6 processes of the workload need 9");
        assertThat(problems(six, "os.memory=247 frames")).isEmpty();
        assertThat(problems(six, "os.memory=248 frames", "translation.format=none"))
                .noneMatch(problem -> problem.contains("os.memory"));
    }

    @Test
    void memoryIsASizeOrANumberOfFrames() {
        refused("os.memory=0 frames", "at least 1 frame of 4 KiB");
        refused("os.memory=5000 B", "whole number of frames");
        refused("os.memory=3", "os.memory: 3");
    }

    @Test
    void swapLiesOnADeviceThatIsThereAndLargeEnough() {
        refused("os.swap.device=nvme1", "os.swap.device: nvme1: names no storage device; did you mean 'nvme0'");
        refused("os.swap.size=1 TiB", "os.swap.size: 1 TiB: 'nvme0' has ");
        refused("storage=null", "write for example 'storage: {nvme0: {device: nvme-mlc}}'");
    }

    @Test
    void checkTellsWhatFollows() {
        assertThat(Explanation.of(new Derived(read().spec())).stream()
                        .filter(fact -> fact.component().equals("os"))
                        .map(fact -> fact.quantity() + ": " + fact.value()))
                .contains(
                        "frames: 128 of 4 KiB  = 512 KiB",
                        "range of page tables: 512 KiB  = memory - os.memory",
                        "tables of dense 4 KiB pages: 4 KiB  = a table for 512 frames, lowest level alone",
                        "swap slots: 262144 of 4 KiB  = os.swap.size / 4 KiB, on nvme0",
                        "trap: 200 cycles = 200 ns");
        assertThat(Explanation.of(new Derived(read("translation.format=none").spec())).stream()
                        .map(fact -> fact.component()))
                .doesNotContain("os");
    }

    @Test
    void costsAreNoLongerThanAnyPart() {
        refused("os.costs.trap=11 s", "os.costs.trap: 11 s: longer than 10 s");
        refused("os.quantum=11 s", "os.quantum: 11 s: longer than 10 s");
        refused("os.quantum=19 cycles", "os.quantum: 19 cycles: shorter than 20 cycles");
    }

    @Test
    void withoutTranslationItHasNothingToDo() {
        MachineSpec spec = read("translation.format=none").spec();
        assertThat(spec.kernel()).isNull();
        assertThat(spec.devices()).isEmpty();
        assertThat(read().spec().devices()).containsOnlyKeys("nvme0");
        assertThat(notes("translation.format=none"))
                .singleElement()
                .asString()
                .contains(": os: ")
                .endsWith(
                        "without effect: no address of this machine is translated; neither it nor 'storage' is built");
    }

    @Test
    void whatIsNotBuiltNeedsNoRoom() {
        refused("memory.size=512 KiB", "os.memory: 512 KiB: leaves no room for page tables");

        assertThat(read("memory.size=512 KiB", "translation.format=none").spec().kernel())
                .isNull();
    }

    @Test
    void severalProcessesShareACore() {
        String two = "{name: a, program: {kind: uniform, footprint: 64 KiB}, references: 10},"
                + "{name: b, program: {kind: uniform, footprint: 64 KiB}, references: 10}";

        assertThat(problems(two)).isEmpty();
        assertThat(problems(two, "translation.format=none"))
                .singleElement()
                .asString()
                .contains("operating system");
    }

    @Test
    void pagesAreOfFourKibOrTwoMib() {
        String huge = "{name: a, pages: %s, program: {kind: uniform, footprint: 64 KiB}, references: 10}";

        assertThat(problems(huge.formatted("1 GiB"))).singleElement().asString().contains("pages of 4 KiB and 2 MiB");
        assertThat(problems(huge.formatted("2 MiB")))
                .singleElement()
                .asString()
                .contains("'os.memory' is smaller than one of them");
    }

    @Test
    void theFutureIsThatOfOneThread() {
        String two = "{name: a, program: {kind: uniform, footprint: 64 KiB}, references: 10},"
                + "{name: b, program: {kind: uniform, footprint: 64 KiB}, references: 10}";

        assertThat(problems(two, "os.page-replacement=opt"))
                .singleElement()
                .asString()
                .contains("reads the future of one thread");
    }
}
