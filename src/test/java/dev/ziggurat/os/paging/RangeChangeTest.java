package dev.ziggurat.os.paging;

import static dev.ziggurat.os.paging.Rig.AREA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import dev.ziggurat.os.paging.Rig.Shape;
import org.junit.jupiter.api.Test;

/** Calls that wait in the midst of their range, at every stage of a page on its way out; other threads come meanwhile. */
final class RangeChangeTest {
    private static final int PAGE = 4096;
    private static final long READ_WRITE = SystemCall.READ | SystemCall.WRITE;
    private static final long STAGE = 1000;
    private static final long LAST_STAGE = 90_000;
    private static final long LATER = 6000;
    private static final long LATE = 900_000;

    @Test
    void rightThatIsBeingGivenIsWaitedFor() {
        long waited = 0;
        for (long time = STAGE; time < LAST_STAGE; time += STAGE) {
            Rig rig = new Rig(new Shape().frames(2));
            Process process = rig.process("p", 4);
            Steps first = new Steps()
                    .store(AREA)
                    .store(AREA + PAGE)
                    .call("mprotect", AREA, 2 * PAGE, SystemCall.READ)
                    .store(AREA + 2 * PAGE)
                    .sleepUntil(LATE);
            rig.thread(process, first, 0);
            rig.thread(process, new Steps().sleepUntil(time).call("mprotect", AREA, 2 * PAGE, READ_WRITE), 0);
            Thread user =
                    rig.thread(process, new Steps().sleepUntil(time + LATER).store(AREA + PAGE), 0);
            rig.run();

            assertThat(rig.os("faults_spurious")).isLessThan(5);
            waited += rig.spent(user, "page lock");
        }
        assertThat(waited).isPositive();
    }

    @Test
    void addressesThatAreBeingTakenOutAreGivenToNobody() {
        long top = 0x7fff_ffff_d000L;
        long waited = 0;
        for (long time = 20 * STAGE; time < LAST_STAGE; time += STAGE) {
            Rig rig = new Rig(new Shape().frames(2));
            Process process = rig.process("p", 4);
            Steps first = new Steps()
                    .call("mmap", 0, 2 * PAGE, READ_WRITE)
                    .store(top)
                    .store(top + PAGE)
                    .store(AREA)
                    .sleepUntil(LATE);
            rig.thread(process, first, 0);
            rig.thread(
                    process,
                    new Steps().sleepUntil(time).call("munmap", top, 2 * PAGE).sleepUntil(LATE),
                    0);
            Steps third = new Steps()
                    .sleepUntil(time + LATER)
                    .call("mmap", 0, 2 * PAGE, READ_WRITE)
                    .then(() -> {
                        rig.forget(process, top);
                        rig.forget(process, top + PAGE);
                    })
                    .store(top + PAGE)
                    .sleepUntil(LATE / 2)
                    .load(top + PAGE);
            Thread maps = rig.thread(process, third, 0);
            rig.run();

            assertThat(third.answers).containsExactly(top);
            assertThat(process.end()).isEqualTo(Process.EXIT);
            waited += rig.spent(maps, "page lock");
        }
        assertThat(waited).isPositive();
    }

    @Test
    void pageOfZerosOnItsWayIsTakenOutToo() {
        for (long time = STAGE; time < 12_000; time += 50) {
            Rig rig = new Rig(new Shape().frames(4).cores(2));
            Process process = rig.process("p", 4);
            rig.thread(process, new Steps().sleepUntil(4000).store(AREA).sleepUntil(LATE), 0);
            Steps calls = new Steps()
                    .sleepUntil(time)
                    .call("munmap", AREA, PAGE)
                    .call("mmap", AREA, PAGE, READ_WRITE)
                    .then(() -> rig.forget(process, AREA))
                    .sleepUntil(LATE);
            rig.thread(process, calls, 1);
            rig.run();

            assertThat(rig.os("faults_spurious")).isLessThan(5);
        }
    }

    @Test
    void callWhoseProcessEndsLetsTheSpaceGo() {
        for (long time = STAGE; time < LAST_STAGE; time += STAGE) {
            Rig rig = new Rig(new Shape().frames(2).cores(2));
            Process process = rig.process("p", 4);
            rig.thread(
                    process,
                    new Steps()
                            .store(AREA)
                            .store(AREA + PAGE)
                            .store(AREA + 2 * PAGE)
                            .sleepUntil(LATE),
                    0);
            rig.thread(process, new Steps().sleepUntil(time).call("munmap", AREA, 2 * PAGE), 0);
            rig.thread(
                    process,
                    new Steps().sleepUntil(time + LATER).load(AREA + 3 * PAGE).sleepUntil(LATE),
                    0);
            rig.thread(process, new Steps().sleepUntil(time + 2 * LATER).call("exit"), 1);
            rig.run();

            assertThat(process.end()).isEqualTo(Process.EXIT);
        }
    }
}
