package dev.ziggurat.cache.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The policies against what their names say, on random accesses to random shapes. */
final class PolicyLawsTest {
    private static final int STEPS = 600;

    /** One set as its definition: the ways in order, the next victim first. */
    private interface Order {
        void touched(List<Integer> order, Integer way);
    }

    @Test
    void lruEvictsTheWayUsedLongestAgo() {
        check(new Lru.Spec(), (order, way) -> {
            order.remove(way);
            order.add(way);
        });
    }

    @Test
    void fifoEvictsTheWayFilledLongestAgo() {
        check(new Fifo.Spec(), (order, way) -> {});
    }

    private static void check(ReplacementSpec spec, Order order) {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            CacheShape shape = new CacheShape(1 + random.nextInt(5), 1 + random.nextInt(32));
            ReplacementPolicy policy = spec.create(shape, RandomStream.of(seed, "r"));
            List<List<Integer>> sets = new ArrayList<>();
            for (int set = 0; set < shape.sets(); set++) {
                sets.add(new ArrayList<>());
                for (int way : shuffled(shape.ways(), random)) {
                    policy.filled(set, way);
                    sets.get(set).add(way);
                }
            }
            for (int i = 0; i < STEPS; i++) {
                int set = random.nextInt(shape.sets());
                List<Integer> naive = sets.get(set);
                Integer way = random.nextInt(shape.ways());
                if (random.nextInt(3) > 0) {
                    policy.touched(set, way);
                    order.touched(naive, way);
                    continue;
                }
                int free = random.nextInt(shape.ways());
                int pinnedFrom = random.nextInt(shape.ways());
                Pins pins = each -> each != free && each >= pinnedFrom;
                Integer expected = naive.stream()
                        .filter(each -> !pins.pinned(each))
                        .findFirst()
                        .orElseThrow();

                assertThat(policy.victim(set, pins))
                        .as("seed " + seed + " step " + i)
                        .isEqualTo(expected);
                policy.filled(set, expected);
                naive.remove(expected);
                naive.add(expected);
            }
        }
    }

    /** With one way more an LRU set holds all that it held before, so that it never misses more (Mattson et al., 1970). */
    @Test
    void lruSetsIncludeThoseWithFewerWays() {
        SplittableRandom random = new SplittableRandom(7);
        int[] trace = random.ints(5_000, 0, 60).map(line -> line * line / 60).toArray();
        boolean[] before = new boolean[trace.length];
        for (int ways = 1; ways <= 32; ways++) {
            boolean[] hits = hits(trace, ways);
            for (int i = 0; i < trace.length; i++) {
                assertThat(hits[i] || !before[i])
                        .as(ways + " ways, access " + i)
                        .isTrue();
            }
            before = hits;
        }
    }

    private static boolean[] hits(int[] trace, int ways) {
        ReplacementPolicy lru = new Lru.Spec().create(new CacheShape(1, ways), RandomStream.of(1, "r"));
        int[] lines = new int[ways];
        Arrays.fill(lines, -1);
        boolean[] hits = new boolean[trace.length];
        for (int i = 0; i < trace.length; i++) {
            int way = position(lines, trace[i]);
            hits[i] = way >= 0;
            if (way >= 0) {
                lru.touched(0, way);
                continue;
            }
            int empty = position(lines, -1);
            int victim = empty >= 0 ? empty : lru.victim(0, each -> false);
            lines[victim] = trace[i];
            lru.filled(0, victim);
        }
        return hits;
    }

    private static int position(int[] lines, int line) {
        for (int way = 0; way < lines.length; way++) {
            if (lines[way] == line) {
                return way;
            }
        }
        return -1;
    }

    @Test
    void randomDrawsEveryWayAboutAsOften() {
        for (int ways = 1; ways <= 32; ways++) {
            ReplacementPolicy policy =
                    new RandomReplacement.Spec().create(new CacheShape(2, ways), RandomStream.of(3, "r" + ways));
            int[] drawn = new int[ways];
            for (int i = 0; i < 1_000 * ways; i++) {
                int way = policy.victim(i & 1, each -> false);
                drawn[way]++;
                policy.filled(i & 1, way);
            }
            assertThat(Arrays.stream(drawn).boxed()).as(ways + " ways").allMatch(count -> count > 850 && count < 1150);
        }
    }

    @Test
    void randomGivesTheTurnOfAPinnedWayToTheNext() {
        ReplacementPolicy policy = new RandomReplacement.Spec().create(new CacheShape(1, 5), RandomStream.of(3, "r"));
        int drawn = policy.victim(0, way -> false);

        assertThat(policy.victim(0, way -> way == drawn)).isEqualTo((drawn + 1) % 5);
    }

    private static List<Integer> shuffled(int ways, SplittableRandom random) {
        List<Integer> order = new ArrayList<>();
        for (int way = 0; way < ways; way++) {
            order.add(random.nextInt(order.size() + 1), way);
        }
        return order;
    }
}
