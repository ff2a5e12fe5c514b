package dev.ziggurat.os.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kernel relies on, kept by every allocator, and what their names say. */
final class FrameAllocatorLawsTest {
    private static final int HUGE = 1 << FrameAllocator.HUGE;

    private record Run(long frame, int order) {}

    static List<FrameAllocatorSpec> specs() {
        return List.of(
                new SequentialFrames.Spec(),
                new RandomFrames.Spec(),
                new BuddyFrames.Spec(null),
                new BuddyFrames.Spec(13),
                new BuddyFrames.Spec(9));
    }

    private static FrameAllocator create(FrameAllocatorSpec spec, long frames) {
        return spec.create(frames, RandomStream.of(3, "os.frames"));
    }

    /** Runs are aligned, within the memory and never overlap; free + used = total; all can be had, and had again after all came back. */
    @ParameterizedTest
    @MethodSource("specs")
    void noFrameIsLostOrGivenTwice(FrameAllocatorSpec spec) {
        for (long seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int frames = 1 + random.nextInt(6 * HUGE);
            FrameAllocator allocator = create(spec, frames);
            BitSet taken = new BitSet();
            List<Run> runs = new ArrayList<>();
            for (int step = 0; step < 4_000; step++) {
                boolean frees = random.nextInt(100) < 40 && !runs.isEmpty();
                if (frees) {
                    release(allocator, taken, runs.remove(random.nextInt(runs.size())));
                } else {
                    take(allocator, taken, runs, random.nextInt(50) == 0 ? FrameAllocator.HUGE : 0);
                }
                assertThat(allocator.used()).as("seed %d", seed).isEqualTo(taken.cardinality());
                assertThat(allocator.free() + allocator.used())
                        .as("seed %d", seed)
                        .isEqualTo(frames);
            }
            runs.forEach(run -> release(allocator, taken, run));
            for (int i = 0; i < frames / HUGE; i++) {
                assertThat(allocator.allocate(FrameAllocator.HUGE)).isNotEqualTo(FrameAllocator.NONE);
            }
            for (int i = 0; i < frames % HUGE; i++) {
                assertThat(allocator.allocate(0)).isNotEqualTo(FrameAllocator.NONE);
            }
            assertThat(allocator.allocate(0)).isEqualTo(FrameAllocator.NONE);
            assertThat(allocator.free()).isZero();
        }
    }

    private static void take(FrameAllocator allocator, BitSet taken, List<Run> runs, int order) {
        long frame = allocator.allocate(order);
        if (frame == FrameAllocator.NONE) {
            return;
        }
        int first = Math.toIntExact(frame);
        int behind = first + (1 << order);
        assertThat(first % (1 << order)).isZero();
        assertThat(behind).isLessThanOrEqualTo(Math.toIntExact(allocator.total()));
        int next = taken.nextSetBit(first);
        assertThat(next < 0 || next >= behind)
                .as("frame %d is given twice", next)
                .isTrue();
        taken.set(first, behind);
        runs.add(new Run(frame, order));
    }

    private static void release(FrameAllocator allocator, BitSet taken, Run run) {
        allocator.free(run.frame, run.order);
        taken.clear(Math.toIntExact(run.frame), Math.toIntExact(run.frame) + (1 << run.order));
    }

    @Test
    void sequentialTakesTheLowest() {
        FrameAllocator frames = create(new SequentialFrames.Spec(), 4 * HUGE + 3);
        for (int frame = 0; frame < 5; frame++) {
            assertThat(frames.allocate(0)).isEqualTo(frame);
        }
        frames.free(3, 0);
        frames.free(1, 0);

        assertThat(frames.allocate(FrameAllocator.HUGE)).isEqualTo(HUGE);
        assertThat(frames.allocate(0)).isEqualTo(1);
        assertThat(frames.allocate(0)).isEqualTo(3);
        assertThat(frames.allocate(0)).isEqualTo(5);
        frames.free(HUGE, FrameAllocator.HUGE);
        assertThat(frames.allocate(FrameAllocator.HUGE)).isEqualTo(HUGE);
    }

