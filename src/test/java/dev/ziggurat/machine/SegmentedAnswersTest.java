package dev.ziggurat.machine;

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

/** What calls on segments in memory of 64 KiB answer that cannot be done, and what that leaves behind: nothing. */
final class SegmentedAnswersTest {
    private static final String INVALID = "0xffffffffffffffea";
    private static final String NO_MEMORY = "0xfffffffffffffff4";
    private static final String EXISTS = "0xffffffffffffffef";

    @TempDir
    private Path folder;

    private SegmentedRuns runs;

    @BeforeEach
    void prepare() {
        runs = new SegmentedRuns(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "create-segment 0 3, " + INVALID,
        "create-segment 0x100000001 3, " + INVALID,
        "create-segment 8 8, " + INVALID,
        "create-segment 0x10000 3, " + NO_MEMORY,
        "create-segment 0x10001 3, " + NO_MEMORY,
        "delete-segment a+8, " + INVALID,
        "delete-segment 0x500000000, " + INVALID,
        "protect-segment a 8, " + INVALID,
        "protect-segment a+8 3, " + INVALID,
        "resize-segment a+8 3, " + INVALID,
        "resize-segment a 0x100000001, " + INVALID,
        "resize-segment a 0x10001, " + NO_MEMORY,
        "segment-base a+8, " + INVALID,
        "reserve 0x1001 64, " + INVALID,
        "reserve 0x8000000000000000 64, " + INVALID,
        "reserve 0x1000 0, " + INVALID,
        "reserve 0xff00 0x101, " + NO_MEMORY,
        "reserve 0 64, " + EXISTS
    })
    void whatCannotBeDoneIsAnsweredAndChangesNothing(String call, String answer) {
        RunResult result = runs.script(
                SEGMENTED,
                """
                a = reserve
                x = call %s
                expect x %s
                x = call segment-free
                expect x 0xf000
                x = call segment-holes
                expect x 1
                store a+4088
                b = call create-segment 0xf000 3
                store b+0xeff8
                """.replace("reserve\n", "call reserve 0 0x1000\n").formatted(call, answer),
                "os.swap=null",
                "storage=null");

        assertThat(result.notes()).isEmpty();
        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-segment 64 3", "reserve 0xf000 64"})
    void tableOfSegmentsMayBeFull(String call) {
        RunResult result = runs.script(
                SEGMENTED,
                "x = call create-segment 64 3\n".repeat(255) + "last = call " + call + "\nexpect last " + NO_MEMORY
                        + "\ny = call delete-segment x\nlast = call " + call + "\nexpect last x\nstore last\n");

        assertThat(result.notes()).isEmpty();
        assertThat(result.status()).as(result.message()).isEqualTo(Status.OK);
    }

    @Test
    void exitAndCallsThatThereAreNotEndTheProcess() {
        RunResult exit = runs.script(SEGMENTED, "a = call create-segment 64 3\nstore a\nx = call exit\nstore a\n");

        assertThat(exit.status()).as(exit.message()).isEqualTo(Status.OK);
        assertThat(exit.notes()).isEmpty();
        assertThat(count(exit, "process.p", "references")).isEqualTo(1);
        assertThat(runs.script(SEGMENTED, "a = call create-segment 64 3\nstore a\nx = call jump\nstore a\n")
                        .notes())
                .containsExactly("process 'p' ended (unknown system call 'jump') after 1 references");
    }

    @Test
    void swapAreaMayBeFull() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 0x8000 3
                b = call create-segment 0x8000 3
                c = call create-segment 0x8000 3
                d = call create-segment 0x8000 3
                expect d %s
                x = call segment-base a
                expect x %s
                x = call segment-base b
                expect x 0x8000
                store b
                store c
                load a
                """.formatted(NO_MEMORY, NO_MEMORY), "os.swap.size=32 KiB");

        assertThat(result.notes()).containsExactly("process 'p' ended (out of memory) after 2 references");
        assertThat(count(result, "os", "evictions")).isEqualTo(1);
        assertThat(count(result, "os.segments", "failures")).isEqualTo(1);
    }

    @Test
    void segmentInSwapGetsNoOtherLength() {
        RunResult result = runs.script(SEGMENTED, """
                a = call create-segment 0x8000 3
                b = call create-segment 0x8000 3
                c = call create-segment 0x8000 3
                x = call resize-segment a 64
                expect x %s
                x = call resize-segment a 0x8000
                expect x 0
                x = call protect-segment a 1
                expect x 0
                store a
                """.formatted(NO_MEMORY));

        assertThat(result.notes())
                .containsExactly("process 'p' ended by a segment rights violation after 0 references");
    }
}
