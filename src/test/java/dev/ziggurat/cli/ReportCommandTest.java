package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void aSweepBecomesAPageWithItsMachineAndItsNumbers() throws IOException {
        Desk desk = new Desk(folder);
        assertThat(desk.ziggurat("sweep", "s.yaml", "--quiet", "--out", "R")).isZero();
        assertThat(desk.ziggurat("report", "R")).isZero();
        assertThat(desk.out().strip()).endsWith("report.html");
        String page = Files.readString(folder.resolve("R/report.html"));
        assertThat(page)
                .contains("<title>sizes · Ziggurat</title>", "◆ 512 B, 1 KiB", "\"name\":\"caches.l2.size\"")
                .contains("cores.time.memory_ns");
    }

    @Test
    void itGoesWhereTheReaderWants() throws IOException {
        Desk desk = new Desk(folder);
        assertThat(desk.ziggurat("sweep", "s.yaml", "--quiet", "--out", "R")).isZero();
        String elsewhere = folder.resolve("new/folder").toString();
        assertThat(desk.ziggurat("report", "R", "--out", elsewhere)).isZero();
        assertThat(Path.of(elsewhere, "report.html")).exists();
        assertThat(folder.resolve("R/report.html")).doesNotExist();
    }
}
