package dev.ziggurat.machine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YamlParserTest {
    private static Node parse(String text) {
        return YamlParser.parse(Source.text("a.yaml", Path.of(""), text), Layer.FILE);
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(ConfigException.class, () -> parse(text)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Node.Mapping map(String text) {
        return (Node.Mapping) parse(text);
    }

    private static Node value(Node.Mapping map, String key) {
        return Objects.requireNonNull(map.value(key));
    }

    @Test
    void everyNodeKnowsItsPlace() {
        Node.Mapping root = map("a: 1\nb:\n  c: [x,\n      y]\n");
        Node.Mapping b = (Node.Mapping) value(root, "b");
        Node.Sequence c = (Node.Sequence) value(b, "c");

        assertThat(value(root, "a").origin().line()).isEqualTo(1);
        assertThat(value(root, "a").origin().column()).isEqualTo(4);
        assertThat(Objects.requireNonNull(b.entries().get("c")).key().line()).isEqualTo(3);
        assertThat(c.items().get(1).origin().line()).isEqualTo(4);
        assertThat(c.items().get(1).origin().provenance()).isEqualTo("file a.yaml:4");
    }

    @Test
    void nothingAndTildeAndNullAreAbsentButQuotedTheyAreText() {
        Node.Mapping root = map("a:\nb: ~\nc: null\nd: 'null'\n");

        assertThat(root.value("a")).isNull();
        assertThat(root.value("b")).isNull();
        assertThat(root.value("c")).isNull();
        assertThat(root.value("d")).isNotNull();
    }

    @Test
    void aliasesAreTheirAnchorsNodeAndMergeKeysFillWhatIsMissing() {
        Node.Mapping root =
                map("x-c: &c {size: 1, ways: 2}\na: *c\nb: {<<: *c, ways: 3}\nd: {<<: [{e: 1}, {e: 2, f: 3}]}\n");

        assertThat(value(root, "a").text()).isEqualTo("{size: 1, ways: 2}");
        assertThat(value(root, "b").text()).isEqualTo("{ways: 3, size: 1}");
        assertThat(value(root, "d").text()).isEqualTo("{e: 1, f: 3}");
        assertThat(problems("a: {<<: 3}\n"))
                .containsExactly("a.yaml:1: <<: 3: '<<' takes a map or a list of maps, for example '<<: *name'");
    }

    @Test
    void everyDuplicateKeyIsTold() {
        assertThat(problems("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n"))
                .containsExactly(
                        "a.yaml:3: a: 3: duplicate key; it is given in line 1 already",
                        "a.yaml:4: c.d: 2: duplicate key; it is given in line 4 already");
    }

    @Test
    void anAliasBombIsRefusedBeforeItGrows() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }

        assertThat(problems(bomb.toString()))
                .containsExactly(
                        "a.yaml:5: *a3: more than 100000 values once every alias is written out; use fewer aliases");
    }

    @Test
    void anAliasOfItselfOrOfNothingIsRefused() {
        assertThat(problems("a: &a [*a]\n")).containsExactly("a.yaml:1: *a: no anchor '&a' ends above this line");
        assertThat(problems("a: *b\n")).containsExactly("a.yaml:1: *b: no anchor '&b' ends above this line");
    }

    @Test
    void tabsThatIndentAreNamed() {
        assertThat(problems("cores:\n\tcount: 1\n"))
                .containsExactly("a.yaml:2: count: 1: a tab cannot indent YAML; use spaces");
        assertThat(problems("cores:\n  count: 1\n \tclock: 4 GHz\n"))
                .containsExactly("a.yaml:3: clock: 4 GHz: a tab cannot indent YAML; use spaces");
    }

    @Test
    void syntaxErrorsHaveLineAndText() {
        assertThat(problems("a: [1, 2\nb: 3\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("a.yaml:2: b: 3: no YAML: "));
        assertThat(problems("a: 'x\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("a.yaml:2: "));
        assertThat(problems("a: 1\n  b: 2\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("a.yaml:2: b: 2: no YAML: "));
    }

    @Test
    void emptyAndSeveralDocumentsAreRefused() {
        assertThat(problems("")).containsExactly("a.yaml:1: the file is empty; a configuration is a map of keys");
        assertThat(problems("# only a comment\n"))
                .containsExactly("a.yaml:1: the file is empty; a configuration is a map of keys");
        assertThat(problems("a: 1\n---\nb: 2\n"))
                .containsExactly("a.yaml:2: ---: a second document begins; a file holds one");
    }

    @Test
    void tagsComplexKeysAndDeepNestingAreRefused() {
        assertThat(problems("a: !!str 3\n").get(0))
                .startsWith("a.yaml:1: tag:yaml.org,2002:str: a tag has no meaning here");
        assertThat(problems("[a, b]: 3\n").get(0)).startsWith("a.yaml:1: a key is one word");
        assertThat(problems("a: " + "[".repeat(100_000)).get(0)).isEqualTo("a.yaml:1: nested more than 64 deep");
    }

    @Test
    void binaryFilesAndOtherEncodingsAreRefused(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {'a', '\n', 0, 1});
        Path latin = Files.write(folder.resolve("l.yaml"), "a: 1\nb: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Path huge =
                Files.write(folder.resolve("h.yaml"), "a: 1\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> YamlParser.parse(Source.file(binary), Layer.FILE))
                .hasMessage(binary + ":2: a binary file (it holds a zero byte); name a YAML text file in UTF-8");
        assertThatThrownBy(() -> YamlParser.parse(Source.file(latin), Layer.FILE))
                .hasMessage(latin + ":2: not UTF-8, so binary or in another encoding; name a YAML text file in UTF-8");
        assertThatThrownBy(() -> YamlParser.parse(Source.file(huge), Layer.FILE))
                .hasMessage(huge
                        + ": larger than 4 MiB, so it is no configuration; name a YAML file (traces are named inside"
                        + " a workload)");
    }

    @Test
    void aByteOrderMarkAndWindowsLinesAreFine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("w.yaml"), "\uFEFFa: 1\r\nb: 2\r\n");

        assertThat(YamlParser.parse(Source.file(file), Layer.FILE).text()).isEqualTo("{a: 1, b: 2}");
    }
}
