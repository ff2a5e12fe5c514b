package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
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
                assertThat(store.find(set, line))
                        .as(what)
                        .isEqualTo(where.containsKey(line) ? where.get(line) - set * ways : TagStore.ABSENT);
                assertThat(store.emptyWay(set)).as(what).isEqualTo(firstEmpty(full, set, ways));
                if (where.containsKey(line)) {
                    if (random.nextInt(3) == 0) {
                        int position = where.remove(line);
                        store.remove(set, position - set * ways);
                        full[position] = false;
                    }
                    continue;
                }
                int position = set * ways + random.nextInt(ways);
                if (full[position]) {
                    where.remove(held[position]);
                }
                store.install(set, position - set * ways, line);
                where.put(line, position);
                held[position] = line;
                full[position] = true;
                assertThat(store.line(set, position - set * ways)).as(what).isEqualTo(line);
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
    void dirtAndFillAreEachWaysOwn() {
        for (int ways : new int[] {1, 8, 32, 33, 100}) {
            TagStore store = new TagStore(3, ways);
            BitSet dirty = new BitSet();
            BitSet pending = new BitSet();
            SplittableRandom random = new SplittableRandom(ways);
            for (int i = 0; i < 2_000; i++) {
                int set = random.nextInt(3);
                int way = random.nextInt(ways);
                int place = set * ways + way;
                switch (random.nextInt(6)) {
                    case 0 -> {
                        store.install(set, way, 7);
                        dirty.clear(place);
                        pending.clear(place);
                    }
                    case 1 -> {
                        store.soil(set, way);
                        dirty.set(place);
                    }
                    case 2 -> {
                        store.clean(set, way);
                        dirty.clear(place);
                    }
                    case 3 -> {
                        store.await(set, way);
                        pending.set(place);
                    }
                    case 4 -> {
                        store.filled(set, way);
                        pending.clear(place);
                    }
                    default -> {
                        store.remove(set, way);
                        dirty.clear(place);
                        pending.clear(place);
                    }
                }
                for (int each = 0; each < 3 * ways; each++) {
                    assertThat(store.dirty(each / ways, each % ways)).isEqualTo(dirty.get(each));
                    assertThat(store.pending(each / ways, each % ways)).isEqualTo(pending.get(each));
                }
            }
        }
    }
}
