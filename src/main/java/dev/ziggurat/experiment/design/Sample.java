package dev.ziggurat.experiment.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Points of the unit cube as combinations of values. */
final class Sample {
    private Sample() {}

    /**
     * Returns the combinations, each once, in the order of the points.
     *
     * @param parts of each point how far along each factor's range it lies, from 0 up to but not 1
     */
    static List<List<Value>> of(List<Factor> factors, double[][] parts) {
        Map<List<String>, List<Value>> points = new LinkedHashMap<>();
        for (double[] part : parts) {
            List<Value> values = new ArrayList<>();
            for (int factor = 0; factor < factors.size(); factor++) {
                values.addAll(factors.get(factor).at(part[factor]));
            }
            points.putIfAbsent(values.stream().map(Value::written).toList(), values);
        }
        return new ArrayList<>(points.values());
    }
}
