package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of the machine, or behind {@code workload.} of every workload, and the values that it takes in turn; or {@link #VARIANT} and the names of the
 * variants.
 *
 * @param path where the values go, a column of the results
 * @param origin where the path is written
 * @param values no two alike; none if any value of the range may be drawn
 * @param range where they are drawn from if they do not stand in a list; null if they do
 */
public record Axis(
        String path,
        Origin origin,
        List<Value> values,
        @Nullable Range range) {
    /** The axis whose values are the names of variants. */
    public static final String VARIANT = "variant";

    public Axis {
        values = List.copyOf(values);
    }

    /** Makes an axis of a list of values. */
    public Axis(String path, Origin origin, List<Value> values) {
        this(path, origin, values, null);
    }

    /** Whether values are drawn from a whole range, without steps. */
    public boolean continuous() {
        return values.isEmpty() && range != null;
    }

    /** Returns the value at a part of the way, from 0 up to but not 1, from the first to the last. */
    Value at(double part) {
        if (range != null && continuous()) {
            return Value.of(path, origin, range.at(part));
        }
        return values.get((int) (part * values.size()));
    }
}
