package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.stats.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On random hierarchies every load sees the newest version of its line, a line has one writer or many readers at every step, and every list
 * of marks closes.
 */
final class CoherenceLawTest {
    private static final int FEW = 150;
    private static final int MANY = 5_000;

    @Test
    void everyLoadSeesTheNewestVersion() {
        check(0, FEW);
    }

    @Tag("slow")
    @Test
    void everyLoadSeesTheNewestVersionOnManyHierarchies() {
        check(FEW, MANY);
    }

    private static void check(long from, long to) {
        long loads = 0;
        long stores = 0;
        for (long seed = from; seed < to; seed++) {
            try {
                CoherentRig rig = new CoherentRig(seed, 400);
                rig.run();
                Statistics statistics = new Statistics();
                rig.describe(statistics);
                statistics.checkLaws();
                loads += rig.loads;
                stores += rig.stores;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(loads).isGreaterThan((to - from) * 100);
        assertThat(stores).isGreaterThan((to - from) * 50);
    }
}
