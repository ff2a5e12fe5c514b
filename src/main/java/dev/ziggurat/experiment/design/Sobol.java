package dev.ziggurat.experiment.design;

import dev.ziggurat.units.SpecException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The first points of a Sobol sequence, which fills the space evenly however many are taken, so that a sample can be made larger without losing what has
 * been simulated (I. M. Sobol, 1967; direction numbers of S. Joe and F. Y. Kuo, 2008, as in Commons Math). The first, the corner of all ranges, is left
 * out.
 */
public final class Sobol {
    private static final int MOST = 100_000;
    private static final int MOST_FACTORS = 1000;

    private Sobol() {}

    /**
     * {@code design: {kind: sobol, points: 64}}.
     *
     * @param points how many are taken, from 1 to 100,000, best a power of two; equal ones count once
     */
    public record Spec(@Nullable Integer points) implements DesignSpec {
        public Spec {
            SpecException.requirePresent("points", points, "64");
            SpecException.requireRange("points", Objects.requireNonNull(points), 1, MOST);
        }

        @Override
        public List<List<Value>> points(List<Factor> factors) {
            int count = Objects.requireNonNull(points);
            if (factors.isEmpty()) {
                return List.of(List.of());
            }
            if (factors.size() > MOST_FACTORS) {
                throw new SpecException("", "a Sobol sequence has at most " + MOST_FACTORS + " factors");
            }
            SobolSequenceGenerator sequence = new SobolSequenceGenerator(factors.size());
            double[][] parts = new double[count][];
            sequence.nextVector();
            for (int i = 0; i < count; i++) {
                parts[i] = sequence.nextVector();
            }
            return Sample.of(factors, parts);
        }

        @Override
        public long count(List<Factor> factors) {
            return Objects.requireNonNull(points);
        }

        @Override
        public String text() {
            return "{kind: sobol, points: " + points + "}";
        }

        @Override
        public boolean draws() {
            return true;
        }
    }
}
