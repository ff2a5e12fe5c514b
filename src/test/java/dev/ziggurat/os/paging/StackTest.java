package dev.ziggurat.os.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.paging.Rig.Shape;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Stacks that grow down by faults. */
final class StackTest {
    private static final int PAGE = 4096;
    private static final long LIMIT = 16 * PAGE;
    private static final long GUARD = 4 * PAGE;
    private static final int READ_WRITE = Rights.USER | Rights.WRITE;

    private static Process withStack(Rig rig) {
        Process process = rig.process("p", 2);
        long top = rig.memory.addStack(Objects.requireNonNull(process.space()), LIMIT, GUARD);
        assertThat(top).isEqualTo(CallStack.TOP);
        return process;
    }

    @Test
    void growsByTheFaultsOfWhatIsTouchedAndMapsNothingElse() {
        Rig rig = new Rig(new Shape());
        Process process = withStack(rig);
        Steps steps = new Steps()
                .store(CallStack.TOP - 8)
                .store(CallStack.TOP - 16)
                .store(CallStack.TOP - 5 * PAGE)
                .load(CallStack.TOP - 5 * PAGE)
                .load(CallStack.TOP - 8);
        rig.thread(process, steps, 0);
        rig.run();

        assertThat(process.end()).isEqualTo(Process.EXIT);
        assertThat(process.minorFaults).isEqualTo(2);
        assertThat(rig.value("process.p", "stack_bytes")).isEqualTo(5 * PAGE);
    }

    @Test
    void whatLiesBelowTheLimitIsAnOverflowAndWhatLiesBelowTheGapIsNot() {
        for (long below : new long[] {8, GUARD, GUARD + 8, -8}) {
            Rig rig = new Rig(new Shape());
            Process process = withStack(rig);
            rig.thread(process, new Steps().store(CallStack.TOP - LIMIT - below), 0);
            rig.run();

            String end = below > GUARD ? Process.VIOLATION : Process.STACK_OVERFLOW;
            assertThat(process.end()).as("%d below", below).isEqualTo(below < 0 ? Process.EXIT : end);
            assertThat(process.overflowDepth()).isEqualTo(end.equals(Process.STACK_OVERFLOW) && below > 0 ? 0 : -1);
        }
    }

    @Test
    void eachHasAPlaceBelowTheOneBefore() {
        Areas areas = new Areas(PAGE);
        StackArea first = areas.addStack(LIMIT, GUARD);
        StackArea second = areas.addStack(1, 1);

        assertThat(first.top).isEqualTo(0x7fff_ffff_f000L);
        assertThat(second.top).isEqualTo(first.top - LIMIT - GUARD);
        assertThat(second.gap).isEqualTo(second.top - 2 * PAGE);
        assertThat(areas.stack(first.top - 1)).isSameAs(first);
        assertThat(areas.stack(second.top - 1)).isSameAs(second);
        assertThat(areas.stack(second.gap - 1)).isNull();
        assertThat(areas.bytes()).isZero();
    }

    @Test
    void nothingIsEverPlacedInTheReachOfAStack() {
        Areas areas = new Areas(PAGE);
        StackArea stack = areas.addStack(LIMIT, GUARD);

        assertThat(areas.place(stack.top - PAGE, PAGE, Rights.ALL)).isFalse();
        assertThat(areas.place(stack.gap, PAGE, Rights.ALL)).isFalse();
        assertThat(areas.place(stack.gap - PAGE, 2 * PAGE, Rights.ALL)).isFalse();
        assertThat(areas.highestFree(3 * PAGE)).isEqualTo(stack.gap - 3 * PAGE);
        assertThat(areas.place(stack.gap - PAGE, PAGE, Rights.ALL)).isTrue();
    }

    @Test
    void whereAllMayBeUsedAStackTakesItsPlaceOutOfIt() {
        Areas areas = new Areas(PAGE);
        areas.declare(0, Areas.USER_END);
        StackArea stack = areas.addStack(LIMIT, GUARD);

        assertThat(areas.rights(stack.bottom - 1)).isEqualTo(Areas.NONE);
        assertThat(areas.rights(stack.gap - 1)).isEqualTo(Rights.ALL);
        assertThat(areas.grow(stack.bottom)).isTrue();
        assertThat(areas.rights(stack.top - 1)).isEqualTo(READ_WRITE);
    }

    @Test
    void anAreaThatIsThereIsTold() {
        Areas areas = new Areas(PAGE);
        areas.place(CallStack.TOP - PAGE, PAGE, Rights.ALL);

        assertThatThrownBy(() -> areas.addStack(LIMIT, GUARD)).hasMessageContaining("where a stack is to be");
    }

    /** Pages taken out of a stack are gone, and it grows below them as before. */
    @Test
    void whatWasTakenOutOfAStackDoesNotComeBack() {
        Areas areas = new Areas(PAGE);
        StackArea stack = areas.addStack(LIMIT, GUARD);
        assertThat(areas.grow(stack.top - 3 * PAGE)).isTrue();
        areas.remove(stack.top - 2 * PAGE, stack.top - PAGE);

        assertThat(areas.grow(stack.top - PAGE - 8)).isFalse();
        assertThat(areas.grow(stack.top - 6 * PAGE)).isTrue();
        assertThat(areas.rights(stack.top - PAGE - 8)).isEqualTo(Areas.NONE);
        assertThat(areas.rights(stack.top - 6 * PAGE)).isEqualTo(READ_WRITE);
    }

    /** However it is touched, it has grown to the lowest page touched, and has that and all above. */
    @Test
    void hasAllDownToTheLowestPageTouched() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Areas areas = new Areas(PAGE);
            StackArea stack = areas.addStack(LIMIT, GUARD);
            long lowest = stack.top;
            for (int i = 0; i < 20; i++) {
                long address = stack.bottom + random.nextLong(LIMIT);
                long page = address / PAGE * PAGE;
                assertThat(areas.grow(address)).as("seed %d", seed).isEqualTo(page < lowest);
                lowest = Math.min(lowest, page);
                assertThat(areas.bytes()).as("seed %d", seed).isEqualTo(stack.top - lowest);
                assertThat(areas.stackBytes()).isEqualTo(stack.top - lowest);
                long other = stack.bottom + random.nextLong(LIMIT);
                assertThat(areas.rights(other))
                        .as("seed %d", seed)
                        .isEqualTo(other >= lowest ? READ_WRITE : Areas.NONE);
            }
        }
    }

    /** The stack's pages are swapped like others, and are counted while they are in memory. */
    @Test
    void itsPagesComeAndGo() {
        Rig rig = new Rig(new Shape().frames(6));
        Process process = rig.process("p", List.of(new Area("data", Rig.AREA, 8 * PAGE)), 12);
        rig.memory.addStack(Objects.requireNonNull(process.space()), LIMIT, GUARD);
        Steps steps = new Steps();
        for (int i = 1; i <= 12; i++) {
            steps.store(CallStack.TOP - (long) i * PAGE);
        }
        for (int i = 12; i > 0; i--) {
            steps.load(CallStack.TOP - (long) i * PAGE);
        }
        rig.thread(process, steps, 0);
        rig.run();

        assertThat(process.end()).isEqualTo(Process.EXIT);
        assertThat(process.majorFaults).isPositive();
        assertThat(rig.value("process.p", "stack_bytes")).isEqualTo(12 * PAGE);
    }
}
