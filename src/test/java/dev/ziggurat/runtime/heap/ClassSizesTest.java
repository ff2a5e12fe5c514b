package dev.ziggurat.runtime.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClassSizesTest {
    private static final long LARGEST = 256 << 10;

    private final ClassSizes sizes = new ClassSizes(LARGEST);

    @Test
    void everySizeHasTheSmallestClassThatHoldsIt() {
        for (long bytes = 1; bytes <= LARGEST; bytes++) {
            int of = sizes.classOf(bytes);
            assertThat(sizes.size(of)).isGreaterThanOrEqualTo(bytes).isEqualTo(ClassSizes.roundUp(bytes));
            assertThat(of == 1 || sizes.size(of - 1) < bytes).isTrue();
        }
        assertThat(sizes.classOf(LARGEST + 1)).isZero();
    }

    /** The table of entries is finer than the classes: all sizes of an entry have one class. */
    @Test
    void allSizesOfAnEntryHaveOneClass() {
        for (long bytes = 1; bytes <= LARGEST; bytes++) {
            long entry = ClassSizes.entry(bytes);
            assertThat(ClassSizes.largestOf(entry)).isGreaterThanOrEqualTo(bytes);
            assertThat(sizes.classOf(ClassSizes.largestOf(entry))).isEqualTo(sizes.classOf(bytes));
        }
    }

    @Test
    void lessThanAnEighthOfASpanIsLeftOver() {
        for (int of = 1; of <= sizes.count(); of++) {
            long left = sizes.span(of) - sizes.blocks(of) * sizes.size(of);
            assertThat(left).isBetween(0L, sizes.span(of) / 8);
            assertThat(sizes.span(of) % ClassSizes.PAGE).isZero();
            assertThat(sizes.moved(of)).isBetween(2, 32);
        }
        assertThat(sizes.moved(sizes.classOf(1024))).isEqualTo(32);
        assertThat(sizes.moved(sizes.classOf(8192))).isEqualTo(8);
    }

    @Test
    void anAlignmentIsThatOfTheClass() {
        assertThat(sizes.size(sizes.aligned(100, 64))).isEqualTo(128);
        assertThat(sizes.size(sizes.aligned(200, 64))).isEqualTo(256);
        assertThat(sizes.size(sizes.aligned(5000, 4096))).isEqualTo(8192);
        assertThat(sizes.aligned(10, 16384)).isZero();
    }
}
