package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlurmCommandTest {
    @TempDir
    Path folder;

    private Desk desk;
    private Path jobs;

    @BeforeEach
    void prepare() throws IOException {
        desk = new Desk(folder);
        jobs = folder.resolve("jobs");
    }

    @Test
    void writesScriptsAndSaysHowToGoOn() {
        assertThat(slurm("s.yaml")).isZero();

        assertThat(desk.out()).contains("sizes in 2 parts", "submit it with:   " + jobs.resolve("submit"));
        assertThat(jobs.resolve("submit")).isExecutable();
        assertThat(jobs.resolve("array.sbatch")).content().contains("#SBATCH --array=1-2\n");
    }

    @Test
    void theSameAgainIsFineAndOthersAreNotWrittenOver() throws IOException {
        slurm("s.yaml");
        String before = Files.readString(jobs.resolve("array.sbatch"));

        assertThat(slurm("s.yaml")).isZero();
        assertThat(slurm("s.yaml", "--cpus", "2")).isEqualTo(2);
        assertThat(desk.err()).contains("array.sbatch is there already and says something else; nothing was changed");
        assertThat(jobs.resolve("array.sbatch")).hasContent(before);
        assertThat(slurm("s.yaml", "--cpus", "2", "--force")).isZero();
        assertThat(jobs.resolve("array.sbatch")).content().contains("cpus-per-task=2");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(slurm("s.yaml", "--tasks", "3")).isEqualTo(2);
        assertThat(desk.err()).contains("--tasks 3 is more than the sweep 'sizes' has points: 2");
        assertThat(slurm("s.yaml", "--tasks", "0")).isEqualTo(2);
        assertThat(slurm("s.yaml", "--time-out", "soon")).isEqualTo(2);
        assertThat(desk.err()).contains("--time-out");
        assertThat(jobs).doesNotExist();
    }

    @Test
    void tellsWhichPartsLackRuns() throws IOException {
        desk.change("s.yaml", "[512 B, 1 KiB]", "[512 B, 1 KiB, 2 KiB, 4 KiB]\nseeds: 2");
        assertThat(slurm("s.yaml", "--left")).isZero();
        assertThat(desk.out()).isEqualTo("1-4\n");
        assertThat(jobs).doesNotExist();

        desk.ziggurat("sweep", "s.yaml", "--shard", "2/4", "--out", jobs + "/parts/2");
        desk.ziggurat("sweep", "s.yaml", "--shard", "4/4", "--only", "seed=1", "--out", jobs + "/parts/4");
        slurm("s.yaml", "--left");

        assertThat(desk.out()).isEqualTo("1,3-4\n");
    }

    /** A point that was cut short before the seeds that its precision needs lacks them, although no file lists them. */
    @Test
    void seedsThatAPrecisionWillNeedAreMissed() throws IOException {
        desk.change("w.yaml", "pointer-chase, footprint: 1 KiB, stride: 64 B", "uniform, footprint: 1 KiB");
        desk.change(
                "s.yaml",
                "[512 B, 1 KiB]",
                "[512 B]\nseeds: 3\nreplicate: {within: 0.1 %, metrics: [cores.ipc], at-most: 5}");
        for (String seed : List.of("1", "2", "3")) {
            desk.ziggurat("sweep", "s.yaml", "--only", "seed=" + seed, "--out", jobs + "/parts/1");
        }

        slurm("s.yaml", "--left");
        assertThat(desk.out()).isEqualTo("1\n");

        desk.ziggurat("sweep", "s.yaml", "--out", jobs + "/parts/1");
        slurm("s.yaml", "--left");
        assertThat(desk.out()).isEqualTo("\n");
    }

    @Test
    void aClusterThatIsNotThereIsRefusedBeforeAnythingElse() {
        assertThat(desk.ziggurat("sweep", "s.yaml", "--cluster", "nowhere", "--out", jobs.toString()))
                .isEqualTo(2);
        assertThat(desk.err()).contains("--cluster").contains("nowhere");
        assertThat(jobs).doesNotExist();
    }

    /** Real processes under a stand-in for sbatch: one task is killed between two runs, and the second submission does the rest. */
    @Test
    @Tag("slow")
    void killedArrayThatIsSubmittedAgainEndsWithTheBytesOfOneHost() throws Exception {
        desk.change("w.yaml", "references: 100", "references: 300000");
        desk.change("s.yaml", "[512 B, 1 KiB]", "[512 B, 1 KiB, 2 KiB, 4 KiB]\nseeds: 3");
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", folder + "/whole")).isZero();
        slurm("s.yaml", "--tasks", "2", "--memory", "500M");
        Path slurm = Files.createDirectory(folder.resolve("slurm"));
        Files.writeString(slurm.resolve("kill"), "2");

        submit(slurm);
        assertThat(slurm.resolve("kill")).as("it was killed").doesNotExist();
        assertThat(jobs.resolve("logs/merge-2.log")).content().contains("runs are missing");
        submit(slurm, "--account=mine");

        assertThat(Files.readAllLines(slurm.resolve("calls")))
                .containsExactly(
                        "--parsable --array=1-2 array.sbatch",
                        "--parsable --dependency=afterany:1 merge.sbatch",
                        "--parsable --array=2 --account=mine array.sbatch",
                        "--parsable --dependency=afterany:3 --account=mine merge.sbatch");
        for (String name : List.of("results.csv", "statistics.csv", "resolved.yaml")) {
            assertThat(jobs.resolve("results").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
        assertThat(submit(slurm)).contains("nothing is missing; " + jobs + "/results holds the merged results");
    }

    private String submit(Path slurm, String... arguments) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path sbatch = bin.resolve("sbatch");
        Files.copy(
                Objects.requireNonNull(getClass().getResourceAsStream("/reference/cluster/fake-sbatch")),
                sbatch,
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(sbatch.toFile().setExecutable(true)).isTrue();
        List<String> command = new ArrayList<>(List.of(jobs.resolve("submit").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("FAKE_SLURM", slurm.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ZIGGURAT_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private int slurm(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "slurm";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--out";
        all[words.length + 2] = jobs.toString();
        return desk.ziggurat(all);
    }
}
