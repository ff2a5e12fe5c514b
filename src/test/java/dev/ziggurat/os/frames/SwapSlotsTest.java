package dev.ziggurat.os.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SwapSlotsTest {
    private static long[] take(SwapSlots slots, int core, int count) {
        long[] taken = new long[count];
        for (int i = 0; i < count; i++) {
            taken[i] = slots.allocate(core);
        }
        return taken;
    }

    @Test
    void aCoreFillsItsClusterUpwards() {
        SwapSlots slots = new SwapSlots(100, 4, 2);

        assertThat(take(slots, 0, 2)).containsExactly(0, 1);
        assertThat(take(slots, 1, 2)).containsExactly(4, 5);
        assertThat(take(slots, 0, 3)).containsExactly(2, 3, 8);
        assertThat(take(slots, 1, 3)).containsExactly(6, 7, 12);
    }

    @Test
    void whatIsFreedBehindTheCoreWaitsForTheClusterToBeFree() {
        SwapSlots slots = new SwapSlots(100, 4, 1);
        take(slots, 0, 6);
        slots.free(4);
        slots.free(1);

        assertThat(take(slots, 0, 3)).containsExactly(6, 7, 8);
        for (long slot : new long[] {0, 2, 3}) {
            slots.free(slot);
        }
        assertThat(take(slots, 0, 4)).containsExactly(9, 10, 11, 0);
    }

    @Test
    void theClusterThatACoreFillsIsNobodyElses() {
        SwapSlots slots = new SwapSlots(100, 4, 2);
        take(slots, 0, 1);
        slots.free(0);

        assertThat(take(slots, 1, 1)).containsExactly(4);
        assertThat(take(slots, 0, 1)).containsExactly(1);
    }

    @Test
    void withoutAFreeClusterTheLowestFreeSlotIsTaken() {
        SwapSlots slots = new SwapSlots(10, 4, 1);
        take(slots, 0, 10);
        slots.free(9);
        slots.free(2);
        slots.free(6);

        assertThat(slots.free()).isEqualTo(3);
        assertThat(take(slots, 0, 4)).containsExactly(2, 6, 9, SwapSlots.NONE);
        assertThat(slots.used()).isEqualTo(slots.total());
    }

    @Test
    void noSlotIsLostOrGivenTwice() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int total = 1 + random.nextInt(300);
            int cores = 1 + random.nextInt(4);
            SwapSlots slots = new SwapSlots(total, 1 + random.nextInt(40), cores);
            List<Long> used = new ArrayList<>();
            Set<Long> once = new HashSet<>();
            for (int step = 0; step < 2_000; step++) {
                if (random.nextInt(100) < 45 && !used.isEmpty()) {
                    long slot = used.remove(random.nextInt(used.size()));
                    once.remove(slot);
                    slots.free(slot);
                    assertThat(slots.inUse(slot)).isFalse();
                } else {
                    long slot = slots.allocate(random.nextInt(cores));
                    assertThat(slot == SwapSlots.NONE).as("seed %d", seed).isEqualTo(used.size() == total);
                    if (slot != SwapSlots.NONE) {
                        assertThat(once.add(slot))
                                .as("seed %d: slot %d twice", seed, slot)
                                .isTrue();
                        assertThat(slots.inUse(slot)).isTrue();
                        used.add(slot);
                    }
                }
                assertThat(slots.used()).isEqualTo(used.size());
                assertThat(slots.free() + slots.used()).isEqualTo(total);
            }
        }
    }

    @Test
    void statesThatNoSlotIsLost() {
        SwapSlots slots = new SwapSlots(10, 4, 1);
        Statistics statistics = new Statistics();
        slots.describe(statistics.section("os"));
        take(slots, 0, 7);

        statistics.checkLaws();
        assertThat(slots.free()).isEqualTo(3);
    }

    @Test
    void refusesWhatIsNotInUse() {
        SwapSlots slots = new SwapSlots(10, SwapSlots.LINUX_CLUSTER, 1);

        assertThatThrownBy(() -> slots.free(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> slots.free(10)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SwapSlots(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
