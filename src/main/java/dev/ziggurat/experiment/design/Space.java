package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.machine.yaml.Setting;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep varies, which combinations it simulates and which it leaves out.
 *
 * @param factors in the order of the file
 * @param design which combinations
 * @param where what each of them must fulfil
 */
public record Space(List<Factor> factors, DesignSpec design, List<Constraint> where) {
    /** One point. */
    public static final Space POINT = new Space(List.of(), new Product.Spec(), List.of());

    public Space {
        factors = List.copyOf(factors);
        where = List.copyOf(where);
    }

    /** Makes the product of some axes. */
    public static Space product(List<Axis> axes) {
        return new Space(axes.stream().map(axis -> new Factor(List.of(axis))).toList(), new Product.Spec(), List.of());
    }

    /** Returns all axes, factor by factor: the columns of the results. */
    public List<Axis> axes() {
        return factors.stream().flatMap(factor -> factor.axes().stream()).toList();
    }

    /** Returns the paths of all axes. */
    public List<String> paths() {
        return axes().stream().map(Axis::path).toList();
    }

    /** Returns the paths that some point lays a value over: those of axes and of what variants set. */
    public List<String> settablePaths() {
        return axes().stream()
                .flatMap(axis -> Stream.concat(
                        Stream.of(axis.path()),
                        axis.values().stream()
                                .flatMap(value -> value.settings().stream())
                                .map(Setting::path)))
                .distinct()
                .toList();
    }

    /** Returns where an axis stands in the file, for messages. */
    public String place(Axis axis) {
        boolean zipped = factors.stream()
                .anyMatch(factor -> factor.zipped() && factor.axes().contains(axis));
        boolean named = axis.path().equals(Axis.VARIANT) && !zipped;
        return named ? "variants" : (zipped ? "zip." : "vary.") + axis.path();
    }

    /** Whether there are named variants. */
    public boolean hasVariants() {
        return paths().contains(Axis.VARIANT);
    }

    /** Returns how many combinations there are at most, conditions apart. */
    public long count() {
        return design.count(factors);
    }

    /** Returns the combinations of the design, of each the values of all axes; conditions are not looked at. */
    public List<List<Value>> points() {
        return design.points(factors);
    }

    /**
     * Whether a combination fulfils all conditions.
     *
     * @param values of all axes
     * @param others the value of any other path, null if it has none
     * @throws ConfigException at the conditions that cannot be decided and come before one that is not fulfilled
     */
    public boolean holds(List<Value> values, Function<String, @Nullable String> others) {
        List<String> paths = paths();
        Function<String, @Nullable String> value =
                path -> paths.contains(path) ? single(values.get(paths.indexOf(path))) : other(path, others);
        Problems problems = new Problems();
        boolean holds = true;
        for (int i = 0; i < where.size() && holds; i++) {
            try {
                holds = where.get(i).decide(value);
            } catch (ConfigException e) {
                problems.add(e);
            }
        }
        problems.refuse();
        return holds;
    }

    private static String single(Value value) {
        if (!(value.node() instanceof Node.Scalar)) {
            throw new IllegalArgumentException("'" + value.written() + "' is no single value to be compared");
        }
        return value.written();
    }

    private @Nullable String other(String path, Function<String, @Nullable String> others) {
        for (String each : settablePaths()) {
            if (path.equals(each) || path.startsWith(each + ".") || each.startsWith(path + ".")) {
                throw new IllegalArgumentException("'" + path + "' is changed by '" + each
                        + "', which is no axis of its own; a condition names an axis, or what no point changes");
            }
        }
        return others.apply(path);
    }
}
