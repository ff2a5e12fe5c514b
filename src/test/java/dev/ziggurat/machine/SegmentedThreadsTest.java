package dev.ziggurat.machine;

import static dev.ziggurat.machine.SegmentedRuns.PAGED;
import static dev.ziggurat.machine.SegmentedRuns.SEGMENTED;
import static dev.ziggurat.machine.SegmentedRuns.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads and processes that want the same 64 KiB of memory for their segments, on one core and on two. */
final class SegmentedThreadsTest {
    private static final String[] NO_COSTS = {
        "cores.count=2", "os.costs.minor-fault=0 ns", "os.costs.major-fault=0 ns", "os.costs.trap=0 ns"
    };

    @TempDir
    private Path folder;

    private SegmentedRuns runs;

    @BeforeEach
    void prepare() {
        runs = new SegmentedRuns(folder);
    }

    private void script(String file, String steps) throws IOException {
        Files.writeString(folder.resolve(file), steps);
    }

    private static void requireOk(RunResult result, String what) {
        assertThat(result.status()).as("%s: %s", what, result.message()).isEqualTo(Status.OK);
        assertThat(result.notes()).as(what).isEmpty();
    }

    /** Neither can take the other's segment away before a reference has been done there. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void eachTurnInMemoryDoesAtLeastOneReference(int core) {
        RunResult result = runs.run(SEGMENTED, """
                  - {name: a, cores: [0], program: {kind: uniform, footprint: 50 KiB, stores: 30 %%}, references: 3000}
                  - {name: b, cores: [%d], program: {kind: uniform, footprint: 40 KiB, stores: 30 %%}, references: 3000}
                """.formatted(core), NO_COSTS);

        requireOk(result, "core " + core);
        assertThat(count(result, "os", "major_faults")).isBetween(2L, 6000L);
        assertThat(count(result, "os", "evictions")).isGreaterThan(2);
    }

    /** Threads of many processes, more than the kernel had places for at first. */
    @Test
    void threadsMayBeMany() {
        StringBuilder processes = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            processes.append(
                    "  - {name: p%d, cores: [%d], program: {kind: uniform, footprint: 30 KiB}, references: 500}%n"
                            .formatted(i, i % 2));
        }

        RunResult result = runs.run(SEGMENTED, processes.toString(), NO_COSTS);

