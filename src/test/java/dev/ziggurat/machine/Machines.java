package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A machine file for tests, and short ways to read it and to break it. */
final class Machines {
    /** Line numbers of the tests are those of this text. */
    static final String TEXT = """
            machine: bench
            description: a machine for tests
            simulation: {links: auto, count: hardware}
            cores: {count: 1, kind: out-of-order, clock: 4 GHz, width: 4, window: 224}
            translation: {format: none}
            caches:
              l1i: {serves: fetch, below: l2, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
              l1d:
                serves: data
                below: l2
                size: 32 KiB
                ways: 8
                line: 64 B
                latency: 4 cycles
                replacement: lru
              l2:
                below: llc
                size: 1 MiB
                ways: 16
                line: 64 B
                load-to-use: 14 cycles
              llc:
                shared: true
                below: memory
                size: 8 MiB
                ways: 16
                line: 64 B
                load-to-use: 44 cycles
                link: {latency: 8 cycles, width: 32 B}
            memory: {kind: fixed, latency: 80 ns}
            """;

    private Machines() {}

    /** Reads a text as {@code bench.yaml}. */
    static Config<MachineSpec> read(String text, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new MachineReader(Doubles.registry()).read(Source.text("bench.yaml", Path.of(""), text), settings);
    }

    /** Returns the text of a machine that ships, for its caches and its DRAM alone: no address is translated, so it has no operating system. */
    static String untranslated(String preset) {
        return "extends: " + preset + "\ntranslation: {format: none}\n";
    }

    /** Reads a machine that ships, without translation. */
    static MachineSpec readUntranslated(String preset, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        Source source = Source.text("untranslated.yaml", Path.of(""), untranslated(preset));
        return new MachineReader(Catalogs.standard()).read(source, settings).spec();
    }

    /** Returns a cache of a machine. */
    static CacheSpec cache(MachineSpec machine, String name) {
        return Objects.requireNonNull(machine.caches().get(name));
    }

    /** Reads the text with one piece of it replaced. */
    static Config<MachineSpec> changed(String from, String to) {
        if (!TEXT.contains(from)) {
            throw new IllegalArgumentException("not in the text: " + from);
        }
        return read(TEXT.replace(from, to));
    }

    /** Returns all problems of a text, as they are printed. */
    static List<String> problems(String text, String... sets) {
        return failure(text, sets).problems().stream().map(Problem::toString).toList();
    }

    /** Returns all problems of the text with one piece of it replaced. */
    static List<String> problemsOfChange(String from, String to) {
        if (!TEXT.contains(from)) {
            throw new IllegalArgumentException("not in the text: " + from);
        }
        return problems(TEXT.replace(from, to));
    }

    private static ConfigException failure(String text, String... sets) {
        ConfigException[] caught = new ConfigException[1];
        assertThatThrownBy(() -> read(text, sets))
                .asInstanceOf(type(ConfigException.class))
                .satisfies(e -> caught[0] = e);
        return caught[0];
    }
}
