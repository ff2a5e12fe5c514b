package dev.ziggurat.analysis;

import static dev.ziggurat.analysis.Pareto.Direction.LESS;
import static dev.ziggurat.analysis.Pareto.Direction.MORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

final class ParetoTest {
    @Test
    void keepsWhatIsBestInOneWayOrInBetween() {
        double[][] points = {{6, 5}, {2, 3}, {14, 4}, {8, 5}, {10, 1}};
        assertThat(Pareto.front(points, MORE, LESS)).isEqualTo(new Pareto.Front(List.of(2, 4), List.of()));
    }

    @Test
    void withOneObjectiveOnlyTheBestRemain() {
        double[][] points = {{3}, {1}, {2}, {1}};
        assertThat(Pareto.front(points, LESS)).isEqualTo(new Pareto.Front(List.of(1, 3), List.of(List.of(1, 3))));
        assertThat(Pareto.front(points, MORE).members()).containsExactly(0);
    }

    @Test
    void aTieInOneObjectiveIsDecidedByTheOther() {
        double[][] points = {{1, 2}, {1, 1}, {0, 3}};
        assertThat(Pareto.front(points, LESS, LESS).members()).containsExactly(1, 2);
    }

    @Test
    void equalPointsAreMembersTogetherAndSaidToBeEqual() {
        double[][] points = {{1, 2}, {2, 1}, {1, 2}, {3, 3}, {3, 3}, {2, 1}, {1, 2}};
        Pareto.Front front = Pareto.front(points, LESS, LESS);
        assertThat(front.members()).containsExactly(0, 1, 2, 5, 6);
        assertThat(front.equal()).containsExactly(List.of(0, 2, 6), List.of(1, 5));
    }

    @Test
    void zeroHasOneSign() {
        assertThat(Pareto.front(new double[][] {{0.0}, {-0.0}}, MORE).equal()).containsExactly(List.of(0, 1));
    }

    @Test
    void aPointIsLeftOutIfAndOnlyIfAMemberIsBetter() {
        for (int seed = 0; seed < 200; seed++) {
            Well19937c random = new Well19937c(seed);
            double[][] points = new double[1 + seed % 30][3];
            for (double[] point : points) {
                for (int i = 0; i < 3; i++) {
                    point[i] = random.nextInt(6);
                }
            }
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < points.length; i++) {
                boolean beaten = false;
                for (double[] other : points) {
                    boolean asGood = other[0] <= points[i][0] && other[1] >= points[i][1] && other[2] <= points[i][2];
                    boolean equal = other[0] == points[i][0] && other[1] == points[i][1] && other[2] == points[i][2];
                    beaten |= asGood && !equal;
                }
                if (!beaten) {
                    expected.add(i);
                }
            }
            assertThat(Pareto.front(points, LESS, MORE, LESS).members())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void noPointsHaveAnEmptyFront() {
        assertThat(Pareto.front(new double[0][], LESS)).isEqualTo(new Pareto.Front(List.of(), List.of()));
    }

    @Test
    void whatIsNoPointIsRefused() {
        assertThatThrownBy(() -> Pareto.front(new double[][] {{1, 2}}, LESS))
                .hasMessage("a point of 2 values; there are 1 objectives");
        assertThatThrownBy(() -> Pareto.front(new double[][] {{Double.NaN}}, LESS))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Pareto.front(new double[][] {{}})).hasMessageContaining("no objectives");
    }
}
