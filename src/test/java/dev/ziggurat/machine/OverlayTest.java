package dev.ziggurat.machine;

import static dev.ziggurat.machine.Machines.TEXT;
import static dev.ziggurat.machine.Machines.cache;
import static dev.ziggurat.machine.Machines.problems;
import static dev.ziggurat.machine.Machines.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.RandomReplacement;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Layer;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OverlayTest {
    private static final String DEVICE = "name: a\ncapacity: 2 GiB\ntRCD: 14 ns\n";

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Config<MachineSpec> file(Path file, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new MachineReader(Doubles.registry()).read(Source.file(file), settings);
    }

    @Test
    void aFileLiesOverTheOneThatItExtends() throws IOException {
        write("base/bench.yaml", TEXT);
        Path mine = write(
                "mine.yaml",
                "extends: ./base/bench.yaml\nmachine: mine\ncaches:\n  l2: {size: 2 MiB}\n  l1d: {replacement: random}\n");

        MachineSpec spec = file(mine).spec();

        assertThat(spec.machine()).isEqualTo("mine");
        assertThat(spec.caches().keySet()).containsExactly("l1i", "l1d", "l2", "llc");
        assertThat(cache(spec, "l2").size()).isEqualTo(ByteSize.parse("2 MiB"));
        assertThat(cache(spec, "l2").ways()).isEqualTo(16);
        assertThat(cache(spec, "l1d").replacement()).isEqualTo(new RandomReplacement.Spec());
        assertThat(file(mine).resolved())
                .contains("  l2:\n    below: llc  # extends bench.yaml:17\n", "    size: 2 MiB  # file mine.yaml:4\n");
    }

    @Test
    void pathsOfAnExtendedFileStartAtThatFile() throws IOException {
        write("base/devices/a.yaml", DEVICE);
        write("base/bench.yaml", TEXT.replace("{kind: fixed, latency: 80 ns}", "{device: ./devices/a.yaml}"));
        Path mine = write("mine.yaml", "extends: ./base/bench.yaml\n");

        assertThat(file(mine).spec().memory().spec().capacity()).isEqualTo(2L << 30);
        assertThat(file(mine).resolved()).contains("    capacity: 2 GiB  # preset a.yaml:2\n");
    }

    @Test
    void aFileMayExtendAShippedMachine() throws IOException {
        write("base.yaml", "capacity: 1 GiB\nname: b\ntRCD: 1 ns\n");
        Path mine = write("mine.yaml", "extends: teaching\nmachine: mine\n");
        Config<MachineSpec> config = new MachineReader(Catalogs.standard()).read(mine.toString(), List.of());

        assertThat(cache(config.spec(), "l1d").size()).isEqualTo(ByteSize.parse("128 B"));
        assertThat(config.resolved()).contains("# extends teaching.yaml:");
    }

    @Test
    void circlesAndMissingBasesAreToldAtTheirLine() throws IOException {
        Path one = write("one.yaml", "extends: ./two.yaml\n");
        Path two = write("two.yaml", "machine: x\nextends: ./one.yaml\n");
        Path lost = write("lost.yaml", "machine: x\nextends: ./none.yaml\n");
        Path typo = write("typo.yaml", "extends: dekstop\n");

        assertThatThrownBy(() -> file(one))
                .hasMessage(two + ":2: extends: ./one.yaml: the files extend each other in a circle");
        assertThatThrownBy(() -> file(lost))
                .hasMessageStartingWith(
                        lost + ":2: extends: ./none.yaml: no such file: " + folder.resolve("none.yaml"));
        assertThatThrownBy(() -> file(typo))
                .hasMessageStartingWith(
                        typo + ":1: extends: dekstop: no preset of this name in configs/machines; did you mean"
                                + " 'desktop'?");
    }

    @Test
    void nullTakesAKeyAway() {
        assertThat(cache(read(TEXT, "caches.llc.link=null").spec(), "llc").link())
                .isNull();
        assertThat(cache(read(TEXT, "caches.llc.link=").spec(), "llc").link()).isNull();
        assertThat(read(TEXT, "caches=null").spec().caches()).isEmpty();
        assertThat(read(TEXT, "caches.llc=null", "caches.l2.below=memory")
                        .spec()
                        .caches()
                        .keySet())
                .containsExactly("l1i", "l1d", "l2");
    }

    @Test
    void anotherKindReplacesTheWholeNodeAndTheSameKindMerges() throws IOException {
        write("a.yaml", DEVICE);
        Path mine =
                write("mine.yaml", TEXT.replace("{kind: fixed, latency: 80 ns}", "{device: ./a.yaml, channels: 2}"));

        assertThat(file(mine, "memory={kind: fixed, latency: 70 ns}")
                        .spec()
                        .memory()
                        .spec())
                .isInstanceOf(Doubles.Fixed.class);
        assertThat(file(mine, "memory.kind=fixed", "memory.latency=70 ns")
                        .spec()
                        .memory()
                        .spec())
                .isInstanceOf(Doubles.Fixed.class);
        assertThat(file(mine, "memory={kind: dram, channels: 4}")
                        .spec()
                        .memory()
                        .spec()
                        .capacity())
                .isEqualTo(8L << 30);
        assertThat(file(mine, "memory={channels: 4}").spec().memory().spec().capacity())
                .isEqualTo(8L << 30);
    }

    @Test
    void aBareNameMeansItsKind() {
        String guess = TEXT.replace("replacement: lru", "replacement: {kind: guess, bits: 3}");

        assertThat(cache(read(guess).spec(), "l1d").replacement()).isEqualTo(new Doubles.Guess(3));
        assertThat(cache(read(guess, "caches.l1d.replacement=lru").spec(), "l1d")
                        .replacement())
                .isEqualTo(new Lru.Spec());
        assertThat(cache(read(guess, "caches.l1d.replacement=guess").spec(), "l1d")
                        .replacement())
                .isEqualTo(new Doubles.Guess(3));
        assertThat(cache(
                                read(TEXT, "caches.l1d.replacement=guess", "caches.l1d.replacement.bits=4")
                                        .spec(),
                                "l1d")
                        .replacement())
                .isEqualTo(new Doubles.Guess(4));
    }

    @Test
    void aPresetIsReplacedByItsFileAndMayBeChangedByPath() throws IOException {
        write("a.yaml", DEVICE);
        write("b.yaml", "name: b\ncapacity: 4 GiB\ntRCD: 13 ns\n");
        Path mine = write("mine.yaml", TEXT.replace("{kind: fixed, latency: 80 ns}", "{device: ./a.yaml}"));

        assertThat(file(mine, "memory.device.nCL=16").spec().memory().spec())
                .isInstanceOfSatisfying(
                        Doubles.Dram.class,
                        dram -> assertThat(dram.device().nCL()).isEqualTo(16));
        assertThat(file(mine, "memory.device.nCL=16", "memory.device=" + folder.resolve("b.yaml"))
                        .spec()
                        .memory()
                        .spec())
                .isInstanceOfSatisfying(Doubles.Dram.class, dram -> {
                    assertThat(dram.device().name()).isEqualTo("b");
                    assertThat(dram.device().nCL()).isNull();
                });
        assertThatThrownBy(
                        () -> file(write("c.yaml", "machine: c\nextends: ./mine.yaml\nmemory: {device: ./z.yaml}\n")))
                .hasMessageStartingWith(folder.resolve("c.yaml") + ":3: memory.device: ./z.yaml: no such file: ");
    }

    @Test
    void aPathThatDoesNotExistNamesTheNearest() {
        assertThat(problems(TEXT, "caches.lcc.size=2 MiB"))
                .containsExactly(
                        "--set: caches.lcc.size: 2 MiB: no such path: there is no 'lcc' in 'caches'; did you mean 'llc'?"
                                + " known: l1i, l1d, l2, llc");
        assertThat(problems(TEXT, "caches.llc.sise=2 MiB").get(0))
                .startsWith(
                        "--set: caches.llc.sise: 2 MiB: no such path: there is no 'sise' in 'caches.llc'; did you mean 'size'?");
        assertThat(problems(TEXT, "cache.llc.size=2 MiB").get(0))
                .contains("there is no 'cache'; did you mean 'caches'?");
        assertThat(problems(TEXT, "caches.llc.size.x=2").get(0))
                .contains("the path ends at 'caches.llc.size', which is a single value such as 32 KiB");
        assertThat(problems(TEXT, "memory.channels=2").get(0))
                .contains("no such path: there is no 'channels' in 'memory'");
        assertThat(problems(TEXT, "caches.l2.replacement.bits=2").get(0))
                .contains(
                        "'caches.l2.replacement' is not given, so its kind is not known; set 'caches.l2.replacement' first");
        assertThat(problems(TEXT, "caches.llc.size=2"))
                .containsExactly("--set: caches.llc.size: 2: '2' has no unit; write for example '32 KiB'");
    }

    @Test
    void aNewCacheMayBeSetAsAWhole() {
        MachineSpec spec = read(
                        TEXT,
                        "caches.l3={below: llc, size: 4 MiB, ways: 16, line: 64 B, latency: 9 cycles}",
                        "caches.l2.below=l3",
                        "caches.llc.load-to-use=60 cycles")
                .spec();

        assertThat(cache(spec, "l3").size()).isEqualTo(ByteSize.parse("4 MiB"));
    }

    @Test
    void settingsThatAreNoneAreRefused() {
        for (String argument : List.of("caches.llc.size", "=3", "", "a..b=3", "a b=3", ".a=3")) {
            assertThatThrownBy(() -> Setting.parse(argument))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("--set: ");
        }
        assertThatThrownBy(() -> Setting.parse("caches={l2: [}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set: ");
    }

    @Test
    void theSweepComesLastAndSettingOneOfItsPathsIsAnError() {
        Node.Scalar value =
                new Node.Scalar(new Origin(Layer.FILE, Source.text("s.yaml", Path.of(""), ""), 4, 22), "2 MiB");
        Setting swept = Setting.swept("caches.l2.size", value.origin(), value);
        Setting set = Setting.parse("caches.l2.size=4 MiB");
        MachineReader reader = new MachineReader(Doubles.registry());
        Source source = Source.text("bench.yaml", Path.of(""), TEXT);

        Config<MachineSpec> config = reader.read(source, List.of(swept, set));

        assertThat(cache(config.spec(), "l2").size()).isEqualTo(ByteSize.parse("2 MiB"));
        assertThat(config.resolved()).contains("    size: 2 MiB  # sweep s.yaml:4\n");
        assertThat(Setting.conflicts(
                        List.of(set, Setting.parse("memory.latency=1 ns")), List.of("caches.l2.size", "memory")))
                .extracting(Problem::toString)
                .containsExactly(
                        "--set: caches.l2.size: 4 MiB: the sweep varies 'caches.l2.size'; leave --set out and write the"
                                + " values under 'vary', or take the path out of 'vary'",
                        "--set: memory.latency: 1 ns: the sweep varies 'memory'; leave --set out and write the values under"
                                + " 'vary', or take the path out of 'vary'");
        assertThat(Setting.conflicts(List.of(set, set), List.of("caches.l2.size")))
                .hasSize(1);
        assertThat(Setting.conflicts(List.of(Setting.parse("caches.l2.sizes=1")), List.of("caches.l2.size")))
                .isEmpty();
    }

    @Test
    void topLevelKeysWithXAreAPlaceForAnchors() {
        String text = TEXT.replace("machine: bench", "x-mine: &l {latency: 8 cycles, width: 32 B}\nmachine: bench")
                .replace("link: {latency: 8 cycles, width: 32 B}", "link: *l");

        assertThat(read(text).spec()).isEqualTo(read(TEXT).spec());
        assertThat(problems(TEXT.replace("    shared: true", "    x-shared: true"))
                        .get(0))
                .contains("unknown key 'x-shared'");
    }
}