    /** Each of 20 is taken 1000 times on average; a standard deviation is 31. */
    @Test
    void randomTakesEachFreeFrameAboutAsOften() {
        FrameAllocator frames = create(new RandomFrames.Spec(), 30);
        for (int i = 0; i < 10; i++) {
            frames.allocate(0);
        }
        int[] taken = new int[30];
        for (int i = 0; i < 20_000; i++) {
            long frame = frames.allocate(0);
            taken[(int) frame]++;
            frames.free(frame, 0);
        }

        assertThat(Arrays.stream(taken).filter(count -> count > 0).count()).isEqualTo(20);
        assertThat(Arrays.stream(taken).boxed()).allMatch(count -> count == 0 || (count > 880 && count < 1120));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void whatIsNotAllocatedCannotBeFreed(FrameAllocatorSpec spec) {
        FrameAllocator frames = create(spec, 2 * HUGE + 1);
        long frame = frames.allocate(0);
        frames.free(frame, 0);

        assertThatThrownBy(() -> frames.free(frame, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frames.free(2 * HUGE + 1, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frames.free(-1, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> create(spec, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(frames.free()).isEqualTo(frames.total());
    }

    /** Single frames are no run, and a run is no single frames; who tries has changed nothing. */
    @ParameterizedTest
    @MethodSource("specs")
    void framesAreFreedAsTheyWereAllocated(FrameAllocatorSpec spec) {
        FrameAllocator frames = create(spec, 2 * HUGE);
        long run = frames.allocate(FrameAllocator.HUGE);
        long other = (run + HUGE) % (2 * HUGE);
        for (int i = 0; i < HUGE; i++) {
            frames.allocate(0);
        }

        assertThatThrownBy(() -> frames.free(run, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frames.free(other, FrameAllocator.HUGE)).isInstanceOf(IllegalStateException.class);
        frames.free(other + 5, 0);
        assertThatThrownBy(() -> frames.free(other, FrameAllocator.HUGE)).isInstanceOf(IllegalStateException.class);
        assertThat(frames.used()).isEqualTo(2 * HUGE - 1);
        assertThat(frames.free()).isEqualTo(1);
        frames.free(run, FrameAllocator.HUGE);
        assertThat(frames.used()).isEqualTo(HUGE - 1);
    }

    @Test
    void sequentialKnowsTwoLengths() {
        FrameAllocator frames = create(new SequentialFrames.Spec(), 2 * HUGE);

        assertThatThrownBy(() -> frames.allocate(3)).hasMessageContaining("singly or by 512");
        assertThatThrownBy(() -> frames.free(5, FrameAllocator.HUGE)).hasMessageContaining("no run");
    }

    @Test
    void buddyRefusesImpossibleOrders() {
        assertThatThrownBy(() -> new BuddyFrames.Spec(31)).isInstanceOf(SpecException.class);
        assertThat(create(new BuddyFrames.Spec(4), 64).allocate(5)).isEqualTo(FrameAllocator.NONE);
    }

    @Test
    void whenNothingIsFreeAllOfItIsUnusable() {
        BuddyFrames buddy = new BuddyFrames.Spec(null).buddy(1);
        buddy.allocate(0);

        assertThat(buddy.unusablePermille(0)).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void statesThatNoFrameIsLost(FrameAllocatorSpec spec) {
        FrameAllocator frames = create(spec, 3 * HUGE);
        Statistics statistics = new Statistics();
        frames.describe(statistics.section("os"));
        frames.allocate(0);
        frames.allocate(FrameAllocator.HUGE);

        statistics.checkLaws();
        assertThat(frames.free()).isEqualTo(2 * HUGE - 1);
    }

    @Test
    void buddyCountsSplitsAndMerges() {
        BuddyFrames buddy = new BuddyFrames.Spec(3).buddy(8);
        Statistics statistics = new Statistics();
        buddy.describe(statistics.section("os"));
        long frame = buddy.allocate(1);
        buddy.free(frame, 1);

        Snapshot snapshot = statistics.snapshot(0);
        assertThat(snapshot.counter(new Term("os", "buddy_splits"))).isEqualTo(2);
        assertThat(snapshot.counter(new Term("os", "buddy_merges"))).isEqualTo(2);
    }

    /** 16 TiB of frames, a thousand of them used: the state is as large as what is used. */
    @ParameterizedTest
    @MethodSource("specs")
    void anUntouchedMemoryCostsNothing(FrameAllocatorSpec spec) {
        FrameAllocator frames = create(spec, 1L << 32);
        for (int i = 0; i < 1_000; i++) {
            frames.allocate(0);
        }

        assertThat(frames.allocate(FrameAllocator.HUGE) % HUGE).isZero();
        assertThat(frames.used()).isEqualTo(1_000 + HUGE);
        assertThat(frames.free()).isEqualTo((1L << 32) - 1_000 - HUGE);
    }
}
