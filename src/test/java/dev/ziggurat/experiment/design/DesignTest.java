package dev.ziggurat.experiment.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which points each design has. */
final class DesignTest {
    private static final Factor A = factor(axis("a", "1", "2", "3"));
    private static final Factor B = factor(axis("b", "x", "y"));
    private static final Factor TOGETHER = factor(axis("c", "10", "20"), axis("d", "ten", "twenty"));

    static Axis axis(String path, String... values) {
        Origin nowhere = Origin.ofDefault();
        return new Axis(
                path,
                nowhere,
                Arrays.stream(values)
                        .map(each -> Value.of(path, nowhere, new Node.Scalar(nowhere, each)))
                        .toList());
    }

    private static Factor factor(Axis... axes) {
        return new Factor(List.of(axes));
    }

    private static List<String> written(DesignSpec design, Factor... factors) {
        return design.points(List.of(factors)).stream()
                .map(point ->
                        String.join(" ", point.stream().map(Value::written).toList()))
                .toList();
    }

    @Test
    void productHasAllCombinationsAndZippedAxesStayTogether() {
        assertThat(written(new Product.Spec(), B, TOGETHER))
                .containsExactly("x 10 ten", "x 20 twenty", "y 10 ten", "y 20 twenty");
        assertThat(written(new Product.Spec())).containsExactly("");
        assertThat(new Product.Spec().count(List.of(A, B, TOGETHER))).isEqualTo(12);
    }

    @Test
    void oneAtATimeChangesOneFactorFromTheFirstLevels() {
        assertThat(written(new OneAtATime.Spec(), A, B, TOGETHER))
                .containsExactly("1 x 10 ten", "2 x 10 ten", "3 x 10 ten", "1 y 10 ten", "1 x 20 twenty");
        assertThat(new OneAtATime.Spec().count(List.of(A, B, TOGETHER))).isEqualTo(5);
    }

    /** As many points as values: each value of each axis once. */
    @Test
    void latinHypercubeHasOnePointInEachPartOfEachAxis() {
        String[] values = IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new);
        Factor[] factors = {factor(axis("a", values)), factor(axis("b", values)), factor(axis("c", values))};
        for (long seed = 0; seed < 50; seed++) {
            List<List<Value>> points = new LatinHypercube.Spec(20, seed).points(List.of(factors));
            for (int factor = 0; factor < 3; factor++) {
                int column = factor;
                assertThat(points.stream().map(point -> point.get(column).written()))
                        .containsExactlyInAnyOrder(values);
            }
        }
    }

    @Test
    void latinHypercubeIsFixedByItsSeed() {
        Factor[] factors = {A, B, factor(axis("e", "1", "2", "3", "4", "5"))};

        assertThat(written(new LatinHypercube.Spec(8, 5L), factors))
                .isEqualTo(written(new LatinHypercube.Spec(8, 5L), factors))
                .isNotEqualTo(written(new LatinHypercube.Spec(8, 6L), factors));
    }

    /** The plane of four by four values: after sixteen points each combination once, after four each value once. */
    @Test
    void sobolPointsFillTheSpaceEvenlyAndALargerSampleHoldsTheSmaller() {
        Factor[] factors = {factor(axis("a", "0", "1", "2", "3")), factor(axis("b", "0", "1", "2", "3"))};
        List<String> small = written(new Sobol.Spec(7), factors);
        List<String> large = written(new Sobol.Spec(15), factors);

        assertThat(large).startsWith(small.toArray(String[]::new)).hasSize(15).doesNotHaveDuplicates();
        Map<Character, Integer> firsts = new HashMap<>();
        large.forEach(point -> firsts.merge(point.charAt(0), 1, Integer::sum));
        assertThat(firsts).as("the corner is left out").containsEntry('0', 3).containsEntry('3', 4);
    }

    @Test
    void equalPointsOfASampleCountOnce() {
        assertThat(written(new LatinHypercube.Spec(30, 1L), B)).containsExactlyInAnyOrder("x", "y");
        assertThat(written(new Sobol.Spec(30), B)).containsExactlyInAnyOrder("x", "y");
        assertThat(written(new Sobol.Spec(4))).containsExactly("");
    }

    @Test
    void nothingIsDrawnOutsideARange() {
        Range range = Range.of(RangeTest.map("{from: 1 MiB, to: 64 MiB, scale: log}"));
        Factor factor = factor(new Axis("size", Origin.ofDefault(), List.of(), range));
        List<Integer> drawn = new ArrayList<>();
        for (String point : written(new LatinHypercube.Spec(60, 3L), factor)) {
            assertThat(point).endsWith(" MiB");
            drawn.add(Integer.parseInt(point.replace(" MiB", "")));
        }

        assertThat(drawn).allMatch(size -> size >= 1 && size <= 64).doesNotHaveDuplicates();
        // Half of a logarithmic range lies below 8 MiB, where there are only eight multiples of 1 MiB.
        assertThat(drawn).filteredOn(size -> size > 8).hasSizeGreaterThan(20);
    }
}
