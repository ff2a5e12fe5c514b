package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code new} writes is good, runs, and stays good whatever choice is taken. */
final class NewCommandTest {
    /** A choice: no blank behind the #, or several; with all lines of it. */
    private static final Pattern CHOICE = Pattern.compile("^#([a-z]| {2}).*");

    @TempDir
    Path folder;

    private Desk desk;
    private Path file = Path.of("");

    @BeforeEach
    void openDesk() throws IOException {
        desk = new Desk(folder);
        file = folder.resolve("mine.yaml");
    }

    private void make(String kind) {
        assertThat(desk.ziggurat("new", kind, "mine", "--out", file.toString()))
                .as(desk.err())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "workload", "sweep"})
    void checkTakesIt(String kind) {
        make(kind);

        assertThat(desk.ziggurat("check", "mine.yaml")).as(desk.err()).isZero();
        assertThat(desk.out())
                .contains("the " + kind + " 'mine' is well-formed")
                .doesNotContain("note:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "workload", "sweep"})
    void checkTakesItWithEachOfItsChoices(String kind) throws IOException {
        List<String> lines =
                NewCommand.template(kind).replace("NAME", "mine").lines().toList();
        List<List<Integer>> choices = choices(lines);
        assertThat(choices).hasSizeGreaterThan(2);
        for (List<Integer> choice : choices) {
            List<String> taken = new ArrayList<>(lines);
            choice.forEach(line -> taken.set(line, lines.get(line).substring(1)));
            desk.write("mine.yaml", String.join("\n", taken));

            assertThat(desk.ziggurat("check", "mine.yaml")).as(desk.err()).isZero();
        }
    }

    /** Lines that follow each other are one choice if the first is a whole key at the left, or an element of a list. */
    private static List<List<Integer>> choices(List<String> lines) {
        List<List<Integer>> choices = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!CHOICE.matcher(lines.get(i)).matches()) {
                continue;
            }
            List<Integer> choice = new ArrayList<>(List.of(i));
            boolean block = lines.get(i).matches("#[a-z].*:|# *- .*");
            while (block
                    && i + 1 < lines.size()
                    && CHOICE.matcher(lines.get(i + 1)).matches()) {
                choice.add(++i);
            }
            choices.add(choice);
        }
        return choices;
    }

    @Test
    void theMachineRuns() {
        make("machine");

        assertThat(desk.ziggurat("run", "mine.yaml", "w.yaml", "--out", "R"))
                .as(desk.err())
                .isZero();
    }

    @Test
    void theWorkloadRuns() {
        make("workload");

        assertThat(desk.ziggurat("run", "m.yaml", "mine.yaml", "--out", "R"))
                .as(desk.err())
                .isZero();
        assertThat(desk.out()).containsPattern("references +200000 ");
    }

    @Test
    void theSweepRuns() throws IOException {
        make("sweep");
        desk.change("mine.yaml", "warm-up: 100000 references", "warm-up: 1000 references\nlimit: 20 us");

        assertThat(desk.ziggurat("sweep", "mine.yaml", "--out", "R"))
                .as(desk.err())
                .isZero();
    }

    @Test
    void whatIsThereIsWrittenOverByForceOnly() throws IOException {
        desk.write("mine.yaml", "machine: precious\n");

        assertThat(desk.ziggurat("new", "machine", "mine", "--out", file.toString()))
                .isEqualTo(2);
        assertThat(desk.err()).contains("is there already").contains("--force");
        assertThat(file).hasContent("machine: precious\n");

        assertThat(desk.ziggurat("new", "machine", "mine", "--force", "--out", file.toString()))
                .isZero();
        assertThat(Files.readString(file)).contains("machine: mine\n");
    }

    @Test
    void aNameThatIsAPathIsRefused() {
        assertThat(desk.ziggurat("new", "machine", "../mine")).isEqualTo(2);

        assertThat(desk.err()).contains("'../mine' is no name").contains("--out");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThat(desk.ziggurat(
                        "new",
                        "sweep",
                        "mine",
                        "--out",
                        folder.resolve("a/b.yaml").toString()))
                .isEqualTo(2);

        assertThat(desk.err()).contains("there is no folder");
    }

    @Test
    void anUnknownKindIsWrongUse() {
        assertThat(desk.ziggurat("new", "swep", "mine")).isEqualTo(2);

        assertThat(desk.err()).contains("did you mean 'sweep'?");
    }
}
