package dev.ziggurat.runtime.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every allocator of the catalog promises to random programs of one to four threads that free each other's blocks: nothing is given out twice, no
 * block overlaps another or what is not mapped, each is aligned and keeps what was written into it, and the bytes of the heap add up at every call.
 */
final class HeapContractTest {
    private static final int SEEDS = 4;
    private static final int OPERATIONS = 600;

    /** What is worth trying beside the defaults. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "bump", List.of("alignment: 8 B"),
            "buddy", List.of("smallest: 64 B", "smallest: 4 KiB"),
            "size-classes", List.of("largest: 1 KiB", "growth: {}", "growth: {pad: 0 B, trim: 4 KiB}"),
            "free-list",
                    List.of(
                            "fit: best",
                            "fit: worst",
                            "fit: next",
                            "fit: next, alignment: 64 B",
                            "fit: best, growth: {pad: 16 KiB, trim: 32 KiB}",
                            "fit: next, growth: {pad: 0 B, trim: 4 KiB}"),
            "block-list",
                    List.of(
                            "fit: best",
                            "fit: worst",
                            "fit: next",
                            "granule: 1 B, fit: next",
                            "records: 40",
                            "fit: next, growth: {pad: 0 B, trim: 4 KiB}",
                            "fit: worst, granule: 64 B, growth: {}"));

    static Stream<String> heaps() {
        List<String> texts = new ArrayList<>();
        Catalogs.standard().catalogs().stream()
                .filter(catalog -> catalog.thing().equals("heap"))
                .flatMap(catalog -> catalog.kinds().stream())
                .forEach(kind -> {
                    texts.add("{kind: " + kind + ", size: 1 MiB}");
                    KEYS.getOrDefault(kind, List.of())
                            .forEach(keys -> texts.add("{kind: " + kind + ", size: 1 MiB, " + keys + "}"));
                });
        return texts.stream();
    }

    /** Reads an allocator as a workload file has it. */
    static HeapSpec heap(String text) {
        String workload = "workload: w\nprocesses: [{name: p, references: 1, runtime: {kind: native, heap: " + text
                + "}, program: {kind: uniform, footprint: 1 KiB}}]\n";
        NativeRuntime.Spec runtime = (NativeRuntime.Spec) new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of(""), workload), List.of())
                .spec()
                .processes()
                .get(0)
                .runtime();
        return Objects.requireNonNull(runtime).heap();
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void keepsItsPromisesToRandomPrograms(String text) {
        HeapSpec spec = heap(text);
        long alignment = text.contains("granule: 1 B")
                ? 1
                : text.contains("alignment: 8 B") || text.contains("size-classes") ? 8 : 16;
        for (int threads = 1; threads <= 4; threads++) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                HeapRig rig = new HeapRig(spec, threads, seed, alignment, seed % 2 == 0 ? 40_000 : 2_000);
                try {
                    rig.run(OPERATIONS);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(text + ", " + threads + " threads, seed " + seed, e);
                }
                assertThat(rig.heap.figure(HeapFigure.LIVE, 0)).as("live").isZero();
                if (!text.contains("bump")) {
                    assertThat(rig.heap.figure(HeapFigure.TAKEN, 0)).as("taken").isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void givesEverythingOutAgain(String text) {
        HeapRig rig = new HeapRig(heap(text), 1, 5, 1, 3_000).run(3_000);
        if (!text.contains("bump") && !text.contains("records") && !text.contains("smallest: 4 KiB")) {
            assertThat(rig.failures).isZero();
        }
    }
}
