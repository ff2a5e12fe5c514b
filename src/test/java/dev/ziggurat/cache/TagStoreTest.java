package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TagStoreTest {
    /** Random shapes and lines, many of which share a partial tag, against a map from line to position. */
    @Test
    void linesAreWhereAMapSaysTheyAre() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int sets = 1 + random.nextInt(9);
            int ways = 1 + random.nextInt(32);
            TagStore store = new TagStore(sets, ways);
            Map<Long, Integer> where = new HashMap<>();
            long[] held = new long[sets * ways];
            boolean[] full = new boolean[sets * ways];
            for (int i = 0; i < 1_000; i++) {
                long line = random.nextInt(4) == 0 ? random.nextLong() >>> 4 : random.nextInt(3 * sets * ways + 1);
                int set = (int) Long.remainderUnsigned(line, sets);
                String what = "seed " + seed + " step " + i + ", line " + line;

                assertThat(store.setOf(line)).as(what).isEqualTo(set);
                assertThat(store.find(set, line)).as(what).isEqualTo(where.getOrDefault(line, TagStore.ABSENT));
                assertThat(store.emptyWay(set)).as(what).isEqualTo(firstEmpty(full, set, ways));
                if (where.containsKey(line)) {
                    if (random.nextInt(3) == 0) {
                        int position = where.remove(line);
                        store.remove(position);
                        full[position] = false;
                    }
                    continue;
                }
                int position = set * ways + random.nextInt(ways);
                if (full[position]) {
                    where.remove(held[position]);
                }
                store.install(position, line, TagStore.NONE);
                where.put(line, position);
                held[position] = line;
                full[position] = true;
                assertThat(store.line(position)).as(what).isEqualTo(line);
            }
        }
    }

    private static int firstEmpty(boolean[] full, int set, int ways) {
        for (int way = 0; way < ways; way++) {
            if (!full[set * ways + way]) {
                return way;
            }
        }
        return TagStore.ABSENT;
    }

    @Test
    void dirtAndFillAreTheirOwn() {
        TagStore store = new TagStore(2, 3);
        int last = TagStore.MOST_FILLS - 2;
        store.install(4, 7, last);
        assertThat(store.dirty(4)).isFalse();
        assertThat(store.fill(4)).isEqualTo(last);

        store.soil(4);
        assertThat(store.fill(4)).isEqualTo(last);
        store.filled(4);
        assertThat(store.fill(4)).isEqualTo(TagStore.NONE);
        assertThat(store.dirty(4)).isTrue();

        store.install(4, 8, 0);
        assertThat(store.dirty(4)).isFalse();
        assertThat(store.fill(4)).isZero();
        store.soil(4);
        store.clean(4);
        assertThat(store.dirty(4)).isFalse();
        assertThat(store.fill(4)).isZero();
        store.remove(4);
        assertThat(store.fill(4)).isEqualTo(TagStore.NONE);
    }
}
