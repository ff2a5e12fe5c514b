package dev.ziggurat.runtime.gc.g1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import org.junit.jupiter.api.Test;

/** How large the young become, and the regions. */
final class G1PolicyTest {
    private static final long MIB = 1 << 20;
    private static final int REGIONS = 100;
    private static final int ENOUGH = 10;

    private static Share percent(int percent) {
        return new Share(Share.WHOLE / 100 * percent);
    }

    private static G1Policy policy(long goal) {
        return new G1Policy(
                new G1Heap(Places.HEAP, REGIONS * MIB, MIB),
                new G1Policy.Keys(goal, percent(5), percent(60), percent(45)));
    }

    /** Pauses that cost 1000 whatever they do, 10 a card, 2 for each of the 1000 B that a region has left, and 500 a region. */
    private static G1Policy.Costs costs() {
        G1Policy.Costs costs = new G1Policy.Costs();
        costs.other = 1000;
        costs.cards = 50;
        costs.scanning = 500;
        costs.regions = 4;
        costs.releasing = 2000;
        costs.used = 4 * MIB;
        costs.copied = 4000;
        costs.copying = 8000;
        return costs;
    }

    private static void learn(G1Policy policy) {
        learn(policy, costs(), ENOUGH);
    }

    private static void learn(G1Policy policy, G1Policy.Costs costs, int times) {
        for (int i = 0; i < times; i++) {
            policy.learn(costs);
        }
    }

    @Test
    void theYoungHaveAsManyRegionsAsReachTheGoal() {
        // 1000 + 50 cards of 10 + 2500 for each region.
        for (int regions = 6; regions < 40; regions++) {
            G1Policy policy = policy(1500 + 2500L * regions + 100);
            learn(policy);
            assertThat(policy.eden(REGIONS, 2, false)).isEqualTo(regions - 2);
            policy.begin(regions, false);
            assertThat(policy.predicted()).isCloseTo(1500 + 2500L * regions, within(1L));
        }
    }

    @Test
    void betweenTheLeastAndTheMostAndWithAReserve() {
        G1Policy policy = policy(1);
        assertThat(policy.eden(REGIONS, 0, false)).as("nothing is known").isEqualTo(5);
        learn(policy);
        assertThat(policy.eden(REGIONS, 0, false)).isEqualTo(5);
        G1Policy slow = policy(1_000_000_000);
        learn(slow);
        assertThat(slow.eden(REGIONS, 0, false)).isEqualTo(60);
        assertThat(slow.eden(30, 0, false))
                .as("10 are the reserve, and copies need room")
                .isEqualTo(19);
        assertThat(slow.eden(REGIONS, 0, true))
                .as("mixed collections come soon")
                .isEqualTo(5);
        assertThat(slow.eden(3, 0, false)).as("the last ones of the reserve").isEqualTo(1);
    }

    @Test
    void aMixedCollectionTakesAnEighthAndMoreWithinTheGoal() {
        G1Policy policy = policy(20_000);
        learn(policy);
        policy.candidates(16);
        policy.begin(5, true);
        assertThat(policy.takes(1, 100_000, 0)).as("too dear, but needed").isTrue();
        assertThat(policy.takes(2, 100_000, 0)).isFalse();
        assertThat(policy.takes(2, 1000, 10)).isTrue();
        assertThat(policy.takes(10, 0, 0)).as("a tenth of the heap").isFalse();
    }

    /** Mixed collections that scan ten times as many cards, each for ten times as long, and take 900 for a region. */
    @Test
    void whatMixedCollectionsCostIsLearnedApart() {
        G1Policy policy = policy(20_000);
        learn(policy);
        long eden = policy.eden(REGIONS, 2, false);
        G1Policy.Costs mixed = costs();
        mixed.mixed = true;
        mixed.cards = 500;
        mixed.scanning = 50_000;
        mixed.releasing = 3600;
        learn(policy, mixed, 2);
        policy.begin(5, true);
        assertThat(policy.predicted()).as("two are not enough").isCloseTo(1500 + 2500 * 5, within(1L));
        learn(policy, mixed, ENOUGH);
        assertThat(policy.eden(REGIONS, 2, false)).isEqualTo(eden);
        policy.begin(5, true);
        assertThat(policy.predicted()).as("50 cards of 100").isCloseTo(1000 + 5000 + 2500 * 5, within(1L));
        policy.took(1000, 10);
        assertThat(policy.predicted()).isCloseTo(18_500 + 2000 + 1000 + 900, within(1L));
        policy.begin(5, false);
        assertThat(policy.predicted()).isCloseTo(1500 + 2500 * 5, within(1L));
    }

    @Test
    void anAverageForgetsThreeTenthsOfThePast() {
        G1Average average = new G1Average();
        average.add(100);
        assertThat(average.predict()).as("100 and half of the twofold").isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            average.add(100);
        }
        assertThat(average.predict()).isEqualTo(100);
        average.add(200);
        assertThat(average.average()).isCloseTo(130, within(1e-9));
        assertThat(average.predict()).isCloseTo(130 + 0.5 * Math.sqrt(0.3 * 70 * 70), within(1e-9));
    }

    @Test
    void regionsAsHotSpotChoosesThemAndSmallerOnesForSmallHeaps() {
        assertThat(region(64 * MIB)).isEqualTo(MIB);
        assertThat(region(2048 * MIB)).isEqualTo(MIB);
        assertThat(region(5120 * MIB)).isEqualTo(4 * MIB);
        assertThat(region(100 * 1024 * MIB)).isEqualTo(32 * MIB);
        assertThat(region(4 * MIB)).isEqualTo(MIB / 8);
        assertThat(region(160 << 10)).isEqualTo(4 << 10);
        assertThat(region(16 << 10)).isEqualTo(1 << 10);
        assertThatThrownBy(() -> G1Regions.size(new ByteSize(3 << 10), new ByteSize(MIB)))
                .isInstanceOf(SpecException.class);
    }

    private static long region(long heap) {
        return G1Regions.size(null, new ByteSize(heap)).bytes();
    }
}
