package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class MorrisTest {
    private static List<Morris.Effect> effects(MorrisDesign design, ToDoubleFunction<double[]> model) {
        double[][] points = design.points();
        return Morris.effects(points, Arrays.stream(points).mapToDouble(model).toArray());
    }

    /** A. Saltelli and others, Global Sensitivity Analysis: The Primer, 2008, exercise 4, page 138: six trajectories of two factors. */
    @Test
    void agreesWithThePrimer() {
        double third = 1.0 / 3;
        double[][] points = {
            {0, third}, {0, 1}, {2 * third, 1},
            {0, third}, {2 * third, third}, {2 * third, 1},
            {2 * third, 0}, {2 * third, 2 * third}, {0, 2 * third},
            {third, 1}, {1, 1}, {1, third},
            {third, 1}, {third, third}, {1, third},
            {third, 2 * third}, {third, 0}, {1, 0}
        };
        double[] outputs = {
            0.97, 0.71, 2.39, 0.97, 2.30, 2.39, 1.87, 2.40, 0.87, 2.15, 1.71, 1.54, 2.15, 2.17, 1.54, 2.20, 1.87, 1.0
        };
        List<Morris.Effect> effects = Morris.effects(points, outputs);
        assertThat(effects.get(0).mu()).isCloseTo(0.66, within(0.01));
        assertThat(effects.get(0).muStar()).isCloseTo(1.62, within(0.01));
        assertThat(effects.get(0).sigma()).isCloseTo(1.79, within(0.01));
        assertThat(effects.get(1).mu()).isCloseTo(0.21, within(0.01));
        assertThat(effects.get(1).muStar()).isCloseTo(0.35, within(0.01));
        assertThat(effects.get(1).sigma()).isCloseTo(0.41, within(0.01));
    }

    /**
     * The function of section 5 of Morris (1991) with its twenty inputs, its small random coefficients left at 0. As he finds: inputs 1 to 7 act together or
     * not linearly, 8 to 10 linearly by twice their coefficient, 11 to 20 not at all.
     */
    @Test
    void findsWhatMorrisFound() {
        List<Morris.Effect> effects = effects(new MorrisDesign(20, 4, 10, 1), MorrisTest::twentyInputs);
        for (int i = 1; i <= 20; i++) {
            Morris.Effect effect = effects.get(i - 1);
            if (i <= 7) {
                assertThat(effect.muStar()).as("input %d", i).isGreaterThan(10);
                assertThat(effect.sigma()).as("input %d", i).isGreaterThan(10);
            } else if (i <= 10) {
                assertThat(effect.mu()).as("input %d", i).isCloseTo(40, within(1e-9));
                assertThat(effect.muStar()).as("input %d", i).isCloseTo(40, within(1e-9));
                assertThat(effect.sigma()).as("input %d", i).isCloseTo(0, within(1e-9));
            } else {
                assertThat(effect).as("input %d", i).isEqualTo(new Morris.Effect(0, 0, 0));
            }
        }
    }

    /** w = 2 (x - 1/2), but 2 (1.1 x / (x + 0.1) - 1/2) for inputs 3, 5 and 7. */
    private static double twentyInputs(double... x) {
        double[] w = new double[20];
        for (int i = 0; i < 20; i++) {
            boolean bent = i == 2 || i == 4 || i == 6;
            w[i] = 2 * ((bent ? 1.1 * x[i] / (x[i] + 0.1) : x[i]) - 0.5);
        }
        double y = 0;
        for (int i = 0; i < 10; i++) {
            y += 20 * w[i];
            for (int j = i + 1; j < 6; j++) {
                y -= 15 * w[i] * w[j];
                for (int l = j + 1; l < 5; l++) {
                    y -= 10 * w[i] * w[j] * w[l];
                    for (int s = l + 1; s < 4; s++) {
                        y += 5 * w[i] * w[j] * w[l] * w[s];
                    }
                }
            }
        }
        return y;
    }

    @Test
    void aProductActsByTheOtherFactor() {
        MorrisDesign design = new MorrisDesign(2, 4, 500, 3);
        Morris.Effect effect = effects(design, x -> x[0] * x[1]).get(0);
        // Its effect is the other's level, 0, 1/3, 2/3 or 1, each as likely.
        assertThat(effect.mu()).isCloseTo(0.5, within(0.05));
        assertThat(effect.sigma()).isCloseTo(Math.sqrt(5.0 / 36), within(0.02));
    }

    @Test
    void effectsOfBothSignsCancelInMuOnly() {
        Morris.Effect effect = effects(new MorrisDesign(2, 4, 500, 3), x -> (x[0] - 0.5) * (x[1] - 0.5))
                .get(0);
        assertThat(effect.mu()).isCloseTo(0, within(0.05));
        assertThat(effect.muStar()).isCloseTo(1.0 / 3, within(0.02));
    }

    @Test
    void eachStepMovesOneFactorByHalfTheGrid() {
        for (int seed = 0; seed < 50; seed++) {
            int factors = 1 + seed % 7;
            int levels = 2 + seed % 4 * 2;
            MorrisDesign design = new MorrisDesign(factors, levels, 3, seed);
            assertThat(design.size()).isEqualTo(3 * (factors + 1));
            for (int point = 0; point < design.size(); point++) {
                assertThat(Arrays.stream(design.levels(point)))
                        .as("seed %d", seed)
                        .allMatch(level -> level >= 0 && level < levels);
                if (point % (factors + 1) > 0) {
                    int[] before = design.levels(point - 1);
                    int[] after = design.levels(point);
                    int moved = 0;
                    for (int i = 0; i < factors; i++) {
                        moved += Math.abs(after[i] - before[i]);
                    }
                    assertThat(moved).as("seed %d", seed).isEqualTo(levels / 2);
                }
            }
        }
    }

    @Test
    void allLevelsAndOrdersComeEquallyOften() {
        MorrisDesign design = new MorrisDesign(3, 4, 6000, 9);
        int[] starts = new int[4];
        int[] first = new int[3];
        for (int point = 0; point < design.size(); point += 4) {
            starts[design.levels(point)[1]]++;
            for (int i = 0; i < 3; i++) {
                first[i] += design.levels(point)[i] != design.levels(point + 1)[i] ? 1 : 0;
            }
        }
        // Four standard deviations of a binomial count.
        assertThat(Arrays.stream(starts)).allMatch(count -> Math.abs(count - 1500) < 4 * Math.sqrt(1500 * 0.75));
        assertThat(Arrays.stream(first)).allMatch(count -> Math.abs(count - 2000) < 4 * Math.sqrt(2000 * 2 / 3.0));
    }

    @Test
    void equalSeedsGiveEqualDesigns() {
        assertThat(new MorrisDesign(5, 4, 4, 1).points()).isDeepEqualTo(new MorrisDesign(5, 4, 4, 1).points());
        assertThat(Arrays.deepEquals(new MorrisDesign(5, 4, 4, 1).points(), new MorrisDesign(5, 4, 4, 2).points()))
                .isFalse();
    }

    @Test
    void whatIsNoDesignIsRefused() {
        assertThat(new MorrisDesign(1, 2, 2, 1).size()).isEqualTo(4);
        assertThatThrownBy(() -> new MorrisDesign(3, 5, 4, 1)).hasMessageContaining("the levels are even");
        assertThatThrownBy(() -> new MorrisDesign(0, 4, 4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MorrisDesign(3, 4, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoTrajectoryIsRefused() {
        double[][] points = {{0, 0}, {1, 0}, {1, 1}, {0, 0}, {1, 1}, {1, 0}};
        assertThatThrownBy(() -> Morris.effects(points, new double[6])).hasMessageContaining("point 5 changes two");
        points[4] = new double[] {0, 0};
        assertThatThrownBy(() -> Morris.effects(points, new double[6])).hasMessageContaining("point 5 is equal");
        points[4] = new double[] {1, 0};
        points[5] = new double[] {0, 0};
        assertThatThrownBy(() -> Morris.effects(points, new double[6])).hasMessageContaining("changed before");
        assertThatThrownBy(() -> Morris.effects(points, new double[5])).hasMessageContaining("6 points with 5 outputs");
        assertThatThrownBy(() -> Morris.effects(new double[0][], new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Morris.effects(points, new double[] {1, 2, 3, 4, 5, Double.NaN}))
                .hasMessageContaining("NaN");
    }
}
