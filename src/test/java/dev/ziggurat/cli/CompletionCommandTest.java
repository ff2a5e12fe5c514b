package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real bash makes of the script: the words before the cursor, and what it offers for the last of them. */
final class CompletionCommandTest {
    /** As readline calls a completion: by the specification that bash finds for the command's name. */
    private static final String ASK = """
            # The real one refuses to work outside readline; it must leave the default, which is files, alone.
            compopt() { if [[ $* == "+o default" ]]; then echo 'no files then'; fi; }
            source "$1"; shift
            spec=$(complete -p "${1##*/}") || exit 1
            [[ $spec == *"-o default"* ]] || exit 1
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            function=${spec#*-F }; ${function%% *} "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder;

    private Desk desk;
    private Path script = Path.of("");

    @BeforeEach
    void writeScript() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "there is no bash here");
        desk = new Desk(folder);
        assertThat(desk.ziggurat("completion", "bash")).isZero();
        script = desk.write("completion.bash", desk.out());
    }

    private List<String> offered(String words) throws IOException, InterruptedException {
        List<String> command =
                new java.util.ArrayList<>(List.of(BASH.toString(), "-c", ASK, "bash", script.toString()));
        command.addAll(List.of(words.split(" ", -1)));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(out).isZero();
        return out.lines().map(String::strip).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ziggurat sw                          | sweep",
                "scripts/ziggurat sw                  | sweep",
                "ziggurat run desk                    | desktop",
                "ziggurat run desktop pointer         | pointer-chase",
                "ziggurat run --quiet desktop pointer | pointer-chase",
                "ziggurat run desktop --warm          | --warm-up",
                "ziggurat sweep llc                   | llc-capacity",
                "ziggurat check nvme                  | nvme-mlc",
                "ziggurat check desktop llc           | llc-capacity",
                "ziggurat schema wo                   | workload",
                "ziggurat list row                    | row-policy",
                "ziggurat list statistics --machine s | segmented segmented-pages server",
                "ziggurat trace in                    | info"
            })
    void offers(String words, String expected) throws IOException, InterruptedException {
        assertThat(offered(words)).containsExactly(expected.split(" "));
    }

    @Test
    void offersAllCommands() throws IOException, InterruptedException {
        assertThat(offered("ziggurat ")).contains("run", "sweep", "check", "list", "report", "trace", "schema");
    }

    @Test
    void offersNothingForAPathSoThatBashOffersFiles() throws IOException, InterruptedException {
        assertThat(offered("ziggurat run ./m")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fish", "bsah"})
    void anotherShellIsWrongUse(String shell) {
        assertThat(desk.ziggurat("completion", shell)).isEqualTo(2);

        assertThat(desk.err())
                .contains("there is no completion for '" + shell + "'")
                .contains("bash, zsh");
    }
}
