package dev.ziggurat.machine;

import static dev.ziggurat.machine.SegmentedRuns.PAGED;
import static dev.ziggurat.machine.SegmentedRuns.SEGMENTED;
import static dev.ziggurat.machine.SegmentedRuns.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RunResult.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs meet on machines with segments, alone and over pages. */
final class SegmentedMachineTest {

    @TempDir
    private Path folder;

    private SegmentedRuns runs;

    @BeforeEach
    void prepare() {
        runs = new SegmentedRuns(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENTED, PAGED})
    void everyByteUpToTheLimitMayBeUsed(String machine) {
        RunResult result = runs.script(machine, """
                a = call create-segment 5000 3
                store a 8
                store a+4992 8
                load a+4999 1
                load a+4090 16
                """);

        assertThat(result.notes()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(count(result, "process.p", "references")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call create-segment 5000 3 | load a+4993 8 | segment limit violation",
                "call create-segment 5000 3 | store a+5000 1 | segment limit violation",
                "call create-segment 5000 3 | load a+0x10000 8 | segment limit violation",
                "call create-segment 5000 1 | store a 8 | segment rights violation",
                "call create-segment 5000 3 | fetch a 4 | segment rights violation",
                "call create-segment 5000 0 | load a 8 | segment rights violation",
                "call create-segment 5000 3 | load a+0x100000000 8 | segmentation violation",
                "call create-segment 5000 3 | load 0x10 8 | segmentation violation",
                "call create-segment 5000 3 | load 0xfffffff000000000 8 | segmentation violation"
            })
    void whatASegmentDoesNotAllowEndsTheProcess(String call, String access, String how) {
        for (String machine : new String[] {SEGMENTED, PAGED}) {
            RunResult result = runs.script(machine, "a = " + call + "\n" + access + "\nload a\n");

            assertThat(result.status()).isEqualTo(Status.OK);
            assertThat(result.notes()).containsExactly("process 'p' ended by a " + how + " after 0 references");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENTED, PAGED})
    void otherRightsAndLimitsHoldAtOnce(String machine) {
        RunResult result = runs.script(machine, """
                a = call create-segment 5000 3
                store a
                x = call protect-segment a 1
                expect x 0
                load a
                x = call resize-segment a 100
                load a+92
                x = call resize-segment a 9000
                expect x 0
                load a+8992
                x = call protect-segment a 3
                store a+8992
                x = call resize-segment a 64
                load a+57
                """);

        assertThat(result.notes()).containsExactly("process 'p' ended by a segment limit violation after 5 references");
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENTED, PAGED})
    void callThatCannotBeDoneAnswersWhyNot(String machine) {
        RunResult result = runs.script(machine, """
                a = call create-segment 0 3
                expect a 0xffffffffffffffea
                a = call create-segment 0x100000001 3
                expect a 0xffffffffffffffea
                a = call create-segment 8 8
                expect a 0xffffffffffffffea
                a = call create-segment 8 3
                x = call delete-segment a+8
                expect x 0xffffffffffffffea
                x = call protect-segment 0 3
                expect x 0xffffffffffffffea
                x = call resize-segment a 0
                expect x 0xffffffffffffffea
                x = call delete-segment a
                expect x 0
                x = call delete-segment a
                expect x 0xffffffffffffffea
                b = call create-segment 8 3
                expect b a
                """);

        assertThat(result.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENTED, PAGED})
    void deletedSegmentIsNoMore(String machine) {
        RunResult result = runs.script(machine, """
                a = call create-segment 5000 3
                store a
                x = call delete-segment a
                load a
                """);

        assertThat(result.notes()).containsExactly("process 'p' ended by a segmentation violation after 1 references");
    }

