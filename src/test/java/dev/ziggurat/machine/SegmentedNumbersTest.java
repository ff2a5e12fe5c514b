package dev.ziggurat.machine;

import static dev.ziggurat.machine.SegmentedRuns.SEGMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.os.proc.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code free} and {@code vmstat} have to tell of a machine with segments. */
final class SegmentedNumbersTest {
    /** Of three segments of 30016 bytes, rounded to granules, two have room: the first goes, then the second, for the first comes back. */
    private static final String STEPS = """
            a = call create-segment 30000 3
            store a
            b = call create-segment 30000 3
            c = call create-segment 30000 3
            load a
            """;

    @TempDir
    private Path folder;

    /** Runs the steps; returns the files at the end of the run, in lines that do not say 0. */
    private List<String> lines(String steps, String... sets) throws IOException {
        Files.writeString(folder.resolve("steps.txt"), steps);
        SegmentedRuns runs = new SegmentedRuns(folder);
        Machine machine = Machine.build(
                SegmentedRuns.machine(SEGMENTED, sets).spec(),
                runs.workload("  - {name: p, program: {kind: script, file: steps.txt}}\n")
                        .spec(),
                RunOptions.DEFAULT);
        KernelFiles files = Objects.requireNonNull(machine.procFiles());
        StringBuilder text = new StringBuilder();
        machine.observeEnd(time -> text.append(files.meminfo())
                .append(files.vmstat())
                .append("ppm ")
                .append(files.externalFragmentation())
                .append('\n'));

        RunResult result = machine.run();

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        return text.toString()
                .lines()
                .filter(line -> !line.endsWith(" 0 kB") && !line.endsWith(" 0"))
                .toList();
    }

    /** 5504 bytes are free, 60032 taken, and 8 slots of swap; the table has a page. */
    @Test
    void bytesAreToldInWholePages() throws IOException {
        assertThat(lines(STEPS))
                .containsExactly(
                        "MemTotal:             68 kB",
                        "MemFree:               4 kB",
                        "MemAvailable:          4 kB",
                        "Inactive:             56 kB",
                        "SwapTotal:          4096 kB",
                        "SwapFree:           4064 kB",
                        "AnonPages:            56 kB",
                        "PageTables:            4 kB",
                        "CommitLimit:        4128 kB",
                        "Committed_AS:         87 kB",
                        "nr_free_pages 1",
                        "pgpgin 29",
                        "pgpgout 58",
                        "pswpin 7",
                        "pswpout 14",
                        "pgalloc_normal 29",
                        "pgfree 14",
                        "pgfault 1",
                        "pgmajfault 1");
    }

    /** Of two holes, of 16 KiB each, one is half of what is free. */
    @Test
    void withoutSwapThereIsNoneToTellOf() throws IOException {
        String steps = """
                a = call create-segment 16384 3
                b = call create-segment 32768 3
                x = call delete-segment a
                """;

        assertThat(lines(steps, "os.swap=null", "storage=null"))
                .containsExactly(
                        "MemTotal:             68 kB",
                        "MemFree:              32 kB",
                        "MemAvailable:         32 kB",
                        "Inactive:             32 kB",
                        "AnonPages:            32 kB",
                        "PageTables:            4 kB",
                        "CommitLimit:          32 kB",
                        "Committed_AS:         32 kB",
                        "nr_free_pages 8",
                        "pgalloc_normal 12",
                        "pgfree 4",
                        "ppm 500000");
    }
}
