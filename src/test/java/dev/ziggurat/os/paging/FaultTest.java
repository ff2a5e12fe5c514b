package dev.ziggurat.os.paging;

import static dev.ziggurat.os.paging.Rig.AREA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.Rig.Shape;
import dev.ziggurat.os.proc.MemInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultTest {
    private static final int PAGE = 4096;

    @Test
    void firstTouchClearsAPageAndMakesTheTablesThatAreMissing() {
        Rig rig = new Rig(new Shape());
        Process process = rig.process("p", 4);
        Thread thread =
                rig.thread(process, new Steps().load(AREA).load(AREA + 8).load(AREA + PAGE), 0);
        rig.run();

        assertThat(rig.brief())
                .containsExactly(
                        "p SPEND trap",
                        "p SPEND kernel",
                        "p STORE line",
                        "p STORE 8000 8",
                        "p STORE line",
                        "p STORE 9000 8",
                        "p STORE line",
                        "p STORE a400 8",
                        "p STORE b000 8",
                        "p RETURN",
                        "p SPEND trap",
                        "p SPEND kernel",
                        "p STORE line",
                        "p STORE b008 8",
                        "p RETURN");
        assertThat(rig.steps.stream().filter(step -> step.endsWith(" 64"))).hasSize((4 + 1) * 64);
        assertThat(rig.os("minor_faults")).isEqualTo(2);
        assertThat(rig.os("faults_zero")).isEqualTo(2);
        assertThat(rig.value("process.p", "minor_faults")).isEqualTo(2);
        assertThat(rig.spent(thread, "trap")).isEqualTo(2 * Rig.TRAP);
        assertThat(rig.spent(thread, "kernel")).isEqualTo(2 * Rig.MINOR + 64 * 5 + 4 + 1);
        assertThat(process.end()).isEqualTo(Process.EXIT);
    }

    @Test
    void whatAProcessHadIsFreeWhenItHasEnded() {
        Rig rig = new Rig(new Shape());
        rig.thread(rig.process("p", 4), new Steps().store(AREA).store(AREA + PAGE), 0);
        rig.run();

        assertThat(rig.memory.numbers().of(MemInfo.MEM_FREE)).isEqualTo(4 * (8 + 100));
    }

    @Test
    void pagesOfTwoProcessesAtOneAddressAreTwoFrames() {
        Rig rig = new Rig(new Shape().cores(2));
        rig.thread(rig.process("p", 1), new Steps().store(AREA).load(AREA), 0);
        rig.thread(rig.process("q", 1), new Steps().store(AREA).load(AREA), 1);
        rig.run();

        assertThat(rig.os("faults_zero")).isEqualTo(2);
    }

    /** The second thread has spent its trap, or has even got a frame for the page, when it finds that the first has the page. */
    @Test
    void secondFaultOnAPageUnderWayWaitsForIt() {
        for (long later : new long[] {20, 2080}) {
            Rig rig = new Rig(new Shape().cores(2));
            Process process = rig.process("p", 1);
            Thread first = rig.thread(process, new Steps().sleepUntil(10_000).load(AREA), 0);
            Thread second =
                    rig.thread(process, new Steps().sleepUntil(10_000 + later).load(AREA), 1);
            rig.run();

            assertThat(rig.os("faults_zero")).isEqualTo(1);
            assertThat(rig.os("faults_lock")).isEqualTo(1);
            assertThat(rig.spent(first, "page lock")).isZero();
            assertThat(rig.spent(second, "page lock")).isBetween(1L, 64L * 4 + 70);
            assertThat(process.end()).isEqualTo(Process.EXIT);
        }
    }

    @Test
    void faultOfAPageThatHasComeMeanwhileIsSpurious() {
        Rig rig = new Rig(new Shape().cores(2));
        Process process = rig.process("p", 1);
        rig.thread(process, new Steps().sleepUntil(10_000).load(AREA), 0);
        rig.thread(process, new Steps().sleepUntil(12_400).load(AREA), 1);
        rig.run();

        assertThat(rig.os("faults_spurious")).isEqualTo(1);
        assertThat(rig.os("minor_faults")).isEqualTo(2);
    }

    @Test
    void wildAddressEndsItsProcessAndNothingElse() {
        for (long address : new long[] {0, AREA - 1, AREA + 4 * PAGE, 1L << 47, -8, 1L << 63}) {
            Rig rig = new Rig(new Shape());
            Process wild = rig.process("wild", 4);
            Process good = rig.process("good", 4);
            rig.thread(
                    wild, new Steps().store(AREA).access(Kind.LOAD, address, 1).store(AREA), 0);
            rig.thread(good, new Steps().store(AREA).load(AREA), 0);
            rig.run();

            assertThat(wild.end()).as("%x", address).isEqualTo(Process.VIOLATION);
            assertThat(good.end()).isEqualTo(Process.EXIT);
            assertThat(rig.os("faults_violation")).isEqualTo(1);
        }
    }

    @Test
    void referenceAcrossTwoPagesBringsBoth() {
        Rig rig = new Rig(new Shape().frames(2));
        rig.thread(
                rig.process("p", 4),
                new Steps().access(Kind.MODIFY, AREA + PAGE - 4, 8).access(Kind.LOAD, AREA + 3 * PAGE - 4, 8),
                0);
        rig.run();

        assertThat(rig.os("faults_zero")).isEqualTo(4);
        assertThat(rig.os("dirty_evictions")).isEqualTo(2);
    }

    @Test
    void memoryBelowThePagesOfOneReferenceEndsTheRun() {
        Rig rig = new Rig(new Shape().frames(1));
        rig.keepSteps = false;
        rig.thread(rig.process("p", 4), new Steps().access(Kind.LOAD, AREA + PAGE - 4, 8), 0);

        assertThatThrownBy(rig::run).isInstanceOf(StalledException.class).hasMessageContaining("too little memory");
    }

    @Test
    void hugePageIsClearedWholeAndNeedsOneTableLess() {
        Rig rig = new Rig(new Shape().frames(1024));
        Process process = rig.process("p", List.of(new Area("data", AREA, 1 << 22)), 21);
        rig.thread(process, new Steps().store(AREA).store(AREA + (1 << 21) - 8).store(AREA + (1 << 21)), 0);
        rig.run();

        assertThat(rig.os("faults_zero")).isEqualTo(2);
        assertThat(rig.steps.stream().filter(step -> step.endsWith(" 64"))).hasSize((2 * 512 + 2) * 64);
        assertThat(process.end()).isEqualTo(Process.EXIT);
    }

    @Test
    void hugePageWithoutAFreeRunEndsTheProcess() {
        Rig rig = new Rig(new Shape().frames(1000));
        Process process = rig.process("p", List.of(new Area("data", AREA, 1 << 22)), 21);
        rig.thread(process, new Steps().store(AREA).store(AREA + (1 << 21)), 0);
        rig.run();

        assertThat(process.end()).isEqualTo(Process.OUT_OF_MEMORY);
        assertThat(rig.os("out_of_memory")).isEqualTo(1);
    }

    @Test
    void smallPagesBesideHugeOnesThatTakeAllMemoryEndTheirProcess() {
        Rig rig = new Rig(new Shape().frames(512));
        Process huge = rig.process("huge", List.of(new Area("data", AREA, 1 << 21)), 21);
        Process small = rig.process("small", 1);
        rig.thread(huge, new Steps().store(AREA).sleepUntil(1_000_000).load(AREA), 0);
        rig.thread(small, new Steps().sleepUntil(500_000).store(AREA), 0);
        rig.run();

        assertThat(huge.end()).isEqualTo(Process.EXIT);
        assertThat(small.end()).isEqualTo(Process.OUT_OF_MEMORY);
    }

    @Test
    void kernelRangeThatIsFullOfTablesEndsTheProcess() {
        Rig rig = new Rig(new Shape().kernelPages(4));
        Process process = rig.process("p", List.of(new Area("data", AREA, 1L << 40)), 12);
        rig.thread(process, new Steps().store(AREA).store(AREA + PAGE).store(AREA + (1 << 21)), 0);
        rig.run();

        assertThat(process.end()).isEqualTo(Process.OUT_OF_MEMORY);
        assertThat(rig.os("faults_zero")).isEqualTo(3);
    }

    @Test
    void processBeyondTheKernelRangeIsRefused() {
        Rig rig = new Rig(new Shape().kernelPages(1));
        rig.process("p", 1);

        assertThatThrownBy(() -> rig.process("q", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no memory for the page tables");
    }
}
