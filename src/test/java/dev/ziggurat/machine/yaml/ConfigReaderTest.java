package dev.ziggurat.machine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every type that a record may have, lists of named elements, and the rules that records break. */
final class ConfigReaderTest {
    record File(
            String title,
            @Nullable Double theta,
            @Nullable BigDecimal exact,
            @Nullable Long base,
            @Nullable Boolean on,
            @Nullable Share stores,
            @Nullable Count gap,
            @Nullable Count warmUp,
            @Nullable Path trace,
            @Nullable List<Part> parts,
            @Nullable Map<String, List<Node>> vary) {
        File {
            if (exact != null && exact.signum() == 0) {
                throw new IllegalArgumentException("exactly nothing");
            }
            if ("long".equals(title)) {
                throw new ArithmeticException("too long");
            }
        }
    }

    record Part(@Nullable String name, int size, @Nullable List<Part.Leaf> leaves) {
        record Leaf(String colour) {}

        Part {
            leaves = leaves == null ? List.of() : List.copyOf(leaves);
            if (size > 9 && !leaves.isEmpty()) {
                throw new SpecException("leaves.0", "a large part has no leaves");
            }
        }
    }

    @TempDir
    private Path folder;

    private Config<File> read(String text, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new ConfigReader<>(File.class, new Registry(), "configs/none")
                .read(Source.text("f.yaml", folder, text), settings);
    }

