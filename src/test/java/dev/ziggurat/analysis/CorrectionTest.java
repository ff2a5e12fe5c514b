package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two corrections for many comparisons. */
final class CorrectionTest {
    /** The fifteen p values of section 4 of Benjamini and Hochberg (1995), from K.-L. Neuhaus and others, 1992. */
    private static final double[] THROMBOLYSIS = {
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0000
    };

    private static long significant(double... adjusted) {
        return Arrays.stream(adjusted).filter(p -> p <= 0.05).count();
    }

    /** "The four null hypotheses" that the new procedure rejects at 0.05; control of the familywise error rejects three. */
    @Test
    void findsWhatBenjaminiAndHochbergFound() {
        assertThat(significant(BenjaminiHochberg.adjusted(THROMBOLYSIS))).isEqualTo(4);
        assertThat(significant(Holm.adjusted(THROMBOLYSIS))).isEqualTo(3);
    }

    /** R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02, "BH" 0.02 0.04 0.04 0.02. */
    @Test
    void agreesWithR() {
        double[] p = {0.01, 0.04, 0.03, 0.005};
        assertThat(Holm.adjusted(p)).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(BenjaminiHochberg.adjusted(p)).containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-15));
        assertThat(p).containsExactly(0.01, 0.04, 0.03, 0.005);
    }

    /** Reject step by step as the papers' procedures do, for every level; the adjusted p value is the least level that rejects. */
    @Test
    void rejectsAsThePublishedStepsDo() {
        for (int seed = 0; seed < 300; seed++) {
            Well19937c random = new Well19937c(seed);
            double[] p = new double[1 + seed % 12];
            for (int i = 0; i < p.length; i++) {
                // Coarse, so that ties occur.
                p[i] = random.nextInt(50) / 200.0;
            }
            double level = 0.001 + random.nextInt(100) / 401.0;
            assertThat(significantAt(level, Holm.adjusted(p)))
                    .as("seed %d", seed)
                    .isEqualTo(holm(level, p));
            assertThat(significantAt(level, BenjaminiHochberg.adjusted(p)))
                    .as("seed %d", seed)
                    .isEqualTo(benjaminiHochberg(level, p));
        }
    }

    private static long significantAt(double level, double... adjusted) {
        return Arrays.stream(adjusted).filter(p -> p <= level).count();
    }

    private static long holm(double level, double... p) {
        double[] sorted = Arrays.stream(p).sorted().toArray();
        int k = 0;
        while (k < sorted.length && sorted[k] <= level / (sorted.length - k)) {
            k++;
        }
        return k;
    }

    private static long benjaminiHochberg(double level, double... p) {
        double[] sorted = Arrays.stream(p).sorted().toArray();
        int k = sorted.length;
        while (k > 0 && sorted[k - 1] > level * k / sorted.length) {
            k--;
        }
        return k;
    }

    @Test
    void aSingleComparisonStaysAsItIs() {
        assertThat(Holm.adjusted(0.03)).containsExactly(0.03);
        assertThat(BenjaminiHochberg.adjusted(0.03)).containsExactly(0.03);
    }

    @Test
    void noComparisonsGiveNone() {
        assertThat(Holm.adjusted()).isEmpty();
        assertThat(BenjaminiHochberg.adjusted()).isEmpty();
    }

    @Test
    void neverPassesOne() {
        assertThat(Holm.adjusted(1, 0.9, 0.8)).containsExactly(1, 1, 1);
        assertThat(BenjaminiHochberg.adjusted(1, 0.9, 0.8)).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void whatIsNoProbabilityIsRefused(double p) {
        assertThatThrownBy(() -> Holm.adjusted(0.5, p)).hasMessageContaining("p value 2 of 2 is " + p);
        assertThatThrownBy(() -> BenjaminiHochberg.adjusted(p)).isInstanceOf(IllegalArgumentException.class);
    }
}
