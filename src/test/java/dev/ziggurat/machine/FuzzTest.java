package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, reading it gives a machine that prints itself, or problems with places; never anything else. */
final class FuzzTest {
    private static final int FEW = 30;
    private static final int MANY = 4_000;
    private static final String[] TOKENS = {
        ":",
        "-",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "<<: ",
        "null",
        "~",
        "\t",
        "\n",
        "\n\n  ",
        "#",
        "'",
        "\"",
        "|",
        ">",
        "!!x ",
        "? ",
        "---\n",
        "...",
        "0",
        "-1",
        "9223372036854775807",
        "99999999999999999999 B",
        "1.5 KiB",
        "3 cycles",
        "500 GHz",
        "lru",
        "kind: fixed",
        "extends: desktop",
        "x-a: 1",
        "%",
        "@",
        "\u00e9",
        "\u0000",
        "\ufeff",
        "\ud83d\ude00",
        ","
    };

    static List<String> machines() {
        return Packed.names("configs/machines");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void mutatedFilesGiveAMachineOrProblems(String machine) throws IOException {
        mutate(machine, FEW);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("machines")
    void manyMutatedFilesGiveAMachineOrProblems(String machine) throws IOException {
        mutate(machine, MANY);
    }

    private static void mutate(String machine, int rounds) throws IOException {
        String text;
        try (var in = FuzzTest.class.getResourceAsStream("/configs/machines/" + machine + ".yaml")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        MachineReader reader = new MachineReader(Catalogs.standard());
        for (long seed = 0; seed < rounds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String mutant =
                    text.lines().map(line -> line.replaceAll("\\s+#.*", "")).reduce("", (a, b) -> a + b + "\n");
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                mutant = mutate(mutant, random);
            }
            tryOut(reader, mutant, machine + " with seed " + seed);
        }
    }

    private static void tryOut(MachineReader reader, String mutant, String what) {
        try {
            Config<MachineSpec> config = reader.read(Source.text("m.yaml", Path.of(""), mutant), List.of());
            Config<MachineSpec> again =
                    reader.read(Source.text("again.yaml", Path.of(""), config.resolved()), List.of());
            assertThat(again.canonical()).as(what).isEqualTo(config.canonical());
            Explanation.of(new Derived(config.spec()));
        } catch (ConfigException e) {
            assertThat(e.problems()).as(what).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.rule()).isNotBlank();
                assertThat(problem.file()).isNotBlank();
            });
        } catch (RuntimeException | StackOverflowError e) {
            fail(what + "\n" + mutant, e);
        }
    }

    private static String mutate(String text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(20));
        List<String> lines = text.lines().toList();
        String line = lines.isEmpty() ? "" : lines.get(random.nextInt(lines.size()));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1, 2 -> text.substring(0, at) + TOKENS[random.nextInt(TOKENS.length)] + text.substring(at);
            case 3 -> text.substring(0, at) + TOKENS[random.nextInt(TOKENS.length)] + text.substring(to);
            case 4 -> text.replace(line + "\n", "");
            default -> text.replace(line + "\n", line + "\n" + line + "\n");
        };
    }
}
