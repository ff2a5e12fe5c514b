package dev.ziggurat.machine;

import static dev.ziggurat.machine.SegmentedRuns.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random machines with segments, alone and over pages, with memory too small for what runs on them: every conservation law and every book of time
 * holds at the end, whatever came between.
 */
final class SegmentedLawTest {
    private static final String FILE = "SegmentedLawTest";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everyAccountCloses(int seed) {
        Random random = new Random(seed);
        boolean paged = seed % 4 == 0;
        String machine = machine(random, paged);
        String processes = processes(random, machine);

        RunResult result = new SegmentedRuns(folder).run(machine, processes);

        assertThat(result.status())
                .as("%s seed %d: %s%n%s%s", FILE, seed, result.message(), machine, processes)
                .isEqualTo(Status.OK);
        if (!paged) {
            assertThat(count(result, "os.segments", "placed")).isPositive();
            assertThat(count(result, "os", "swap_outs")).isEqualTo(count(result, "os", "evictions"));
        }
    }

    private static String machine(Random random, boolean paged) {
        int cores = 1 + random.nextInt(3);
        String core = random.nextBoolean()
                ? "{count: %d, kind: in-order, clock: 1 GHz, store-queue: %d}".formatted(cores, random.nextInt(3))
                : "{count: %d, kind: out-of-order, clock: 1 GHz, width: 2, window: 16, load-queue: 4, store-queue: 4}"
                        .formatted(cores);
        String format = paged ? "segmented-x86-64, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}" : "segmented";
        return """
                machine: random
                cores: %s
                translation: {format: %s, walks-enter: l1d, walkers: %d, tags: %s,
                              descriptors: {entries: %d, latency: %d cycles}}
                caches:
                  l1d: {serves: [fetch, data], below: l2, size: 1 KiB, ways: 2, line: 64 B, latency: 1 cycle, mshrs: 4}
                  l2: {shared: true, below: memory, size: 8 KiB, ways: 4, line: 64 B, latency: 4 cycles, mshrs: 8}
                memory: {kind: fixed, latency: 50 ns, size: 16 MiB}
                storage: {nvme0: {device: nvme-mlc}}
                os: {memory: %d frames, swap: {device: nvme0, size: 1 MiB}, quantum: %d us,
                     segments: {fit: %s, compaction: %s, granule: %d B}}
                """.formatted(
                        core,
                        format,
                        1 + random.nextInt(2),
                        random.nextBoolean(),
                        1 << random.nextInt(4),
                        random.nextInt(2),
                        20 + random.nextInt(20),
                        5 + random.nextInt(20),
                        List.of("first", "best", "worst", "next").get(random.nextInt(4)),
                        random.nextBoolean() ? "never" : "on-failure",
                        64 << random.nextInt(3));
    }

    private static String processes(Random random, String machine) {
        int cores = machine.contains("count: 3") ? 3 : machine.contains("count: 2") ? 2 : 1;
        StringBuilder processes = new StringBuilder();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String program = random.nextInt(3) > 0
                    ? "{kind: segment-churn, live: %d, smallest: 100 B, largest: %d B, touches: %d}"
                            .formatted(3 + random.nextInt(10), 4000 + random.nextInt(8000), 1 + random.nextInt(5))
                    : "{kind: uniform, footprint: %d KiB, stores: 40 %%}".formatted(10 + random.nextInt(40));
            processes.append("  - {name: p%d, cores: [%d], program: %s, references: %d}%n"
                    .formatted(i, random.nextInt(cores), program, 200 + random.nextInt(600)));
        }
        return processes.toString();
    }
}
