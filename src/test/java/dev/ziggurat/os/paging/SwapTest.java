package dev.ziggurat.os.paging;

import static dev.ziggurat.os.paging.Rig.AREA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.AccessedFlush;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.Rig.Shape;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.replacement.PageClock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SwapTest {
    private static final int PAGE = 4096;

    /** 64 lines, 16 at a time. */
    private static final long LINES_OUT = 4 * Contents.READ_TIME;

    private static final long LINES_IN = 4 * Contents.WRITE_TIME;

    @Test
    void pageThatWasNeverWrittenIsDroppedAndIsZeroAgain() {
        Rig rig = new Rig(new Shape().frames(1));
        rig.thread(rig.process("p", 2), new Steps().load(AREA).load(AREA + PAGE).load(AREA), 0);
        rig.run();

        assertThat(rig.os("faults_zero")).isEqualTo(3);
        assertThat(rig.os("evictions")).isEqualTo(2);
        assertThat(rig.os("dirty_evictions")).isZero();
        assertThat(rig.device.served).isEmpty();
        assertThat(rig.brief()).containsSequence("p SPEND kernel", "p STORE 4000 8", "p HOLD", "p STORE line");
    }

    @Test
    void writtenPageGoesOutLineByLineAndThenToItsSlotAndComesBackTheOtherWay() {
        Rig rig = new Rig(new Shape().frames(1));
        Process process = rig.process("p", 2);
        Thread thread =
                rig.thread(process, new Steps().store(AREA).load(AREA + PAGE).load(AREA), 0);
        rig.run();

        assertThat(rig.os("swap_outs")).isEqualTo(1);
        assertThat(rig.os("swap_ins")).isEqualTo(1);
        assertThat(rig.os("major_faults")).isEqualTo(1);
        assertThat(rig.value("process.p", "major_faults")).isEqualTo(1);
        assertThat(rig.brief())
                .containsSequence("p STORE 4000 8", "p HOLD", "p BLOCK", "idle SPEND trap", "idle BLOCK")
                .containsSequence("p STORE 4008 8", "p HOLD", "p BLOCK", "idle SPEND trap");
        assertThat(rig.contents.came.stream().filter(line -> line.startsWith("DMA_READ")))
                .hasSize(64);
        assertThat(rig.contents.came.stream().filter(line -> line.startsWith("DMA_WRITE")))
                .hasSize(64);
        assertThat(rig.spent(thread, "swap device")).isEqualTo(FakeDevice.WRITE_TIME + FakeDevice.READ_TIME);
        assertThat(rig.spent(thread, "swap dma")).isEqualTo(LINES_OUT + LINES_IN);
        assertThat(rig.spent(thread, "swap queue")).isZero();
        assertThat(rig.spent(thread, "scheduler")).isEqualTo(2 * Rig.TRAP);
        assertThat(rig.spent(thread, "context switch")).isEqualTo(2 * Rig.SWITCH);
    }

    /** The page is read from the instant on at which the thread left its core; the device is asked when the last line has come. */
    @Test
    void deviceIsAskedWhenTheLastLineHasBeenRead() {
        Rig rig = new Rig(new Shape().frames(1));
        rig.thread(
                rig.process("p", 2), new Steps().store(AREA).load(AREA + PAGE).load(AREA), 0);
        rig.run();

        List<Long> blocks = rig.steps.stream()
                .filter(step -> step.endsWith("p BLOCK"))
                .map(step -> Long.parseLong(step.substring(0, step.indexOf(' '))))
                .toList();
        long out = blocks.get(0);
        long in = blocks.get(1);
        assertThat(rig.contents.came.get(0)).isEqualTo("DMA_READ 0 at " + out);
        assertThat(rig.contents.came.get(16)).isEqualTo("DMA_READ 400 at " + (out + Contents.READ_TIME));
        long asked = out + LINES_OUT;
        assertThat(rig.device.served)
                .containsExactly(
                        "WRITE 0 from " + asked + " to " + (asked + FakeDevice.WRITE_TIME),
                        "READ 0 from " + in + " to " + (in + FakeDevice.READ_TIME));
        assertThat(rig.contents.came.get(64)).isEqualTo("DMA_WRITE 0 at " + (in + FakeDevice.READ_TIME));
        assertThat(rig.steps).contains((in + FakeDevice.READ_TIME + LINES_IN) + " idle SPEND trap");
    }

    @Test
    void cleanPageWithASlotIsNotWrittenAgain() {
        Rig rig = new Rig(new Shape().frames(1));
        rig.thread(
                rig.process("p", 2),
                new Steps()
                        .store(AREA)
                        .load(AREA + PAGE)
                        .load(AREA)
                        .load(AREA + PAGE)
                        .load(AREA),
                0);
        rig.run();

        assertThat(rig.os("evictions")).isEqualTo(4);
        assertThat(rig.os("dirty_evictions")).isEqualTo(1);
        assertThat(rig.os("swap_outs")).isEqualTo(1);
        assertThat(rig.os("swap_ins")).isEqualTo(2);
    }

    @Test
    void pageThatIsWrittenAgainGetsAnotherSlotAndGivesTheOldOneBack() {
        Rig rig = new Rig(new Shape().frames(1).slots(1));
        rig.thread(
                rig.process("p", 2),
                new Steps()
                        .store(AREA)
                        .load(AREA + PAGE)
                        .store(AREA)
                        .load(AREA + PAGE)
                        .load(AREA),
                0);
        rig.run();

        assertThat(rig.os("swap_outs")).isEqualTo(2);
        assertThat(rig.device.served).hasSize(4).allMatch(line -> line.contains(" 0 from "));
    }

    @Test
    void writtenPageWithoutASlotEndsTheProcessThatWantsItsFrame() {
        for (long slots = 0; slots < 2; slots++) {
            Rig rig = new Rig(new Shape().frames(1 + slots).slots(slots));
            Process first = rig.process("first", 3);
            Process second = rig.process("second", 1);
            rig.thread(
                    first,
                    new Steps()
                            .store(AREA)
                            .store(AREA + PAGE)
                            .store(AREA + 2 * PAGE)
                            .store(AREA),
                    0);
            rig.thread(second, new Steps().sleepUntil(1_000_000).store(AREA), 0);
            rig.run();

            assertThat(first.end()).isEqualTo(Process.OUT_OF_MEMORY);
            assertThat(second.end()).isEqualTo(Process.EXIT);
            assertThat(rig.os("out_of_memory")).isEqualTo(1);
        }
    }

    /** Both cores have the page in their TLBs; the other one acknowledges, after its trap, before the first line is read. */
    @Test
    void noLineIsReadBeforeAllCoresHaveForgottenThePage() {
        Rig rig = new Rig(new Shape().cores(2).frames(2));
        Process process = rig.process("p", 3);
        Steps busy = new Steps().sleepUntil(20_000);
        for (int i = 0; i < 30_000; i++) {
            busy.store(AREA);
        }
        rig.thread(process, busy, 1);
        Thread evictor = rig.thread(
                process,
                new Steps().store(AREA).store(AREA + PAGE).sleepUntil(25_000).store(AREA + 2 * PAGE),
                0);
        rig.run();

        assertThat(rig.spent(evictor, "shootdown")).isGreaterThanOrEqualTo(Rig.TRAP);
        assertThat(rig.os("dirty_evictions")).isPositive();
    }

    @Test
    void faultOnAPageThatIsOnItsWayOutWaitsUntilItIsOut() {
        Rig rig = new Rig(new Shape().cores(2).frames(2));
        Process process = rig.process("p", 3);
        rig.thread(
                process,
                new Steps().store(AREA).store(AREA + PAGE).sleepUntil(20_000).store(AREA + 2 * PAGE),
                0);
        Thread other = rig.thread(process, new Steps().sleepUntil(30_000).load(AREA), 1);
        rig.run();

        assertThat(rig.os("faults_lock")).isEqualTo(1);
        assertThat(rig.spent(other, "page lock")).isPositive();
        assertThat(rig.os("faults_swap")).isEqualTo(1);
    }

    @Test
    void threadWaitsWhileTheOnlyFrameIsPinnedOrUnderWay() {
        Rig rig = new Rig(new Shape().cores(2).frames(1));
        Thread first = rig.thread(rig.process("p", 2), new Steps().store(AREA).store(AREA + PAGE), 0);
        Thread second =
                rig.thread(rig.process("q", 1), new Steps().sleepUntil(3000).store(AREA), 1);
        rig.run();

        assertThat(rig.spent(first, "frame wait") + rig.spent(second, "frame wait"))
                .isPositive();
    }

    @Test
    void clockLooksAtEntriesAndClearsTheirBits() {
        Rig rig = new Rig(new Shape().frames(2).replacement(new PageClock.Spec()));
        rig.thread(rig.process("p", 3), new Steps().load(AREA).load(AREA + PAGE).load(AREA + 2 * PAGE), 0);
        rig.run();

        assertThat(rig.brief())
                .containsSequence(
                        "p SPEND kernel",
                        "p LOAD 5000 8",
                        "p STORE 5000 8",
                        "p LOAD 5008 8",
                        "p STORE 5008 8",
                        "p LOAD 5000 8",
                        "p STORE 5000 8",
                        "p HOLD");
    }

    @Test
    void clearedBitsCostAShootDownEachWhereTheMachineSaysSo() {
        Rig rig =
                new Rig(new Shape().frames(2).replacement(new PageClock.Spec()).flush(AccessedFlush.IPI));
        rig.thread(rig.process("p", 3), new Steps().load(AREA).load(AREA + PAGE).load(AREA + 2 * PAGE), 0);
        rig.run();

        assertThat(rig.brief())
                .containsSequence(
                        "p LOAD 5000 8",
                        "p STORE 5000 8",
                        "p HOLD",
                        "p LOAD 5008 8",
                        "p STORE 5008 8",
                        "p HOLD",
                        "p LOAD 5000 8",
                        "p STORE 5000 8",
                        "p HOLD",
                        "p STORE line");
    }

    /** A thread of the process is killed while its page is on its way in, and the page that it drove out while that was on its way out. */
    @Test
    void whatAKilledThreadHadUnderWayIsFreeWhenTheDeviceIsDone() {
        for (long killed = 20_000; killed < 110_000; killed += 500) {
            Rig rig = new Rig(new Shape().cores(2).frames(1).slots(2));
            rig.keepSteps = false;
            Process process = rig.process("p", 2);
            Process other = rig.process("q", 1);
            rig.thread(
                    process,
                    new Steps()
                            .store(AREA)
                            .store(AREA + PAGE)
                            .store(AREA)
                            .store(AREA + PAGE)
                            .store(AREA),
                    0);
            rig.thread(process, new Steps().sleepUntil(killed).access(Kind.LOAD, 0, 8), 1);
            rig.thread(other, new Steps().sleepUntil(500_000).store(AREA).load(AREA), 0);
            rig.run();

            assertThat(process.end()).isEqualTo(Process.VIOLATION);
            assertThat(other.end()).isEqualTo(Process.EXIT);
            assertThat(rig.memory.numbers().of(MemInfo.SWAP_FREE)).isEqualTo(2 * 4);
            assertThat(rig.memory.numbers().of(MemInfo.MEM_FREE)).isEqualTo(4 * (1 + 100));
        }
    }

    /** One process's page is on its way out for another when its process ends. */
    @Test
    void slotOfAPageWhoseProcessEndsOnTheWayOutIsFree() {
        for (long end = 5_000; end < 60_000; end += 500) {
            Rig rig = new Rig(new Shape().cores(2).frames(1).slots(2));
            rig.keepSteps = false;
            rig.thread(rig.process("p", 1), new Steps().store(AREA).sleepUntil(end), 0);
            rig.thread(
                    rig.process("q", 1),
                    new Steps().sleepUntil(10_000).store(AREA).load(AREA),
                    1);
            rig.run();

            assertThat(rig.memory.numbers().of(MemInfo.SWAP_FREE)).isEqualTo(2 * 4);
        }
    }

    /** The last thread of the victim's process exits after its own core has forgotten the page, and before another core has. */
    @Test
    void writtenPageWhoseProcessEndsBeforeItIsOnItsWayIsNotWritten() {
        long abandoned = 0;
        for (long end = 22_000; end < 28_000; end += 300) {
            Rig rig = new Rig(new Shape().cores(3).frames(1).slots(2));
            rig.keepSteps = false;
            Process process = rig.process("p", 1);
            rig.thread(process, new Steps().store(AREA).sleepUntil(end), 0);
            rig.thread(process, new Steps().sleepUntil(5_000), 2);
            rig.thread(
                    rig.process("q", 1),
                    new Steps().sleepUntil(20_000).store(AREA).load(AREA),
                    1);
            Steps restless = new Steps();
            for (long at = 10_000; at < 60_000; at += 5_100) {
                restless.sleepUntil(at);
            }
            rig.thread(rig.process("r", 1), restless, 2);
            rig.run();

            abandoned += rig.os("pages_abandoned");
            assertThat(rig.memory.numbers().of(MemInfo.SWAP_FREE)).isEqualTo(2 * 4);
            assertThat(rig.memory.numbers().of(MemInfo.MEM_FREE)).isEqualTo(4 * (1 + 100));
        }
        assertThat(abandoned).isPositive();
    }
}
