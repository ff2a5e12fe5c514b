package dev.ziggurat.experiment.design;

import java.util.ArrayList;
import java.util.List;

/** The first level of every factor, and from there each factor through its other levels, alone: what each does, not what they do together. */
public final class OneAtATime {
    private OneAtATime() {}

    /** {@code design: one-at-a-time}. */
    public record Spec() implements DesignSpec {
        @Override
        public List<List<Value>> points(List<Factor> factors) {
            List<List<Value>> points = new ArrayList<>();
            points.add(point(factors, factors.size(), 0));
            for (int changed = 0; changed < factors.size(); changed++) {
                for (int level = 1; level < factors.get(changed).levels(); level++) {
                    points.add(point(factors, changed, level));
                }
            }
            return points;
        }

        private static List<Value> point(List<Factor> factors, int changed, int level) {
            List<Value> values = new ArrayList<>();
            for (int i = 0; i < factors.size(); i++) {
                values.addAll(factors.get(i).level(i == changed ? level : 0));
            }
            return values;
        }

        @Override
        public long count(List<Factor> factors) {
            return factors.stream().mapToLong(factor -> factor.levels() - 1L).sum() + 1;
        }

        @Override
        public String text() {
            return "one-at-a-time";
        }

        @Override
        public boolean draws() {
            return false;
        }
    }
}
