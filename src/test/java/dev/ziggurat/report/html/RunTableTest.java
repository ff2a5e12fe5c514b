package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunTableTest {
    private static final String FIXED = "run,point,machine,workload,seed,status,";

    @TempDir
    Path folder;

    private RunTable table(String text) throws IOException {
        Files.writeString(folder.resolve("results.csv"), FIXED + text);
        return RunTable.read(folder);
    }

    @Test
    void theStatisticsTellMetricsFromPaths() throws IOException {
        RunTable table = table("os.memory,cores.ipc\n0,0,m,w,1,ok,3,0.5\n");
        assertThat(table.swept(Set.of("cores.ipc"))).containsExactly("os.memory");
        assertThat(table.asked(table.swept(Set.of("cores.ipc")))).containsExactly("cores.ipc");
    }

    @Test
    void withoutThemPathsAreAsManyColumnsAsItTakesToTellThePointsApart() throws IOException {
        RunTable table = table("""
                cores.count,cores.window,cores.ipc
                0,0,m,w,1,ok,1,8,0.5
                1,0,m,w,2,ok,1,8,0.6
                2,1,m,w,1,ok,1,16,0.5
                3,2,m,w,1,ok,2,8,0.7
                """);
        assertThat(table.swept(Set.of())).containsExactly("cores.count", "cores.window");
    }

    @Test
    void withoutThemWordsAndSizesArePathsTooThoughAColumnBeforeTellsThePoints() throws IOException {
        RunTable table = table("""
                cores.count,caches.llc.size,collector,cores.ipc
                0,0,m,w,1,ok,1,1 MiB,g1,0.5
                1,1,m,w,1,ok,2,1 MiB,zgc,0.6
                """);
        assertThat(table.swept(Set.of())).containsExactly("cores.count", "caches.llc.size", "collector");
    }

    @Test
    void ofOnePointNoNumberIsAPath() throws IOException {
        assertThat(table("cores.ipc\n0,0,m,w,1,ok,0.5\n").swept(Set.of())).isEmpty();
    }

    @Test
    void failedRunsAreRowsToo() throws IOException {
        RunTable table = table("cores.ipc\n7,0,m,w,1,stalled,\n9,0,m,w,2,ok,0.5\n");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.row("9")).isEqualTo(1);
        assertThat(table.row("8")).isEqualTo(-1);
    }
}
