package dev.ziggurat.experiment.design;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.units.SpecException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sample of n points that has one in each n-th of every factor's range (M. D. McKay, R. J. Beckman and W. J. Conover, "A Comparison of Three Methods
 * for Selecting Values of Input Variables", Technometrics 21(2), 1979). Where a factor has steps, each has as many points as another, give or take one.
 */
public final class LatinHypercube {
    private static final int MOST = 100_000;

    private LatinHypercube() {}

    /**
     * {@code design: {kind: latin-hypercube, points: 50}}.
     *
     * @param points how many are drawn, from 1 to 100,000; equal ones count once
     * @param seed of the sample, default 1
     */
    public record Spec(@Nullable Integer points, @Nullable Long seed) implements DesignSpec {
        public Spec {
            SpecException.requirePresent("points", points, "50");
            SpecException.requireRange("points", Objects.requireNonNull(points), 1, MOST);
            seed = seed == null ? 1L : seed;
        }

        @Override
        public List<List<Value>> points(List<Factor> factors) {
            int count = Objects.requireNonNull(points);
            RandomStream random = RandomStream.of(Objects.requireNonNull(seed), "latin-hypercube");
            double[][] parts = new double[count][factors.size()];
            int[] order = new int[count];
            for (int factor = 0; factor < factors.size(); factor++) {
                shuffle(order, random);
                for (int i = 0; i < count; i++) {
                    parts[i][factor] = (order[i] + random.nextDouble()) / count;
                }
            }
            return Sample.of(factors, parts);
        }

        /** Fills with 0, 1, ... in any order, each as likely (R. Durstenfeld, 1964). */
        private static void shuffle(int[] order, RandomStream random) {
            for (int i = 0; i < order.length; i++) {
                int at = random.nextInt(i + 1);
                order[i] = order[at];
                order[at] = i;
            }
        }

        @Override
        public long count(List<Factor> factors) {
            return Objects.requireNonNull(points);
        }

        @Override
        public String text() {
            return "{kind: latin-hypercube, points: " + points + ", seed: " + seed + "}";
        }

        @Override
        public boolean draws() {
            return true;
        }
    }
}