    private List<String> problems(String text, String... sets) {
        return catchThrowableOfType(ConfigException.class, () -> read(text, sets)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void everyTypeIsReadAndPrintedBack() throws IOException {
        Path trace = Files.writeString(folder.resolve("t.gz"), "x");
        Config<File> config = read("""
                title: all types
                theta: 0.990
                exact: 1.50
                base: 0x1000_0000
                on: true
                stores: 12.5 %
                gap: 2 instructions
                warm-up: 1 reference
                trace: ./t.gz
                """.replace("_", ""));

        assertThat(config.spec())
                .isEqualTo(new File(
                        "all types",
                        0.99,
                        new BigDecimal("1.50"),
                        0x1000_0000L,
                        true,
                        Share.parse("12.5 %"),
                        new Count(2, Count.Of.INSTRUCTIONS),
                        new Count(1, Count.Of.REFERENCES),
                        trace,
                        null,
                        null));
        assertThat(config.canonical()).isEqualTo("""
                        title: all types
                        theta: 0.99
                        exact: 1.5
                        base: 268435456
                        on: true
                        stores: 12.5 %
                        gap: 2 instructions
                        warm-up: 1 reference
                        trace: t.gz
                        """);
        assertThat(config.says("theta")).isTrue();
        assertThat(config.says("parts")).isFalse();
    }

    @Test
    void valuesOfTheWrongTypeSayWhatToWrite() {
        assertThat(
                        problems(
                                "title: x\ntheta: much\nbase: 0x\non: 1\ngap: 2 references\nwarm-up: 3\ntrace: ./none.gz\nvary: 3\n"))
                .containsExactly(
                        "f.yaml:2: theta: much: no decimal number; write for example '0.99'",
                        "f.yaml:3: base: 0x: no whole number; write digits only, for example '8'",
                        "f.yaml:4: on: 1: neither true nor false; write one of the two words",
                        "f.yaml:5: gap: 2 references: 'references' is no unit of a number of instructions; known:"
                                + " instructions, instruction",
                        "f.yaml:6: warm-up: 3: '3' has no unit; write for example '1000 references'",
                        "f.yaml:7: trace: ./none.gz: no such file: " + folder.resolve("none.gz")
                                + "; a path is absolute or relative to the file that names it",
                        "f.yaml:8: vary: 3: a map of keys stands here, for example {name: [any value]}");
        assertThat(problems("title: x\nbase: 9223372036854775808\n"))
                .containsExactly(
                        "f.yaml:2: base: 9223372036854775808: too large; at most 9223372036854775807 can stand here");
        assertThat(problems("title: x\nparts: [{size: 2147483648}]\n"))
                .containsExactly("f.yaml:2: parts.0.size: 2147483648: too large; at most 2147483647 can stand here");
        assertThat(problems("title: x\ntrace: \"\\0\"\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).endsWith("no path of a file"));
    }

    @Test
    void aReaderThatReadOtherThingsBeforeReadsTheSame() {
        Source one = Source.text("one.yaml", folder, "title: one\nparts: [{name: a, size: 1}]\n");
        Source two = Source.text("two.yaml", folder, "title: two\nparts: [{name: a, size: 2}]\n");
        List<List<Setting>> settings = List.of(
                List.of(),
                List.of(Setting.parse("theta=0.5")),
                List.of(Setting.parse("theta=0.5"), swept("parts.a.size", "3")),
                List.of(Setting.parse("theta=0.5"), swept("parts.a.size", "4")),
                List.of(Setting.parse("theta=0.5"), swept("parts.a.sise", "4")),
                List.of(Setting.parse("theta=half")));
        ConfigReader<File> used = new ConfigReader<>(File.class, new Registry(), "configs/none");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            Source source = random.nextBoolean() ? one : two;
            List<Setting> over = settings.get(random.nextInt(settings.size()));
            ConfigReader<File> fresh = new ConfigReader<>(File.class, new Registry(), "configs/none");

            assertThat(told(used, source, over)).isEqualTo(told(fresh, source, over));
        }
    }

    private static Setting swept(String path, String value) {
        Origin origin = new Origin(Layer.FILE, Source.argument("sweep.yaml"), 1, 1);
        return Setting.swept(path, origin, new Node.Scalar(origin, value));
    }

    /** What a reader makes of a file, or what is wrong with it. */
    private static String told(ConfigReader<File> reader, Source source, List<Setting> settings) {
        try {
            Config<File> config = reader.read(source, settings);
            return config.spec() + config.resolved() + config.digest() + config.given();
        } catch (ConfigException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void whatIsPrintedIsReadBackWhateverItSays() {
        String signs = "ab9_./+%- -\"\\:#,[]{}'&*!|>?\u00e9\n";
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5000; i++) {
            StringBuilder title = new StringBuilder();
            for (int length = random.nextInt(1, 6); length > 0; length--) {
                title.append(signs.charAt(random.nextInt(signs.length())));
            }
            Node printed = new Node.Scalar(Origin.ofDefault(), title.toString());

            assertThat(read("title: " + YamlPrinter.inline(printed) + "\n")
                            .spec()
                            .title())
                    .isEqualTo(title.toString());
        }
        for (String nothing : List.of("null", "Null", "NULL", "", "~")) {
            Node printed = new Node.Scalar(Origin.ofDefault(), nothing);
            assertThat(read("title: " + YamlPrinter.inline(printed) + "\n")
                            .spec()
                            .title())
                    .isEqualTo(nothing);
        }
    }

    @Test
    void elementsOfAListAreNamedByTheirNameOrTheirPosition() {
        String text = """
                title: x
                parts:
                  - {name: first, size: 1}
                  - size: 2
                    leaves: [{colour: red}]
                """;

        assertThat(read(text, "parts.first.size=5", "parts.1.leaves.0.colour=blue")
                        .resolved())
                .isEqualTo("""
                        title: x  # file f.yaml:1
                        parts:
                          - name: first  # file f.yaml:3
                            size: 5  # --set
                            leaves: []  # default
                          - size: 2  # file f.yaml:4
                            leaves:
                              - colour: blue  # --set
                        """);
        assertThat(problems(text, "parts.frist.size=5"))
                .containsExactly(
                        "--set: parts.frist.size: 5: no such path: no element of 'parts' has the name 'frist'; did you"
                                + " mean 'first'? known: first, 1");
        assertThat(problems(text, "parts.first.sise=5").get(0))
                .contains("there is no 'sise' in 'parts.first'; did you mean 'size'?");
        assertThat(read(text, "parts=[{size: 7}]").spec().parts()).containsExactly(new Part(null, 7, null));
    }

    private static List<String> texts(Config<File> config) {
        Map<String, List<Node>> vary = Objects.requireNonNull(config.spec().vary());
        return Objects.requireNonNull(vary.get("caches.llc.size")).stream()
                .map(Node::text)
                .toList();
    }

    @Test
    void anyValueCanBeKeptForLater() {
        Config<File> config = read("title: x\nvary:\n  caches.llc.size: [2 MiB, {a: 1}]\n");

        assertThat(texts(config)).containsExactly("2 MiB", "{a: 1}");
        assertThat(texts(read(config.resolved()))).containsExactly("2 MiB", "{a: 1}");
        assertThat(problems("title: x\nvary: {a: [1]}\n", "vary.a.b=3").get(0)).contains("no such path");
    }

    @Test
    void rulesOfRecordsHaveThePlaceOfTheirKey() {
        assertThat(problems("title: x\nparts:\n  - name: p\n    size: 10\n    leaves:\n      - {colour: red}\n"))
                .containsExactly("f.yaml:6: parts.p.leaves.0: {colour: red}: a large part has no leaves");
        assertThat(problems("title: x\nexact: 0\n")).containsExactly("f.yaml:1: {title: x, exact: 0}: exactly nothing");
        assertThat(problems("title: long\n")).containsExactly("f.yaml:1: {title: long}: too long");
    }

    @Test
    void listsThatAreNoneAndEmptyElementsAreRefused() {
        assertThat(problems("title: x\nparts: 3\n"))
                .containsExactly("f.yaml:2: parts: 3: a list stands here, for example [{name: name}]");
        assertThat(problems("title: x\nparts:\n  -\n  - {size: 3, nmae: y}\n"))
                .containsExactly(
                        "f.yaml:3: parts.0: null: an element of a list is empty",
                        "f.yaml:4: parts.1.nmae: y: unknown key 'nmae'; did you mean 'name'? known: name, size, leaves");
    }
}
