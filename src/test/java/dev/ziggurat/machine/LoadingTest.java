package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.workload.trace.ScriptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadingTest {
    @TempDir
    private Path folder;

    @Test
    void areasThatOverlapAreOneSegmentAndEachBeginsWithAPage() {
        Loading loading = new Loading(
                List.of(new Area("c", 0x9000, 5), new Area("a", 0x1010, 0x100), new Area("b", 0x10f0, 0x1000)), 32);

        assertThat(loading.areas()).containsExactly(new Area("b", 0x1000, 0x10f0), new Area("c", 0x9000, 5));
        assertThat(loading.problem()).isNull();
    }

    @Test
    void addressesAreMovedToTheirSegmentsAndOthersToNone() throws IOException {
        Path script = folder.resolve("s.txt");
        Files.writeString(script, "load 0x1010\nstore 0x9004 1\nload 0x8fff 1\nload 0x20fe 1\n");
        Loading loading = new Loading(List.of(new Area("a", 0x1000, 0x10ff), new Area("b", 0x9000, 5)), 32);
        Program program = loading.load(new ScriptSpec(script).create(RandomStream.of(1, "test")));

        List<Long> addresses = new ArrayList<>();
        Reference reference = new Reference();
        for (int i = 0; i < 4; i++) {
            program.next(reference);
            addresses.add(reference.address);
        }

        assertThat(addresses).containsExactly(0x1_0000_0010L, 0x2_0000_0004L, 0x8fffL, 0x1_0000_10feL);
    }

    @Test
    void areaThatIsLongerThanASegmentIsTold() {
        assertThat(new Loading(List.of(new Area("a", 0, 1 << 16)), 16).problem())
                .isNull();
        assertThat(new Loading(List.of(new Area("a", 0, (1 << 16) + 1)), 16).problem())
                .isEqualTo("an area of 65537 B is no segment of at most 64 KiB; write a larger"
                        + " 'translation.offset-bits' in the machine");
    }
}
