package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ShippedTracesTest {
    private static final Path FOLDER = Path.of("workloads", "traces");

    @Test
    void theyAreSmall() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files).isNotEmpty().allMatch(file -> file.toFile().length() < 200_000);
        }
    }

    @Test
    void theProductHasWhatItsWorkloadSays() {
        TraceInfo info = TraceInfo.of(FOLDER.resolve("mm-blocked.lackey.gz"), new Lackey.Spec());
        assertThat(info.fetches() + info.references()).isEqualTo(400_000);
        assertThat(info.pages()).isBetween(10L, 30L);
    }
}