        requireOk(result, "12 processes");
        assertThat(count(result, "os", "evictions")).isPositive();
    }

    /**
     * A daemon swaps two segments that do not fit together; its process ends at one of many instants, without a system call. Then all memory is free
     * for another.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void processMayEndWhileItsSegmentsComeAndGo(int core) throws IOException {
        script(
                "swaps.txt",
                "a = call create-segment 40000 3\nb = call create-segment 40000 3\n" + "load a\nstore b\n".repeat(40));
        script(
                "takes.txt",
                "c = call create-segment 0xc000 3\nx = call delete-segment c\n".repeat(12)
                        + "x = call segment-free\nexpect x 0x10000\n");
        for (int delay = 0; delay < 40; delay++) {
            script("ends.txt", "wake 0x40\n".repeat(1 + 20 * delay));

            RunResult result = runs.run(SEGMENTED, """
                      - name: p
                        threads:
                          - {name: swaps, daemon: true, cores: [%d], program: {kind: script, file: swaps.txt}}
                          - {name: ends, cores: [1], program: {kind: script, file: ends.txt}}
                      - {name: q, cores: [0], program: {kind: script, file: takes.txt}}
                    """.formatted(core), "cores.count=2", "os.costs.trap=500 ns");

            requireOk(result, "core " + core + ", delay " + delay);
        }
    }

    /**
     * One daemon has the kernel clear a segment that is touched for the first time, another waits for the lock to touch it too; their process ends at
     * one of many instants between trap and descriptor. The fault is counted once each, and memory is free for another.
     */
    @Test
    void processMayEndWhileItsSegmentIsMadeForTheFirstTime() throws IOException {
        script(
                "takes.txt",
                "c = call create-segment 0xc000 3\nx = call delete-segment c\n".repeat(12)
                        + "x = call segment-free\nexpect x 0x10000\n");
        boolean early = false;
        boolean late = false;
        for (int delay = 0; delay < 40; delay++) {
            script("ends.txt", "wake 0x40\n".repeat(1 + 4 * delay));

            RunResult result = runs.run(SEGMENTED, """
                      - name: p
                        references: 1000
                        threads:
                          - {name: makes, daemon: true, cores: [0], program: {kind: uniform, footprint: 12 KiB}}
                          - {name: waits, daemon: true, cores: [2], program: {kind: uniform, footprint: 12 KiB}}
                          - {name: ends, cores: [1], program: {kind: script, file: ends.txt}}
                      - {name: q, cores: [1], program: {kind: script, file: takes.txt}}
                    """, "cores.count=3", "os.costs.trap=500 ns");

            requireOk(result, "delay " + delay);
            long faults = count(result, "os", "faults_zero") + count(result, "os", "faults_spurious");
            assertThat(faults).as("delay %d", delay).isLessThanOrEqualTo(2);
            early |= count(result, "process.p", "daemon_references") == 0;
            late |= count(result, "process.p", "daemon_references") > 0;
        }
        assertThat(early).as("it ended before a reference was done").isTrue();
        assertThat(late).as("it ended after one was done").isTrue();
    }

    /**
     * Memory is cut in two by a segment that stays. One thread makes and deletes what lies below another's segment, and a second what has room only if
     * that goes: it may neither be moved away before its reference is done, nor be waited for by whoever keeps its thread waiting.
     */
    @Test
    void nobodyWaitsForWhoeverWaitsForTheLock() throws IOException {
        String[] machine = {
            "cores.count=3", "os.costs.minor-fault=0 ns", "os.costs.major-fault=0 ns", "os.costs.trap=0 ns"
        };
        for (int delay = 0; delay < 24; delay++) {
            script(
                    "below.txt",
                    ("x = call create-segment 0x2000 3\n" + "wake 0x40\n".repeat(delay % 5)
                                    + "y = call delete-segment x\n")
                            .repeat(60));
            script(
                    "large.txt",
                    "r = call reserve 0x8000 0x6000\n"
                            + ("x = call create-segment 0x6000 3\n" + "wake 0x40\n".repeat(delay)
                                            + "y = call delete-segment x\n")
                                    .repeat(60));

            RunResult result = runs.run(SEGMENTED, """
                      - {name: below, cores: [0], program: {kind: script, file: below.txt}}
                      - {name: large, cores: [1], program: {kind: script, file: large.txt}}
                      - {name: other, cores: [2], program: {kind: uniform, footprint: 16 KiB}, references: 2000}
                    """, machine);

            requireOk(result, "delay " + delay);
            assertThat(count(result, "os.segments", "segments_moved")).isPositive();
        }
    }

    /**
     * One page is zeroed for each segment, beside the four of a daemon that misses so often that all wait for its core to forget: none is left of one
     * before, and none is taken that has become another's.
     */
    @Test
    void segmentOverPagesHasNoneOfTheOneBefore() throws IOException {
        StringBuilder slow = new StringBuilder("s = call create-segment 0x4000 3\n");
        for (int i = 0; i < 4000; i++) {
            slow.append("load s+").append(i % 256 * 64).append('\n');
        }
        script("slow.txt", slow.toString());
        for (int delay = 0; delay < 8; delay++) {
            String body = "s = call create-segment 0x8000 3\nstore s+0x7000\n%sy = call delete-segment s\nexpect y 0\n";
            script("a.txt", body.formatted("").repeat(60));
            script("b.txt", body.formatted("load s+0x7040\n".repeat(delay)).repeat(60));

            RunResult result = runs.run(PAGED, """
                      - name: p
                        threads:
                          - {name: a, cores: [0], program: {kind: script, file: a.txt}}
                          - {name: b, cores: [1], program: {kind: script, file: b.txt}}
                          - {name: slow, daemon: true, cores: [2], program: {kind: script, file: slow.txt}}
                    """, "cores.count=3", "os.memory=64 frames", "memory.latency=1 us");

            requireOk(result, "delay " + delay);
            assertThat(count(result, "os", "faults_zero")).as("delay %d", delay).isBetween(120L, 124L);
        }
    }
}
