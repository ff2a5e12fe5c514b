package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // absent keys are null
final class GupsTest {
    @Test
    void theSequenceIsThatOfHpcc() {
        long ran = 1;
        for (int i = 0; i < 200_000; i++) {
            if (i % 997 == 0 || i < 300) {
                assertThat(RandomAccessSequence.at(i)).as("index %d", i).isEqualTo(ran);
            }
            ran = (ran << 1) ^ (ran < 0 ? 7 : 0);
        }
        assertThat(RandomAccessSequence.at(63)).isEqualTo(1L << 63);
        assertThat(RandomAccessSequence.at(64)).isEqualTo(7);
        assertThat(RandomAccessSequence.at(127)).isEqualTo(0x8000_0000_0000_0009L);
    }

    /** HPCC's own way to a distant index: powers x^(2^i) of its matrix, then one bit of the index after another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 100, 1L << 20, 123_456_789_012_345L, 1317624576693539400L})
    void distantIndicesAreThoseOfHpccStarts(long n) {
        assertThat(RandomAccessSequence.at(n)).isEqualTo(starts(n));
    }

    private static long starts(long n) {
        long[] m2 = new long[64];
        long temp = 1;
        for (int i = 0; i < 64; i++) {
            m2[i] = temp;
            temp = RandomAccessSequence.after(RandomAccessSequence.after(temp));
        }
        int i = 62;
        while (i >= 0 && (n >> i & 1) == 0) {
            i--;
        }
        long ran = 2;
        while (i > 0) {
            temp = 0;
            for (int j = 0; j < 64; j++) {
                if ((ran >> j & 1) != 0) {
                    temp ^= m2[j];
                }
            }
            ran = temp;
            i--;
            if ((n >> i & 1) != 0) {
                ran = RandomAccessSequence.after(ran);
            }
        }
        return ran;
    }

    /** The period is (2^63 - 1) / 7 = 7 x 73 x 127 x 337 x 92737 x 649657; no proper part of it is one. */
    @Test
    void theSequenceReturnsAfterItsPeriodAndNotBefore() {
        assertThat(starts(RandomAccessSequence.PERIOD)).isEqualTo(1);
        for (long prime : new long[] {7, 73, 127, 337, 92_737, 649_657}) {
            assertThat(RandomAccessSequence.PERIOD % prime).isZero();
            assertThat(starts(RandomAccessSequence.PERIOD / prime)).isNotEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 128, 1024})
    void updatesAreThoseOfHpccInItsOrder(int lookAhead) {
        int words = 1024;
        List<Long> expected = new ArrayList<>();
        long[] ran = new long[lookAhead];
        for (int j = 0; j < lookAhead; j++) {
            ran[j] = 4L * words / lookAhead * j == 0 ? 1 : starts(4L * words / lookAhead * j);
        }
        for (int i = 0; i < 4 * words / lookAhead; i++) {
            for (int j = 0; j < lookAhead; j++) {
                ran[j] = (ran[j] << 1) ^ (ran[j] < 0 ? 7 : 0);
                expected.add(BASE + (ran[j] & (words - 1)) * 8);
            }
        }
        List<Seen> pass = take(new Gups.Spec(bytes("8 KiB"), lookAhead, null).create(random(1)), 4 * words);
        assertThat(pass).extracting(Seen::address).containsExactlyElementsOf(expected);
        assertThat(pass).allMatch(seen -> seen.kind() == Reference.Kind.MODIFY && seen.size() == 8);
    }

    /** With one generator a pass is the plain sequence, which begins 2, 4, 8, 16. */
    @Test
    void oneGeneratorRunsThroughThePowersOfTwo() {
        assertThat(take(new Gups.Spec(bytes("1 KiB"), 1, null).create(random(1)), 5))
                .extracting(seen -> (seen.address() - BASE) / 8)
                .containsExactly(2L, 4L, 8L, 16L, 32L);
    }

    @Test
    void refusesTablesThatAreNoPowerOfTwo() {
        assertThatThrownBy(() -> new Gups.Spec(bytes("3 MiB"), null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("2 MiB");
        assertThatThrownBy(() -> new Gups.Spec(bytes("8 B"), null, null)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Gups.Spec(bytes("1 MiB"), 3, null)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Gups.Spec(bytes("1 MiB"), 2048, null)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Gups.Spec(bytes("16 B"), 64, null)).isInstanceOf(SpecException.class);
    }
}