    @Test
    void segmentsMoveTogetherIfNoHoleIsLargeEnough() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 16384 3
                b = call create-segment 16384 3
                c = call create-segment 16384 3
                store c+100
                x = call delete-segment a
                d = call create-segment 32768 3
                x = call segment-base b
                expect x 0
                x = call segment-base c
                expect x 0x4000
                x = call segment-base d
                expect x 0x8000
                x = call segment-holes
                expect x 0
                load c+100
                load d+32760
                """, "os.swap=null", "storage=null");

        assertThat(result.notes()).isEmpty();
        assertThat(count(result, "os.segments", "compactions")).isEqualTo(1);
        assertThat(count(result, "os.segments", "segments_moved")).isEqualTo(2);
        assertThat(count(result, "os.segments", "bytes_copied")).isEqualTo(32768);
        // A load and a store of each line of both, beside the zeros of four segments and the descriptors.
        assertThat(count(result, "core0", "kernel_references")).isGreaterThan(2 * 32768 / 64 + 5 * 16384 / 64);
    }

    @Test
    void compactionStopsAsSoonAsAHoleIsLargeEnough() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 8192 3
                b = call create-segment 8192 3
                c = call create-segment 8192 3
                d = call create-segment 8192 3
                e = call create-segment 32768 3
                x = call delete-segment a
                x = call delete-segment c
                f = call create-segment 16384 3
                x = call segment-base d
                expect x 0x6000
                x = call segment-base f
                expect x 0x2000
                """);

        assertThat(result.notes()).isEmpty();
        assertThat(count(result, "os.segments", "bytes_copied")).isEqualTo(8192);
    }

    @Test
    void withoutCompactionAndSwapThereIsNoMemoryThoughEnoughIsFree() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 16384 3
                b = call create-segment 32768 3
                x = call delete-segment a
                c = call create-segment 32768 3
                expect c 0xfffffffffffffff4
                x = call segment-free
                expect x 32768
                x = call segment-fragmentation
                expect x 500000
                """, "os.swap=null", "storage=null", "os.segments.compaction=never");

        assertThat(result.notes()).isEmpty();
        assertThat(count(result, "os.segments", "failures")).isEqualTo(1);
    }

    @Test
    void reservedSegmentStaysWhereItIsAndNothingMovesAcrossIt() {
        RunResult result = runs.script(SEGMENTED, """
                r = call reserve 0x4000 0x1000
                x = call reserve 0x4800 0x1000
                expect x 0xffffffffffffffef
                x = call reserve 0x4801 0x1000
                expect x 0xffffffffffffffea
                a = call create-segment 0x4000 3
                b = call create-segment 0x4000 3
                x = call delete-segment a
                d = call create-segment 0x1000 3
                e = call create-segment 0x1000 3
                x = call delete-segment d
                x = call segment-base e
                expect x 0x1000
                c = call create-segment 0x8000 3
                expect c 0xfffffffffffffff4
                x = call segment-base r
                expect x 0x4000
                x = call segment-base b
                expect x 0x5000
                x = call segment-base e
                expect x 0
                store r+0xff8
                """, "os.swap=null", "storage=null");

        assertThat(result.notes()).isEmpty();
        assertThat(count(result, "os.segments", "bytes_copied")).isEqualTo(0x1000);
    }

    @Test
    void segmentThatCameLongestAgoGoesToSwapAndComesBack() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 30000 3
                store a+29000
                b = call create-segment 30000 3
                c = call create-segment 30000 3
                x = call segment-base a
                expect x 0xfffffffffffffff4
                x = call segment-base c
                expect x 0
                x = call resize-segment a 64
                expect x 0xfffffffffffffff4
                load a+29000
                x = call segment-base a
                expect x 0x7540
                x = call segment-base b
                expect x 0xfffffffffffffff4
                x = call delete-segment b
                """);

        assertThat(result.notes()).isEmpty();
        assertThat(count(result, "os", "evictions")).isEqualTo(2);
        assertThat(count(result, "os", "swap_ins")).isEqualTo(1);
        assertThat(count(result, "process.p", "major_faults")).isEqualTo(1);
        assertThat(count(result, "os.segments", "bytes_swapped_in")).isEqualTo(30016);
        assertThat(count(result, "os.segments", "bytes_swapped_out")).isEqualTo(60032);
        assertThat(count(result, "storage.nvme0", "reads")).isEqualTo(1);
    }

    @Test
    void processesThatDoNotFitTogetherTakeTurns() {
        RunResult result = runs.run(SEGMENTED, """
                  - {name: a, program: {kind: uniform, footprint: 50 KiB, stores: 30 %}, references: 3000}
                  - {name: b, program: {kind: uniform, footprint: 40 KiB, stores: 30 %}, references: 3000}
                """);

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "os", "major_faults")).isGreaterThan(2);
        assertThat(count(result, "os.segments", "placed")).isEqualTo(2 + count(result, "os", "swap_ins"));
    }

    @Test
    void segmentThatFitsNowhereEndsItsProcess() {
        RunResult result =
                runs.run(SEGMENTED, "  - {name: a, program: {kind: uniform, footprint: 65 KiB}, references: 3}\n");

        assertThat(result.notes()).containsExactly("process 'a' ended (out of memory) after 0 references");
    }

    @Test
    void descriptorIsLoadedOnceWhileItIsAtHand() {
        String steps = "a = call create-segment 4096 3\nb = call create-segment 4096 3\n"
                + "load a\nload b\nload a+64\nload b+64\n".repeat(5);
        RunResult roomy = runs.script(SEGMENTED, steps);
        RunResult narrow = runs.script(SEGMENTED, steps, "translation.descriptors.entries=1");

        assertThat(count(roomy, "core0.descriptors", "walks")).isEqualTo(2);
        assertThat(count(narrow, "core0.descriptors", "walks")).isEqualTo(20);
        assertThat(count(narrow, "core0.descriptors", "accesses"))
                .isEqualTo(count(roomy, "core0.descriptors", "accesses"));
        assertThat(count(narrow, "core0.l1d", "walk_accesses")).isEqualTo(20);
    }

    @Test
    void segmentMayBeginAnywhere() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 100 3
                b = call create-segment 5000 3
                x = call segment-base b
                expect x 100
                store b+24 8
                load b+20 16
                modify b+92 64
                load b+4090 16
                """, "os.segments.granule=1 B", "os.swap=null", "storage=null");

        assertThat(result.notes()).isEmpty();
        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
    }

    @Test
    void pagesOfASegmentComeAndGoByThemselves() {
        RunResult result = runs.run(
                PAGED,
                "  - {name: a, program: {kind: uniform, footprint: 100 KiB, stores: 100 %}, references: 3000}\n");

        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
        assertThat(count(result, "os", "faults_zero")).isEqualTo(25);
        assertThat(count(result, "os", "major_faults")).isGreaterThan(100);
        assertThat(count(result, "core0.descriptors", "walks")).isEqualTo(1);
    }
}
