package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of a plan are needed. Without a {@link Precision} all are. With one, a point needs its first seeds, and each further one if those before it do not
 * suffice: whatever else has finished by chance does not count. A seed that failed has no value and is followed by another.
 */
public final class Needed {
    private final Function<Run, Optional<Outcome>> outcomes;
    private final @Nullable Precision precision;

    /** The runs of each point, in the order of the plan. */
    private final Map<Integer, List<Run>> points = new LinkedHashMap<>();

    /** What is known of the metrics, by digest; null for a run that failed. */
    private final Map<String, double @Nullable []> known = new HashMap<>();

    /**
     * Makes the question.
     *
     * @param outcomes of runs that have finished
     */
    public Needed(Plan plan, Function<Run, Optional<Outcome>> outcomes) {
        this(plan, plan.runs(), outcomes);
    }

    /**
     * Makes the question of some points.
     *
     * @param runs all that they may need
     */
    public Needed(Plan plan, List<Run> runs, Function<Run, Optional<Outcome>> outcomes) {
        this.outcomes = outcomes;
        precision = plan.spec().sampling().precision();
        runs.forEach(run -> points.computeIfAbsent(run.point(), unknown -> new ArrayList<>())
                .add(run));
    }

    /** Returns the needed runs of all points, in the order of the plan. */
    public List<Run> all() {
        List<Run> all = new ArrayList<>();
        points.keySet().forEach(point -> all.addAll(of(point)));
        return all;
    }

    /** Returns those runs of a point that are needed as far as is known, finished or not, in the order of the plan. */
    public List<Run> of(int point) {
        List<Run> runs = Objects.requireNonNull(points.get(point));
        if (precision == null) {
            return runs;
        }
        long last = lastSeed(runs, precision);
        return runs.stream().filter(run -> run.limits().seed() <= last).toList();
    }

    /** The mix decides for its single processes too, which need the same seeds. */
    private long lastSeed(List<Run> runs, Precision asked) {
        List<Run> whole =
                runs.stream().filter(run -> run.setup().alone().isEmpty()).toList();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            boolean first = i < asked.rule().first();
            if (!first && asked.rule().after(columns(values, asked)).ends()) {
                return whole.get(i - 1).limits().seed();
            }
            Run run = whole.get(i);
            if (!isKnown(run)) {
                int needed = Math.max(i, asked.rule().first() - 1);
                return whole.get(needed).limits().seed();
            }
            double[] found = known.get(run.digest());
            if (found != null) {
                values.add(found);
            }
        }
        return whole.get(whole.size() - 1).limits().seed();
    }

    private static List<double[]> columns(List<double[]> values, Precision asked) {
        List<double[]> columns = new ArrayList<>();
        for (int metric = 0; metric < asked.metrics().size(); metric++) {
            int column = metric;
            columns.add(values.stream().mapToDouble(row -> row[column]).toArray());
        }
        return columns;
    }

    private boolean isKnown(Run run) {
        if (known.containsKey(run.digest())) {
            return true;
        }
        Optional<Outcome> outcome = outcomes.apply(run);
        outcome.ifPresent(found -> known.put(run.digest(), values(found)));
        return outcome.isPresent();
    }

    private double @Nullable [] values(Outcome outcome) {
        if (precision == null || outcome.status().failed()) {
            return null;
        }
        Map<String, String> byName = new HashMap<>();
        outcome.rows().forEach(row -> byName.put(row.name(), row.value()));
        double[] values = new double[precision.metrics().size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = Double.parseDouble(
                        byName.getOrDefault(precision.metrics().get(i), ""));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return values;
    }
}
