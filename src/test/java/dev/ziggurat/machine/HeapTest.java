package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.stats.Statistic.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that call for memory, on whole machines. */
final class HeapTest {
    private static final String SCRIPT = """
            a = call malloc 100
            store a+8
            b = call calloc 10 10
            load b 8
            a = call realloc a 300
            c = call aligned_alloc 4096 64
            store c
            call free b
            call free b
            call free 0
            """;

    @TempDir
    private Path folder;

    @Test
    void answersCallsWithoutAnOperatingSystem() throws IOException {
        HeapRun run = HeapRun.bare(folder, "{kind: native, heap: {kind: bump, size: 1 MiB}}", SCRIPT);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.heap("allocations")).isEqualTo(4);
        assertThat(run.heap("frees")).isEqualTo(2);
        assertThat(run.heap("invalid_frees")).isEqualTo(1);
        assertThat(run.value("process.p.heap", "live_bytes")).isEqualTo("364");
    }

    @Test
    void answersCallsUnderAnOperatingSystem() throws IOException {
        HeapRun run = HeapRun.system(folder, "{kind: native, heap: {kind: bump, size: 1 MiB}}", SCRIPT);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.heap("allocations")).isEqualTo(4);
        assertThat(run.value("process.p.heap", "live_bytes")).isEqualTo("364");
    }

    /** What grows takes memory when it needs it, and gives it back when enough at its end is free. */
    @ParameterizedTest
    @ValueSource(strings = {"free-list", "block-list", "size-classes, largest: 32 KiB"})
    void growsAndIsTrimmed(String kind) throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            script.append("b" + i + " = call malloc 65536\nstore b" + i + "\nstore b" + i + "+65528\n");
        }
        script.append("x = call mallinfo-heap\n");
        for (int i = 0; i < 40; i++) {
            script.append("call free b" + i + "\n");
        }
        HeapRun run = HeapRun.system(
                folder,
                "{kind: native, heap: {kind: " + kind + ", size: 16 MiB, growth: {pad: 64 KiB, trim: 128 KiB}}}",
                script.toString());
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.heap("allocations")).isEqualTo(40);
        assertThat(Long.parseLong(run.value("process.p.heap", "heap_bytes_peak")))
                .isGreaterThanOrEqualTo(40 * 65536);
        assertThat(Long.parseLong(run.value("process.p.heap", "heap_bytes"))).isLessThan(200 << 10);
    }

    /** A large block comes from the system and goes back to it, so that what is written there afterwards is a violation. */
    @ParameterizedTest
    @ValueSource(strings = {"bump", "free-list", "block-list", "buddy", "size-classes"})
    void whatIsNoLiveBlockHasNoUsableBytes(String heap) throws IOException {
        String script = """
                a = call malloc 100
                x = call malloc_usable_size 0
                expect x 0
                x = call malloc_usable_size a+16
                expect x 0
                call free a
                x = call malloc_usable_size a
                expect x 0
                """;
        HeapRun run = HeapRun.bare(folder, "{kind: native, heap: {kind: " + heap + ", size: 1 MiB}}", script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
    }

    /** A block of 64 B takes 80 B with its header, in rounding to 16 B; both sides of it are free again. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "best", "worst", "next"})
    void anAlignedBlockTakesNoMoreThanAnother(String fit) throws IOException {
        String script = """
                a = call aligned_alloc 4096 64
                x = call mallinfo-taken
                expect x 80
                x = call mallinfo-holes
                expect x 2
                x = call malloc_usable_size a
                expect x 72
                b = call aligned_alloc 64 64
                x = call mallinfo-taken
                expect x 160
                call free a
                call free b
                x = call mallinfo-holes
                expect x 1
                """;
        HeapRun run =
                HeapRun.bare(folder, "{kind: native, heap: {kind: free-list, size: 1 MiB, fit: " + fit + "}}", script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
    }

    @Test
    void largeBlocksAreMappedEachForItself() throws IOException {
        String script = """
                a = call mmap 0 4096 3
                b = call malloc 200000
                store b
                store b+199992
                s = call malloc 100
                x = call malloc_usable_size b
                expect x 200688
                b = call realloc b 300000
                store b+299992
                call free s
                call free b
                store b
                """;
        HeapRun run = HeapRun.system(
                folder, "{kind: native, mmap-threshold: 128 KiB, heap: {kind: free-list, size: 1 MiB}}", script);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.heap("allocations")).isEqualTo(1);
        assertThat(run.result().end().counter(new Term("process.p.mapped", "frees")))
                .isEqualTo(2);
        assertThat(run.value("process.p.mapped", "heap_bytes")).isEqualTo("0");
        assertThat(run.value("process.p", "end")).isEqualTo("segmentation violation");
    }

    @Test
    void tellsHowManyBytesAreInMemoryForThoseThatAreLive() throws IOException {
        String script = "a = call malloc 100000\nstore a\nstore a+40000\nb = call malloc 100000\n";
        HeapRun run = HeapRun.system(folder, "{kind: native, heap: {kind: bump, size: 1 MiB}}", script);
        // The page of the bump pointer and two of the block, for two blocks.
        assertThat(run.value("process.p.heap", "blow_up_permille"))
                .isEqualTo(Long.toString(1000L * 3 * 4096 / 200_000));
    }

    /** Threads that are taken off their core while they hold a lock, and fault while they do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bump",
                "free-list, fit: best",
                "block-list, growth: {pad: 0 B, trim: 8 KiB}",
                "buddy",
                "size-classes, growth: {}"
            })
    void threadsShareAHeap(String kind) {
        String runtime = "{kind: native, heap: {kind: " + kind + ", size: 4 MiB}}";
        HeapRun run = HeapRun.threads(folder, runtime);
        assertThat(run.result().status()).as(run.result().message()).isEqualTo(RunResult.Status.OK);
        assertThat(run.value("process.p", "end")).isEqualTo("references");
        assertThat(run.heap("allocations")).isGreaterThan(500);
        assertThat(run.heap("invalid_frees")).isZero();
        assertThat(run.heap("frees")).isGreaterThan(300);
        if (kind.contains("list")) {
            assertThat(run.heap("lock_contentions")).isPositive();
        }
        HeapRun again = HeapRun.threads(folder, runtime);
        assertThat(again.result().end().time()).isEqualTo(run.result().end().time());
    }

    /** Nobody has programmed it: who cuts the largest hole, or comes to it in turn, has none soon. */
    @Test
    void worstAndNextFitCutTheLargestHoleUp() {
        HeapRun first = HeapRun.churn(folder, "first");
        HeapRun best = HeapRun.churn(folder, "best");
        for (String fit : List.of("worst", "next")) {
            HeapRun run = HeapRun.churn(folder, fit);
            assertThat(run.heap("failures")).as(fit).isGreaterThan(first.heap("failures") + best.heap("failures"));
            assertThat(fragmentation(run))
                    .as(fit)
                    .isGreaterThan(fragmentation(first))
                    .isGreaterThan(fragmentation(best));
        }
    }

    /** The mean over time, in permille. */
    private static double fragmentation(HeapRun run) {
        return Double.parseDouble(run.value("process.p.heap", "external_fragmentation_permille_mean"));
    }
}
