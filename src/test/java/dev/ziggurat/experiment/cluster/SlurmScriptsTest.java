package dev.ziggurat.experiment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.run.ExperimentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlurmScriptsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/reference/cluster");

    @TempDir
    Path folder;

    /** With {@code -Dgolden.update=true} the texts are written there instead, to be looked at. */
    @Test
    void textsAreTheKnownOnes() throws IOException {
        for (Map.Entry<String, String> each : texts(whole()).entrySet()) {
            Path golden = GOLDEN.resolve(each.getKey());
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(GOLDEN);
                Files.writeString(golden, each.getValue());
            }
            assertThat(golden).hasContent(each.getValue());
        }
    }

    @Test
    void whatIsNotAskedForIsNotSaid() {
        SlurmJob job = new SlurmJob(
                "s",
                Path.of("/d"),
                new SlurmJob.Program(Path.of("/"), List.of("-jar", "/d/ziggurat.jar"), List.of("s.yaml")),
                new SlurmJob.Tasks(3, null, null),
                new SlurmJob.Node(1, null, null, null));

        for (String text : texts(job).values()) {
            assertThat(text).doesNotContain("--mem=", "--time", "--partition", "1-3%");
        }
    }

    /** Blanks, quotes and dollars in names reach the program as they are. */
    @Test
    void aShellReadsEveryWordAsItWas() throws Exception {
        List<String> hostile =
                List.of("a b", "it's", "$HOME `id` \"x\"", "*", "", "-n", "new\nline", "caches.llc.size=4 MiB");
        StringBuilder script = new StringBuilder("printf '").append('%').append("s\\0'");
        hostile.forEach(word -> script.append(' ').append(Shell.word(word)));
        Process shell = new ProcessBuilder("sh", "-c", script.toString()).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(String.join("\0", hostile) + "\0");
    }

    @Test
    void bashFindsNothingWrongWithThem() throws Exception {
        for (Map.Entry<String, String> each : texts(whole()).entrySet()) {
            Path file = Files.writeString(folder.resolve(each.getKey()), each.getValue());
            Process bash = new ProcessBuilder("bash", "-n", file.toString()).start();
            assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(bash.exitValue()).as(each.getKey()).isZero();
        }
    }

    @Test
    void numbersAreWrittenAsRanges() {
        assertThat(Shell.ranges(List.of())).isEmpty();
        assertThat(Shell.ranges(List.of(4))).isEqualTo("4");
        assertThat(Shell.ranges(List.of(1, 2, 3, 7, 9, 10))).isEqualTo("1-3,7,9-10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "90:00", "12:00:00", "1-12", "7-00:30", "2-12:00:00"})
    void timesOfSlurmAreTaken(String time) {
        assertThat(new SlurmJob.Node(1, null, time, null).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 hours", "1h", "1:2:3:4", "-1", "", "1\n#SBATCH --x"})
    void otherTimesAreRefused(String time) {
        assertThatThrownBy(() -> new SlurmJob.Node(1, null, time, null))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("--time takes a time as sbatch does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 GiB", "0", "8GB", "much", "8G --x"})
    void otherAmountsOfMemoryAreRefused(String memory) {
        assertThatThrownBy(() -> new SlurmJob.Node(1, memory, null, null))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("for example 8G");
    }

    private static Map<String, String> texts(SlurmJob job) {
        return new SlurmScripts(job, "1.0.0").texts();
    }

    private static SlurmJob whole() {
        return new SlurmJob(
                "llc",
                Path.of("/scratch/my results/llc"),
                new SlurmJob.Program(
                        Path.of("/home/me/study"),
                        List.of("-jar", "/scratch/my results/llc/ziggurat.jar"),
                        List.of("./llc.yaml", "--set", "caches.l2.size=1 MiB", "--seed", "7")),
                new SlurmJob.Tasks(40, 10, "600 s"),
                new SlurmJob.Node(4, "8G", "02:00:00", "compute,long"));
    }
}
