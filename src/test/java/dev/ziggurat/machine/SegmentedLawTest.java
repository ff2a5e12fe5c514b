package dev.ziggurat.machine;

import static dev.ziggurat.machine.SegmentedRuns.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
        assertThat(result.notes()).as("%s seed %d", FILE, seed).isEmpty();
        if (!paged) {
            assertThat(count(result, "os.segments", "placed")).isPositive();
            assertThat(count(result, "os", "swap_outs")).isEqualTo(count(result, "os", "evictions"));
        }
    }

    /** What the accounts are about does happen on such machines. */
    @Test
    void segmentsAreMovedSwappedAndRefused() {
        long[] seen = new long[4];
        for (int seed = 1; seed < 12; seed++) {
            Random random = new Random(seed);
            boolean paged = seed % 4 == 0;
            String machine = machine(random, paged);
            RunResult result = new SegmentedRuns(folder).run(machine, processes(random, machine));
            if (!paged) {
                seen[0] += count(result, "os.segments", "segments_moved");
                seen[1] += count(result, "os", "swap_outs");
                seen[2] += count(result, "os", "swap_ins");
                seen[3] += count(result, "core0.descriptors", "merged");
            }
        }
        assertThat(seen).doesNotContain(0);
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
                os: {memory: %d frames, swap: {device: nvme0, size: 4 MiB}, quantum: %d us,
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

    /** A generator, and scripts that make, use, change and delete segments. */
    private String processes(Random random, String machine) {
        int cores = machine.contains("count: 3") ? 3 : machine.contains("count: 2") ? 2 : 1;
        StringBuilder processes = new StringBuilder(
                "  - {name: g, cores: [0], program: {kind: uniform, footprint: %d KiB, stores: 40 %%}, references: %d}%n"
                        .formatted(8 + random.nextInt(40), 400 + random.nextInt(400)));
        for (int i = 0; i < 3; i++) {
            try {
                Files.writeString(folder.resolve("p" + i + ".txt"), script(random));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            processes.append("  - {name: p%d, cores: [%d], program: {kind: script, file: p%d.txt}}%n"
                    .formatted(i, random.nextInt(cores), i));
        }
        return processes.toString();
    }

    private static String script(Random random) {
        StringBuilder script = new StringBuilder();
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int step = 0; step < 150; step++) {
            List<Integer> live = List.copyOf(sizes.keySet());
            int kind = live.isEmpty() ? 0 : random.nextInt(8);
            int one = live.isEmpty() ? step : live.get(random.nextInt(live.size()));
            if (kind < 2) {
                int size = 100 + random.nextInt(9000);
                sizes.put(step, size);
                script.append("s%d = call create-segment %d 3%n".formatted(step, size));
            } else if (kind == 2 && live.size() > 4) {
                sizes.remove(one);
                script.append("x = call delete-segment s%d%nexpect x 0%n".formatted(one));
            } else if (kind == 3) {
                int size = 8 + random.nextInt(sizes.get(one));
                sizes.put(one, Math.min(size, sizes.get(one)));
                script.append("x = call resize-segment s%d %d%n".formatted(one, size));
            } else {
                int offset = random.nextInt(sizes.get(one) - 7);
                script.append("%s s%d+%d%n".formatted(random.nextBoolean() ? "load" : "store", one, offset));
            }
        }
        return script.toString();
    }
}
