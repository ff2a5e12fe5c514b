package dev.ziggurat.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PivotTest {
    @TempDir
    Path folder;

    private Findings findings;

    @BeforeEach
    void writeResults() throws IOException {
        SampleResults.write(folder);
        findings = SampleResults.findings(folder, Map.of());
    }

    @Test
    void sizesRiseAcrossAndHolesAreEmpty() {
        assertThat(SampleResults.text(Pivot.files(findings, null, null), "pivot-cores.ipc.csv"))
                .isEqualTo("""
                    workload,caches.llc.replacement,512 KiB,2 MiB
                    chase,lru,0.512666667,0.432666667
                    chase,drrip,0.554666667,0.474666667
                    50%_zipf & \\co,lru,0.672666667,0.592666667
                    50%_zipf & \\co,drrip,0.699,
                    """);
    }

    @Test
    void theChosenPathLiesDownFirst() {
        String text = SampleResults.text(
                Pivot.files(findings, "workload", "caches.llc.replacement"), "pivot-simulation.time_ns.csv");

        assertThat(text).isEqualTo("""
            caches.llc.replacement,caches.llc.size,chase,50%_zipf & \\co
            lru,2 MiB,2000.1,2000.104
            drrip,2 MiB,2000.101,
            lru,512 KiB,2000.102,2000.106
            drrip,512 KiB,2000.103,2000.107
            """);
    }

    @Test
    void pathsThatAreNotSweptAreRefused() {
        assertThatThrownBy(() -> Pivot.files(findings, null, "l2.size"))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("'l2.size' is not swept here; --by takes one of workload, caches.llc.size");
        assertThatThrownBy(() -> Pivot.files(findings, "workload", "workload"))
                .hasMessageContaining("give --x and --by different paths");
    }
}
