package dev.ziggurat.machine;

import static dev.ziggurat.machine.Machines.TEXT;
import static dev.ziggurat.machine.Machines.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Config;
import org.junit.jupiter.api.Test;

final class ResolvedTest {
    @Test
    void everyKeyIsPrintedWithWhereItCameFrom() {
        assertThat(read(TEXT, "caches.l2.size=512 KiB").resolved())
                .startsWith("""
                        machine: bench  # file bench.yaml:1
                        description: a machine for tests  # file bench.yaml:2
                        simulation:
                          links: auto  # file bench.yaml:3
                          count: hardware  # file bench.yaml:3
                          coherence: auto  # default
                        cores:
                          kind: out-of-order  # file bench.yaml:4
                          count: 1  # file bench.yaml:4
                          clock: 4 GHz  # file bench.yaml:4
                          width: 4  # file bench.yaml:4
                          window: 224  # file bench.yaml:4
                          load-queue: 72  # default
                          store-queue: 56  # default
                        translation:
                          format: none  # file bench.yaml:5
                          walk-caches:
                            level4: 4  # default
                            level3: 4  # default
                            level2: 32  # default
                            latency: 1 cycle  # default
                          walkers: 1  # default
                          tags: true  # default
                          offset-bits: 32  # default
                          descriptors:
                            entries: 8  # default
                            ways: 8  # default
                            latency: 0 cycles  # default
                            replacement: lru  # default
                        caches:
                          l1i:
                            serves: [fetch]  # file bench.yaml:7
                            below: l2  # file bench.yaml:7
                            shared: false  # default
                        """)
                .contains("    size: 512 KiB  # --set\n", "    replacement: lru  # file bench.yaml:15\n")
                .endsWith("""
                        memory:
                          kind: fixed  # file bench.yaml:30
                          latency: 80 ns  # file bench.yaml:30
                          size: 8 GiB  # default
                        storage: {}  # default
                        """);
    }

    @Test
    void readingItBackGivesTheSameMachine() {
        Config<MachineSpec> first = read(TEXT.replace("replacement: lru", "replacement: guess"));
        Config<MachineSpec> again = read(first.resolved());

        assertThat(again.spec()).isEqualTo(first.spec());
        assertThat(again.canonical()).isEqualTo(first.canonical());
        assertThat(again.digest()).isEqualTo(first.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void theDigestIsOfWhatIsMeantNotOfHowItIsWritten() {
        String other = TEXT.replace("    size: 1 MiB", "    size: 1024 KiB   # one")
                .replace("translation: {format: none}\n", "")
                .replace("replacement: lru", "replacement: {kind: lru}");

        assertThat(read(other).digest()).isEqualTo(read(TEXT).digest());
        assertThat(read(TEXT.replace("80 ns", "81 ns")).digest())
                .isNotEqualTo(read(TEXT).digest());
    }

    @Test
    void anyTextSurvivesPrinting() {
        for (String text :
                new String[] {"a: b", "#x", "null", "", " x ", "é \\ \" ' \u2028 \t", "[1", "x #y", "- a", "100%"}) {
            String quoted = "\""
                    + text.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\t", "\\t")
                            .replace("\u2028", "\\u2028") + "\"";
            Config<MachineSpec> config =
                    read(TEXT.replace("description: a machine for tests", "description: " + quoted));

            assertThat(config.spec().description()).isEqualTo(text);
            assertThat(read(config.resolved()).spec().description()).isEqualTo(text);
        }
    }
}
