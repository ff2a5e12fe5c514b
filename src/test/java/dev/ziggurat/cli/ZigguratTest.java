package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Outcome.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes and texts, with machines that take no time. */
final class ZigguratTest {
    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path sweep = Path.of("");
    private Path results = Path.of("");

    @BeforeEach
    void writeSweep() throws IOException {
        Files.writeString(folder.resolve("m.yaml"), "machine: m\n");
        Files.writeString(folder.resolve("w.yaml"), "workload: w\n");
        sweep = Files.writeString(folder.resolve("s.yaml"), """
                sweep: sizes
                machine: ./m.yaml
                workloads: [./w.yaml]
                vary: {caches.llc.size: [1 MiB, 2 MiB]}
                seeds: 2
                metrics: [cores.ipc, llc.mpki]
                """);
        results = folder.resolve("results");
    }

    @Test
    void sweepPrintsATableAndWhereTheFilesAre() {
        assertThat(ziggurat("sweep", sweep, "--out", results)).isZero();

        assertThat(out.toString())
                .contains("sizes: 4 runs")
                .containsPattern("workload +caches.llc.size +seed +cores.ipc +llc.mpki")
                .containsPattern("w.yaml +2 MiB +2 +1\\.\\d+ +\\d+")
                .contains(results.resolve("results.csv").toString());
        assertThat(err.toString()).contains("sizes: 4 runs; ").contains("4/4 runs");
        assertThat(results.resolve("results.csv")).isRegularFile();
        assertThat(results.resolve("manifest.json")).content().contains("\"sweep\"", "\"--out\"");
    }

    @Test
    void finishedSweepSaysSoAndDoesNothing() {
        ziggurat("sweep", sweep, "--out", results);
        out.getBuffer().setLength(0);

        assertThat(ziggurat("sweep", sweep, "--out", results)).isZero();

        assertThat(laboratory.simulated).hasValue(4);
        assertThat(out.toString()).contains("sizes: 4 runs, finished before; nothing was simulated");
    }

