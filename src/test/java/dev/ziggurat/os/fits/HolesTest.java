package dev.ziggurat.os.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HolesTest {
    private static final int SIZE = 200;

    private static List<Long> all(Holes holes) {
        List<Long> all = new ArrayList<>();
        for (int hole = 0; hole < holes.count(); hole++) {
            all.add(holes.start(hole));
            all.add(holes.end(hole));
        }
        return all;
    }

    @Test
    void whatComesFreeIsJoinedWithItsNeighbours() {
        Holes holes = new Holes(100);
        assertThat(holes.take(0, 30)).isZero();
        assertThat(holes.take(0, 30)).isEqualTo(30);
        assertThat(holes.take(0, 40)).isEqualTo(60);
        assertThat(holes.count()).isZero();
        assertThat(holes.fragmentation()).isZero();

        holes.giveBack(0, 30);
        holes.giveBack(60, 40);
        assertThat(all(holes)).containsExactly(0L, 30L, 60L, 100L);
        assertThat(holes.fragmentation()).isEqualTo(428_571);
        holes.giveBack(30, 30);
        assertThat(all(holes)).containsExactly(0L, 100L);
    }

    @Test
    void piecesOfTheMiddleOfAHoleCanBeTaken() {
        Holes holes = new Holes(100);

        assertThat(holes.takeAt(40, 20)).isTrue();
        assertThat(all(holes)).containsExactly(0L, 40L, 60L, 100L);
        assertThat(holes.takeAt(30, 11)).isFalse();
        assertThat(holes.takeAt(59, 1)).isFalse();
        assertThat(holes.takeAt(60, 41)).isFalse();
        assertThat(holes.at(39)).isZero();
        assertThat(holes.at(40)).isEqualTo(Holes.NONE);
        assertThat(holes.at(99)).isEqualTo(1);
        assertThat(holes.free()).isEqualTo(80);
    }

    @Test
    void whatIsFreeCannotComeFree() {
        Holes holes = new Holes(100);
        holes.takeAt(40, 20);

        assertThatThrownBy(() -> holes.giveBack(30, 11)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> holes.giveBack(59, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> holes.giveBack(40, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Holes(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fragmentationOfALargeMemoryKeepsItsDigits() {
        Holes holes = new Holes(1L << 50);
        holes.takeAt(1L << 48, 1L << 48);

        assertThat(holes.fragmentation()).isEqualTo(333_333);
    }

    /** A set of bytes, one by one, is the same memory. */
    @Test
    void isTheComplementOfWhatIsTaken() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Holes holes = new Holes(SIZE);
            BitSet taken = new BitSet();
            for (int step = 0; step < 200; step++) {
                int start = random.nextInt(SIZE);
                int bytes = 1 + random.nextInt(Math.min(20, SIZE - start));
                BitSet piece = taken.get(start, start + bytes);
                if (piece.isEmpty()) {
                    assertThat(holes.takeAt(start, bytes)).as("seed %d", seed).isTrue();
                    taken.set(start, start + bytes);
                } else if (piece.cardinality() == bytes) {
                    holes.giveBack(start, bytes);
                    taken.clear(start, start + bytes);
                } else {
                    assertThat(holes.takeAt(start, bytes)).as("seed %d", seed).isFalse();
                }
                assertThat(all(holes)).as("seed %d", seed).isEqualTo(complement(taken));
                assertThat(holes.free()).isEqualTo(SIZE - taken.cardinality());
            }
        }
    }

    private static List<Long> complement(BitSet taken) {
        List<Long> holes = new ArrayList<>();
        for (int at = taken.nextClearBit(0); at < SIZE; at = taken.nextClearBit(at + 1)) {
            int next = taken.nextSetBit(at);
            int end = next < 0 ? SIZE : next;
            holes.add((long) at);
            holes.add((long) end);
            at = end;
        }
        return holes;
    }
}
