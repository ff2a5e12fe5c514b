package dev.ziggurat.machine;

import static dev.ziggurat.machine.Machines.TEXT;
import static dev.ziggurat.machine.Machines.problems;
import static dev.ziggurat.machine.Machines.problemsOfChange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.units.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineReaderTest {
    @Test
    void bindsEveryPartInTheOrderOfTheFile() {
        MachineSpec machine = Machines.read(TEXT).spec();

        assertThat(machine.machine()).isEqualTo("bench");
        assertThat(machine.cores()).isInstanceOf(OutOfOrder.Spec.class);
        assertThat(machine.cores().clock().period()).isEqualTo(250);
        assertThat(machine.caches().keySet()).containsExactly("l1i", "l1d", "l2", "llc");
        assertThat(machine.caches().get("l1d")).satisfies(l1d -> {
            assertThat(l1d.serves()).containsExactly(Serves.DATA);
            assertThat(l1d.size()).isEqualTo(ByteSize.parse("32 KiB"));
            assertThat(l1d.replacement()).isEqualTo(new Lru.Spec());
            assertThat(l1d.mshrs()).isEqualTo(16);
        });
        assertThat(machine.memory().spec()).isInstanceOf(Doubles.Fixed.class);
    }

    @Test
    void aLinkStandsBesideTheKeysOfAnyKindOfMemory() {
        MachineSpec machine = Machines.changed("latency: 80 ns", "latency: 80 ns, link: {latency: 2 ns}")
                .spec();

        assertThat(machine.memory().link()).isNotNull();
        assertThat(machine.memory().spec().capacity()).isEqualTo(8L << 30);
    }

    @Test
    void unknownKeyNamesTheNearest() {
        assertThat(problemsOfChange("    ways: 8", "    wayz: 8"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(
                                "bench.yaml:12: caches.l1d.wayz: 8: unknown key 'wayz'; did you mean 'ways'? known: "));
        assertThat(problemsOfChange("width: 32 B", "widht: 32 B"))
                .containsExactly(
                        "bench.yaml:29: caches.llc.link.widht: 32 B: unknown key 'widht'; did you mean 'width'?"
                                + " known: latency, width");
        assertThat(problemsOfChange("translation: {format: none}", "oz: {memory: 6 GiB}")
                        .get(0))
                .startsWith("bench.yaml:5: oz: {memory: 6 GiB}: unknown key 'oz'; ");
        assertThat(problemsOfChange("{format: none}", "{format: none, walkerz: 2}"))
                .containsExactly("bench.yaml:5: translation.walkerz: 2: unknown key 'walkerz'; did you mean 'walkers'?"
                        + " known: format, walks-enter, tlbs, walk-caches, walkers, tags, offset-bits, descriptors");
        assertThat(problemsOfChange("fixed, latency", "fixed, latencie"))
                .contains("bench.yaml:30: memory.latencie: 80 ns: unknown key 'latencie'; did you mean 'latency'?"
                        + " known: latency, size, link, kind");
    }

    @Test
    void missingUnitSaysWhatToWrite() {
        assertThat(problemsOfChange("    size: 1 MiB", "    size: 1048576"))
                .containsExactly(
                        "bench.yaml:18: caches.l2.size: 1048576: '1048576' has no unit; write for example '32 KiB'");
        assertThat(problemsOfChange("clock: 4 GHz", "clock: 4"))
                .containsExactly("bench.yaml:4: cores.clock: 4: '4' has no unit; write for example '4 GHz'");
        assertThat(problemsOfChange("load-to-use: 14 cycles", "load-to-use: 14"))
                .containsExactly(
                        "bench.yaml:21: caches.l2.load-to-use: 14: '14' has no unit; write for example '14 ns',"
                                + " '14 ms' or '14 cycles'");
        assertThat(problemsOfChange("size: 8 MiB", "size: 8 MB"))
                .containsExactly("bench.yaml:25: caches.llc.size: 8 MB: 'MB' is no unit of a size; known: B, KiB, MiB,"
                        + " GiB, TiB");
    }

    @Test
    void zeroAndNegativeSizesAreRefused() {
        assertThat(problemsOfChange("    size: 1 MiB", "    size: 0 B"))
                .containsExactly(
                        "bench.yaml:18: caches.l2.size: 0 B: a cache is not empty; write for example '32 KiB'");
        assertThat(problemsOfChange("    size: 1 MiB", "    size: -1 MiB"))
                .containsExactly(
                        "bench.yaml:18: caches.l2.size: -1 MiB: '-1 MiB' is negative; write for example '32 KiB'");
        assertThat(problemsOfChange("    ways: 8", "    ways: 0"))
                .containsExactly("bench.yaml:12: caches.l1d.ways: 0: 0 is out of range; ways lies between 1 and 65536");
        assertThat(problemsOfChange("count: 1,", "count: -2,"))
                .containsExactly("bench.yaml:4: cores.count: -2: -2 is out of range; count lies between 1 and 1024");
    }

    @Test
    void waysThatDoNotDivideNameTheNearestSize() {
        assertThat(problemsOfChange("    ways: 8", "    ways: 7"))
                .containsExactly(
                        "bench.yaml:12: caches.l1d.ways: 7: 7 ways of 64 B do not divide 32 KiB; the nearest size"
                                + " is 32704 B");
    }

    @Test
    void missingKeysAreNamedWithAnExample() {
        assertThat(problems("machine: bench\ncores: {count: 1, kind: in-order}\ncaches: {}\nmemory: fixed\n"))
                .containsExactly(
                        "bench.yaml:2: cores: {count: 1, kind: in-order}: 'clock' is missing; write for example 'clock: 2 GHz'",
                        "bench.yaml:4: memory: {kind: fixed}: 'latency' is missing; write for example 'latency: 80 ns'");
        assertThat(problemsOfChange(
                                "    ways: 16\n    line: 64 B\n    load-to-use: 14",
                                "    line: 64 B\n    load-to-use: 14")
                        .get(0))
                .startsWith("bench.yaml:16: caches.l2: {below: llc, ")
                .endsWith("'ways' is missing; write for example 'ways: 8'");
        assertThat(problemsOfChange("kind: out-of-order, ", "").get(0))
                .endsWith("'kind' is missing; known: in-order, out-of-order");
        assertThat(problems("machine: bench\n")).hasSize(1);
        assertThat(problemsOfChange("machine: bench\n", ""))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("bench.yaml:1: {description: ")
                        .endsWith(": 'machine' is missing; write for example 'machine: desktop'"));
    }

    @Test
    void wrongNamesOfKindsAndChoicesAreHinted() {
        assertThat(problemsOfChange("replacement: lru", "replacement: lruu"))
                .containsExactly(
                        "bench.yaml:15: caches.l1d.replacement.kind: lruu: no replacement of this kind; did you mean"
                                + " 'lru'? known: lru, fifo, random, guess");
        assertThat(problemsOfChange("replacement: lru", "write: writeback"))
                .containsExactly(
                        "bench.yaml:15: caches.l1d.write: writeback: not allowed here; did you mean 'write-back'?"
                                + " known: write-back, write-through");
        assertThat(problemsOfChange("format: none", "format: x86-65"))
                .containsExactly("bench.yaml:5: translation.format: x86-65: not allowed here; did you mean 'x86-64'?"
                        + " known: none, x86-64, segmented, segmented-x86-64");
    }

    @Test
    void wrongShapesSayWhatStandsThere() {
        assertThat(problemsOfChange("    size: 1 MiB", "    size: [1 MiB]"))
                .containsExactly(
                        "bench.yaml:18: caches.l2.size: [1 MiB]: a single value stands here, for example '32 KiB'");
        assertThat(problemsOfChange("{latency: 8 cycles, width: 32 B}", "8 cycles"))
                .containsExactly(
                        "bench.yaml:29: caches.llc.link: 8 cycles: a map of keys stands here, for example {latency:"
                                + " 4 cycles}");
        assertThat(problemsOfChange("    ways: 8", "    ways: eight"))
                .containsExactly(
                        "bench.yaml:12: caches.l1d.ways: eight: no whole number; write digits only, for example '8'");
        assertThat(problemsOfChange("    shared: true", "    shared: yes"))
                .containsExactly(
                        "bench.yaml:23: caches.llc.shared: yes: neither true nor false; write one of the two words");
        assertThat(problems("- machine\n"))
                .containsExactly("bench.yaml:1: a configuration is a map of keys, 'key: value'");
    }

    @Test
    void allProblemsComeOutTogetherSortedByLine() {
        String text = TEXT.replace("    ways: 8", "    ways: 7")
                .replace("size: 8 MiB", "size: 8")
                .replace("links: auto", "link: auto")
                .replace("machine: bench", "Machine: bench");

        assertThat(problems(text))
                .extracting(problem -> problem.substring(0, 14))
                .containsExactly("bench.yaml:1: ", "bench.yaml:3: ", "bench.yaml:12:", "bench.yaml:25:");
    }

    @Test
    void aProblemKnowsItsParts() {
        assertThatThrownBy(() -> Machines.changed("    ways: 8", "    ways: 7"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(new Problem(
                                        "bench.yaml",
                                        12,
                                        11,
                                        "caches.l1d.ways",
                                        "7",
                                        "7 ways of 64 B do not divide 32 KiB; the nearest size is 32704 B")));
    }

    @Test
    void missingFileAndUnknownPresetSayWhereToLook(@TempDir Path folder) {
        MachineReader reader = new MachineReader(Doubles.registry());
        String missing = folder.resolve("none.yaml").toString();

        assertThatThrownBy(() -> reader.read(missing, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        missing + ": no such file; give the path of a YAML file (relative to the current folder) or the"
                                + " name of a preset");
        assertThatThrownBy(() -> reader.read(folder.toString(), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder + ": is a folder; name a file in it");
        assertThatThrownBy(() -> reader.read("dekstop", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("dekstop: no preset of this name in configs/machines; did you mean 'desktop'?");
    }

    @Test
    void readsAFileOfTheDisk(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), TEXT, StandardCharsets.UTF_8);

        MachineSpec machine = new MachineReader(Doubles.registry())
                .read(file.toString(), List.of(Setting.parse("workload.x.y=3")))
                .spec();

        assertThat(machine).isEqualTo(Machines.read(TEXT).spec());
    }
}
