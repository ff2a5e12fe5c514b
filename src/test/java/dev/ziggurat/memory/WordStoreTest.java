package dev.ziggurat.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WordStoreTest {
    private final WordStore words = new WordStore();

    @Test
    void whatWasNeverWrittenIsZeroAndTakesNoPage() {
        assertThat(words.read(0x1234_5678)).isZero();
        assertThat(words.read(-8)).isZero();
        words.zero(0x1000, 1 << 20);
        assertThat(words.pages()).isZero();
    }

    @Test
    void pageIsMadeOnFirstWrite() {
        words.write(0x1000, 7);
        words.write(0x1ff8, 8);
        assertThat(words.pages()).isEqualTo(1);
        words.write(0x2000, 9);
        assertThat(words.pages()).isEqualTo(2);
    }

    @Test
    void addressesUseAll64Bits() {
        long[] addresses = {0, 1L << 32, 1L << 44, 1L << 52, 1L << 63, -8, Long.MAX_VALUE - 7};
        for (int i = 0; i < addresses.length; i++) {
            words.write(addresses[i], i + 1);
        }
        for (int i = 0; i < addresses.length; i++) {
            assertThat(words.read(addresses[i])).isEqualTo(i + 1);
        }
    }

    @Test
    void addressThatIsNoMultipleOf8IsRefused() {
        assertThatThrownBy(() -> words.read(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> words.write(9, 1)).hasMessageContaining("0x9");
    }

    @Test
    void zeroReachesOverPagesAndNoFurther() {
        for (long address = 0; address < 0x4000; address += 8) {
            words.write(address, 1);
        }
        words.zero(0xff8, 0x2010);
        assertThat(words.read(0xff0)).isEqualTo(1);
        assertThat(words.read(0xff8)).isZero();
        assertThat(words.read(0x3000)).isZero();
        assertThat(words.read(0x3008)).isEqualTo(1);
    }

    @Test
    void wordsAreWhatAMapSaysTheyAre() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            WordStore store = new WordStore();
            Map<Long, Long> map = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                long page =
                        random.nextInt(3) == 0 ? random.nextLong(1 << 20) : random.nextLong() >>> random.nextInt(60);
                long address = (page << 12) | (random.nextInt(16) << 3);
                if (random.nextInt(20) == 0) {
                    store.zero(address, 16);
                    map.remove(address);
                    map.remove(address + 8);
                } else if (random.nextBoolean()) {
                    long word = random.nextLong();
                    store.write(address, word);
                    map.put(address, word);
                }
                assertThat(store.read(address)).as("seed " + seed).isEqualTo(map.getOrDefault(address, 0L));
            }
            for (Map.Entry<Long, Long> each : map.entrySet()) {
                assertThat(store.read(each.getKey())).as("seed " + seed).isEqualTo(each.getValue());
            }
        }
    }
}
