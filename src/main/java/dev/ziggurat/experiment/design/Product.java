package dev.ziggurat.experiment.design;

import java.util.ArrayList;
import java.util.List;

/** All combinations, the last factor changing fastest (a full factorial design). */
public final class Product {
    private Product() {}

    /** {@code design: product}. */
    public record Spec() implements DesignSpec {
        @Override
        public List<List<Value>> points(List<Factor> factors) {
            List<List<Value>> product = List.of(List.of());
            for (Factor factor : factors) {
                List<List<Value>> longer = new ArrayList<>();
                for (List<Value> values : product) {
                    for (int level = 0; level < factor.levels(); level++) {
                        List<Value> combination = new ArrayList<>(values);
                        combination.addAll(factor.level(level));
                        longer.add(combination);
                    }
                }
                product = longer;
            }
            return product;
        }

        @Override
        public long count(List<Factor> factors) {
            long count = 1;
            for (Factor factor : factors) {
                count = Math.min(Integer.MAX_VALUE, count * factor.levels());
            }
            return count;
        }

        @Override
        public String text() {
            return "product";
        }

        @Override
        public boolean draws() {
            return false;
        }
    }
}