    @Test
    void quietPrintsNothing() {
        assertThat(ziggurat("sweep", sweep, "--out", results, "--quiet")).isZero();

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void failedRunIsListedAndTheExitCodeIsOne() {
        laboratory.change = each -> new Outcome(Status.STALLED, "core0 waits for llc", 1, each.notes(), each.rows());

        assertThat(ziggurat("sweep", sweep, "--out", results, "--quiet")).isEqualTo(1);

        assertThat(err.toString())
                .contains("ziggurat: run 0 failed (stalled): ", "[1 MiB], seed 1: core0 waits for llc")
                .contains("run 3 failed");
    }

    @Test
    void runWhoseTraceIsWrongEndsWithTwoAndIsNotKept() {
        laboratory.change =
                each -> new Outcome(Status.BAD_INPUT, "t.gz, line 7: no trace", 1, each.notes(), each.rows());

        assertThat(ziggurat("run", folder.resolve("m.yaml"), folder.resolve("w.yaml"), "--out", results))
                .isEqualTo(2);
        assertThat(err.toString()).contains("bad-input").contains("line 7: no trace");

        laboratory.change = each -> each;
        assertThat(ziggurat("run", folder.resolve("m.yaml"), folder.resolve("w.yaml"), "--out", results))
                .isZero();
        assertThat(laboratory.simulated).hasValue(2);
    }

    @Test
    void runPrintsASummaryAndTheNotes() {
        assertThat(ziggurat("run", folder.resolve("m.yaml"), folder.resolve("w.yaml"), "--out", results))
                .isZero();

        assertThat(out.toString())
                .contains("ipc", "note: a note")
                .contains(results.resolve("statistics.csv").toString());
    }

    @Test
    void someOfTheRunsCanBeDoneFirst() throws IOException {
        assertThat(ziggurat("sweep", sweep, "--out", results, "--only", "caches.llc.size=2 MiB", "--only", "seed=1"))
                .isZero();
        assertThat(out.toString()).contains("sizes: 1 of 4 runs are done");
        assertThat(Files.readAllLines(results.resolve("results.csv"))).hasSize(2);

        assertThat(ziggurat("sweep", sweep, "--out", results)).isZero();
        assertThat(laboratory.simulated).hasValue(4);
        assertThat(Files.readAllLines(results.resolve("results.csv"))).hasSize(5);
    }

    @Test
    void dryRunTellsHowMuchThereIsAndWritesNothing() {
        assertThat(ziggurat("sweep", sweep, "--out", results, "--dry-run", "--only", "seed=2", "--jobs", "1"))
                .isZero();

        assertThat(out.toString())
                .contains("sizes: 2 points x 2 seeds = 4 runs", "2 runs chosen by --only")
                .containsPattern(
                        "0.0 million references; about \\d+\\.\\d s of CPU time here, \\d+\\.\\d s with 1 worker");
        assertThat(results).doesNotExist();
    }

    @Test
    void moreRunsThanAnybodyMeansNeedAYes() throws IOException {
        Files.writeString(sweep, Files.readString(sweep).replace("seeds: 2", "seeds: 5001"));

        assertThat(ziggurat("sweep", sweep, "--out", results)).isEqualTo(2);
        assertThat(err.toString()).contains("has 10002 runs", "--yes");
        assertThat(results).doesNotExist();
    }

    @Test
    void resultsOfAnotherSweepAreRemovedByForce() throws IOException {
        ziggurat("sweep", sweep, "--out", results);
        Files.writeString(sweep, Files.readString(sweep).replace("1 MiB", "3 MiB"));

        assertThat(ziggurat("sweep", sweep, "--out", results, "--force")).isZero();

        assertThat(laboratory.simulated).as("two are still good").hasValue(6);
        assertThat(results.resolve("results.csv")).content().contains("3 MiB").doesNotContain("1 MiB");
    }

    @Test
    void resultsOfAnotherSweepAreRefused() throws IOException {
        ziggurat("sweep", sweep, "--out", results);
        Files.writeString(sweep, Files.readString(sweep).replace("1 MiB", "3 MiB"));

        assertThat(ziggurat("sweep", sweep, "--out", results)).isEqualTo(2);

        assertThat(err.toString())
                .contains("2 of its 4 finished runs are not among the 4")
                .contains("--out DIR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    swep x                     | Did you mean: ziggurat sweep
                    nonsense                   | 'nonsense' is no command
                    sweep                      | Missing required parameter: 'SWEEP'
                    run desktop                | Missing required parameter: 'WORKLOAD'
                    sweep x --job 2            | --jobs
                    sweep x --jobs 0           | at least 1
                    sweep x --jobs two         | 'two' is no whole number of at most 2147483647
                    sweep x --seed 1.5         | '1.5' is no whole number of at most 9223372036854775807
                    sweep none.yaml            | no such file
                    sweep llc-capasity         | no preset of this name
                    sweep S --set caches.llc.size=1 | the sweep varies 'caches.llc.size'
                    sweep S --set nothing      | no path and value
                    sweep S --warm-up 5        | has no unit
                    sweep S --limit 5_cycles   | a simulated time
                    sweep S --only llc         | column of the sweep; known: workload, seed, caches
                    sweep S --only seed=7      | the sweep has no such value of seed; known: 1, 2
                    sweep S --only seed=1 --only seed=2 | no run of the sweep 'sizes' fulfils seed=1 and seed=2
                    check                      | Missing required parameter: 'FILE'
                    check none.yaml            | no such file
                    list nonsense              | is no kind
                    list machines laptop       | no 'laptop' among the machines
                    list replacement lur       | did you mean 'lru'?
                    list statistics corse      | did you mean 'cores'?
                    report none                | is no folder
                    report EMPTY               | has no results.csv
                    report EMPTY --format doc  | write --format html, svg, pdf, png, csv, latex
                    """)
    void wrongUseSaysWhatToWriteInstead(String arguments, String message) {
        String[] words = arguments.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("EMPTY", folder.toString()).replace('_', ' ');
            words[i] = words[i].equals("S") ? sweep.toString() : words[i];
        }

        assertThat(ziggurat((Object[]) words)).as(err.toString()).isEqualTo(2);

        assertThat(err.toString()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(laboratory.simulated).hasValue(0);
    }

    @Test
    void withoutArgumentsTheCommandsAreTold() {
        assertThat(ziggurat()).isEqualTo(2);
        assertThat(out.toString()).contains("sweep", "check", "report");
    }

    @Test
    void versionAndHelpGoToStandardOutput() {
        assertThat(ziggurat("--version")).isZero();
        assertThat(out.toString()).startsWith("ziggurat ");
        assertThat(ziggurat("sweep", "--help")).isZero();
        assertThat(out.toString()).contains("--warm-up=COUNT");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void listNamesTheKindsThePlugInsAndTheDictionary() {
        assertThat(ziggurat("list")).isZero();
        assertThat(out.toString()).contains("machines", "desktop", "replacement", "lru, fifo, random");
        ziggurat("list", "machines");
        assertThat(out.toString()).containsPattern("desktop +four-wide");
        ziggurat("list", "machines", "teaching");
        assertThat(out.toString()).contains("machine: teaching");
        ziggurat("list", "replacement", "lru");
        assertThat(out.toString()).contains("keys: none");
        ziggurat("list", "statistics");
        assertThat(out.toString()).containsPattern("cores +cycles +cycles +clock cycles");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkExplainsAMachineAndASweep() {
        assertThat(ziggurat("check", sweep)).isZero();
        assertThat(out.toString()).contains("the sweep 'sizes' is well-formed").containsPattern("runs +4");
    }

    @Test
    void checkKnowsAFileByWhatItExtends() throws IOException {
        Path file = Files.writeString(folder.resolve("slower.yaml"), "extends: desktop\ncores: {clock: 3 GHz}\n");

        assertThat(ziggurat("check", file)).isZero();
        assertThat(out.toString()).contains("well-formed").contains("3 GHz");
    }

    @Test
    void storageDevicesAreListedAndExplainedByThemselves() {
        assertThat(ziggurat("list", "storage-devices")).isZero();
        assertThat(out.toString()).containsPattern("cheetah-9lp +Seagate");
        assertThat(ziggurat("check", "cheetah-9lp", "--set", "model.platters.rpm=15000"))
                .isZero();
        assertThat(out.toString())
                .contains("the storage device is well-formed")
                .containsPattern("a turn +4 ms  = 60 s / rpm");
        assertThat(ziggurat("check", "nvme-mlc", "--set", "model.platters.rpm=15000"))
                .isEqualTo(2);
    }

    @Test
    void bugShowsWhereItIs() {
        laboratory.broken = true;

        assertThat(ziggurat("sweep", sweep, "--out", results)).isEqualTo(1);

        assertThat(err.toString()).contains("this is a bug in ziggurat", "\tat ");
    }

    private int ziggurat(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return Ziggurat.execute(laboratory, new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
