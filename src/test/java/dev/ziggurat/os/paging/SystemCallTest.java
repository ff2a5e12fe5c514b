package dev.ziggurat.os.paging;

import static dev.ziggurat.os.paging.Rig.AREA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.Rig.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SystemCallTest {
    private static final int PAGE = 4096;
    private static final long READ_WRITE = SystemCall.READ | SystemCall.WRITE;

    private static Process runs(Rig rig, Steps steps) {
        Process process = rig.process("p", 4);
        rig.thread(process, steps, 0);
        rig.run();
        return process;
    }

    @Test
    void newAreaLiesWhereItIsToOrAsHighAsThereIsRoom() {
        Steps steps = new Steps()
                .call("mmap", 0x5000, 5000, READ_WRITE)
                .store(0x6ff8)
                .call("mmap", 0, 2 * PAGE, READ_WRITE)
                .loadAnswer()
                .call("mmap", 0, PAGE, READ_WRITE);
        Process process = runs(new Rig(new Shape()), steps);

        assertThat(steps.answers).containsExactly(0x5000L, 0x7fff_ffff_d000L, 0x7fff_ffff_c000L);
        assertThat(process.end()).isEqualTo(Process.EXIT);
    }

    @Test
    void callThatCannotBeDoneAnswersWhyNot() {
        Steps steps = new Steps()
                .call("mmap", AREA, PAGE, READ_WRITE)
                .call("mmap", 0x5001, PAGE, READ_WRITE)
                .call("mmap", 0x5000, 0, READ_WRITE)
                .call("mmap", 0x5000, PAGE, 8)
                .call("mmap", -4096, PAGE, READ_WRITE)
                .call("mmap", 0, 1L << 47, READ_WRITE)
                .call("mmap", 0x5000, 1L << 62, READ_WRITE)
                .call("munmap", 1, PAGE)
                .call("mprotect", 0x5000, PAGE, READ_WRITE)
                .call("mprotect", AREA, PAGE, 9);
        runs(new Rig(new Shape()), steps);

        assertThat(steps.answers).containsExactly(-17L, -22L, -22L, -22L, -22L, -12L, -22L, -22L, -12L, -22L);
    }

    @Test
    void callCostsATrap() {
        Rig rig = new Rig(new Shape());
        Process process = rig.process("p", 4);
        Thread thread = rig.thread(process, new Steps().call("munmap", AREA, PAGE), 0);
        rig.run();

        assertThat(rig.spent(thread, "trap")).isEqualTo(Rig.TRAP);
        assertThat(rig.value("process.p.thread0", "total_ns")).isEqualTo(Rig.TRAP);
        assertThat(rig.brief()).containsExactly("p SPEND trap", "p RETURN");
    }

    @Test
    void unmappedPagesAreFreeWhenAllCoresHaveForgottenThem() {
        Rig rig = new Rig(new Shape().frames(2));
        Steps steps = new Steps()
                .store(AREA)
                .store(AREA + PAGE)
                .store(AREA + 2 * PAGE)
                .call("munmap", AREA, 4 * PAGE)
                .call("mmap", AREA, PAGE, READ_WRITE);
        Process process = rig.process("p", 4);
        steps.then(() -> {
            rig.forget(process, AREA);
            rig.forget(process, AREA + PAGE);
        });
        rig.thread(process, steps.load(AREA), 0);
        rig.run();

        assertThat(rig.brief())
                .containsSequence(
                        "p LOAD 5000 8",
                        "p STORE 5000 8",
                        "p LOAD 5008 8",
                        "p STORE 5008 8",
                        "p LOAD 5010 8",
                        "p STORE 5010 8",
                        "p HOLD",
                        "p RETURN");
        assertThat(rig.os("evictions")).isEqualTo(1);
        assertThat(process.end()).isEqualTo(Process.EXIT);
    }

    @Test
    void unmappedAddressIsAViolation() {
        assertThat(runs(
                                new Rig(new Shape()),
                                new Steps()
                                        .store(AREA)
                                        .store(AREA + PAGE)
                                        .call("munmap", AREA, PAGE)
                                        .load(AREA + PAGE)
                                        .load(AREA))
                        .end())
                .isEqualTo(Process.VIOLATION);
    }

    @Test
    void rightsTakenAwayAreGoneFromTlbsToo() {
        for (boolean touched : new boolean[] {true, false}) {
            Rig rig = new Rig(new Shape());
            Steps steps = touched ? new Steps().store(AREA) : new Steps();
            Process process = runs(
                    rig,
                    steps.call("mprotect", AREA, PAGE, SystemCall.READ)
                            .load(AREA)
                            .store(AREA));

            assertThat(steps.answers).containsExactly(0L);
            assertThat(process.end()).isEqualTo(Process.VIOLATION);
            assertThat(process.retired).isEqualTo(touched ? 2 : 1);
        }
    }

    @Test
    void rightsThatComeBackAreFoundByAFault() {
        Rig rig = new Rig(new Shape());
        Steps steps = new Steps()
                .store(AREA)
                .call("mprotect", AREA, PAGE, SystemCall.READ)
                .load(AREA)
                .call("mprotect", AREA, PAGE, READ_WRITE | SystemCall.EXECUTE)
                .store(AREA)
                .access(Kind.FETCH, AREA, 4);

        assertThat(runs(rig, steps).end()).isEqualTo(Process.EXIT);
    }

    @Test
    void pageWithoutRightsMayNotBeRead() {
        assertThat(runs(
                                new Rig(new Shape()),
                                new Steps()
                                        .load(AREA)
                                        .call("mprotect", AREA, PAGE, 0)
                                        .load(AREA))
                        .end())
                .isEqualTo(Process.VIOLATION);
    }

    @Test
    void pageThatMayNotBeExecutedIsNotFetched() {
        assertThat(runs(
                                new Rig(new Shape()),
                                new Steps()
                                        .load(AREA)
                                        .call("mprotect", AREA, PAGE, READ_WRITE)
                                        .access(Kind.FETCH, AREA, 4))
                        .end())
                .isEqualTo(Process.VIOLATION);
    }

    @Test
    void slotsOfUnmappedPagesAreFree() {
        Rig rig = new Rig(new Shape().frames(1).slots(2));
        Steps steps = new Steps()
                .store(AREA)
                .store(AREA + PAGE)
                .load(AREA)
                .call("munmap", AREA, 2 * PAGE)
                .store(AREA + 2 * PAGE)
                .store(AREA + 3 * PAGE)
                .load(AREA + 2 * PAGE);

        assertThat(runs(rig, steps).end()).isEqualTo(Process.EXIT);
    }

    @Test
    void exitEndsAllThreads() {
        Rig rig = new Rig(new Shape().cores(2));
        Process process = rig.process("p", 1);
        rig.thread(process, new Steps().call("exit"), 0);
        Thread other = rig.thread(process, new Steps().sleepUntil(1_000_000_000).load(AREA), 1);
        rig.run();

        assertThat(process.end()).isEqualTo(Process.EXIT);
        assertThat(process.retired).isZero();
        assertThat(rig.spent(other, "killed")).isPositive();
    }

    @Test
    void callThatDoesNotExistEndsTheProcessByItsName() {
        assertThat(runs(new Rig(new Shape()), new Steps().call("fork")).end()).isEqualTo("unknown system call 'fork'");
        assertThat(runs(new Rig(new Shape()), new Steps().call("never heard of"))
                        .end())
                .isEqualTo("unknown system call 'never heard of'");
    }

    @Test
    void wholeUserHalfOnDemandGivesPlaceToNewAreas() {
        Rig rig = new Rig(new Shape());
        Process process = rig.process("p", List.of(new Area("user", 0, 1L << 47)), 12);
        Steps steps = new Steps()
                .store(0x1_2345_6000L)
                .call("mmap", 0, PAGE, SystemCall.READ)
                .loadAnswer()
                .call("munmap", 0x1_2345_6000L, PAGE)
                .load(0x1_2345_7000L)
                .load(0x1_2345_6000L);
        rig.thread(process, steps, 0);
        rig.run();

        assertThat(steps.answers).containsExactly(0x7fff_ffff_e000L, 0L);
        assertThat(process.end()).isEqualTo(Process.VIOLATION);
        assertThat(process.retired).isEqualTo(3);
    }

    @Test
    void unmapWaitsForAPageOnItsWay() {
        Rig rig = new Rig(new Shape().cores(2).frames(1));
        Process process = rig.process("p", 2);
        rig.thread(process, new Steps().store(AREA).load(AREA + PAGE), 0);
        Thread second = rig.thread(process, new Steps().sleepUntil(12_000).call("munmap", AREA, 2 * PAGE), 1);
        rig.run();

        assertThat(rig.spent(second, "page lock")).isPositive();
        assertThat(process.end()).isEqualTo(Process.VIOLATION);
    }
}
