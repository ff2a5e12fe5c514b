package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where gaps are after a collection, and which of them an object gets. */
final class MarkSweepTest {
    private static final long HEAP = 0x1_0000;
    private static final long END = HEAP + (16 << 10);
    private static final long HEADER = 16;

    private final Steps steps =
            new Steps("collector: {kind: mark-sweep, heap: 16 KiB, base: 65536, buffer: 0 B}, layout: {header: 16 B}");

    /** Makes eight objects of 32 B, and leaves a gap of two, one object, and a gap of one. */
    private void twoGaps() {
        for (int i = 0; i < 8; i++) {
            assertThat(steps.make(i, 16)).isEqualTo(HEAP + 32L * i);
        }
        steps.drop(1);
        steps.drop(2);
        steps.drop(4);
        steps.collect();
    }

    @Test
    void garbageBesideGarbageBecomesOneGapLinkedToTheNext() {
        twoGaps();

        assertThat(steps.word(HEAP + 32)).isEqualTo(ObjectModel.gap(64));
        assertThat(steps.word(HEAP + 32 + Sweep.LINK)).isEqualTo(HEAP + 128);
        assertThat(steps.word(HEAP + 128)).isEqualTo(ObjectModel.gap(32));
        assertThat(steps.word(HEAP + 128 + Sweep.LINK)).isEqualTo(HEAP + 256);
        assertThat(steps.word(HEAP + 256)).isEqualTo(ObjectModel.gap(END - HEAP - 256));
        assertThat(steps.word(HEAP + 256 + Sweep.LINK)).isZero();
    }

    @Test
    void anObjectGetsTheFirstGapThatHasRoomForIt() {
        twoGaps();

        assertThat(steps.make(1, 48 - HEADER)).isEqualTo(HEAP + 32);
        assertThat(steps.make(2, 32 - HEADER))
                .as("16 B are left of the first gap")
                .isEqualTo(HEAP + 128);
        assertThat(steps.make(3, 0)).isEqualTo(HEAP + 80);
        assertThat(steps.make(4, 0)).isEqualTo(HEAP + 256);
    }

    @Test
    void aGapOfOneWordIsInNoListAndGrowsWithItsNeighbour() {
        twoGaps();
        assertThat(steps.make(1, 56 - HEADER)).isEqualTo(HEAP + 32);
        assertThat(steps.make(2, 16 - HEADER))
                .as("one word is left of the first gap")
                .isEqualTo(HEAP + 128);
        steps.drop(0);
        steps.collect();

        assertThat(steps.word(HEAP)).isEqualTo(ObjectModel.gap(32));
        assertThat(steps.word(HEAP + 88)).isEqualTo(ObjectModel.gap(8));
        assertThat(steps.word(HEAP + Sweep.LINK)).isEqualTo(HEAP + 144);
        steps.drop(3);
        steps.collect();

        assertThat(steps.word(HEAP + 88)).isEqualTo(ObjectModel.gap(40));
    }

    @Test
    void aFullHeapIsCollectedAndOnlyThenThereIsNoMemory() {
        for (int i = 0; i < 2000; i++) {
            assertThat(steps.make(i % 256, 16))
                    .as("at most half of the heap lives")
                    .isNotEqualTo(Mutator.NONE);
        }
        steps.collect();
        for (int i = 0; i < 256; i++) {
            assertThat(steps.make(256 + i, 16)).isNotEqualTo(Mutator.NONE);
        }

        assertThat(steps.make(0, 16)).isEqualTo(Mutator.NONE);
    }
}
