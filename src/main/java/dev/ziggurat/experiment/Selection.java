package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.Tables;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Some of the runs of a plan, by what stands in their columns: {@code caches.llc.size=4 MiB}, {@code workload=zipf}, {@code seed=1}. */
public final class Selection {
    private static final String WORKLOAD = "workload";
    private static final String SEED = "seed";
    private static final String ALONE = Tables.ALONE;

    private final Plan plan;

    private Selection(Plan plan) {
        this.plan = plan;
    }

    /**
     * Returns the runs that fulfil all conditions.
     *
     * @param conditions each {@code COLUMN=VALUE}
     * @throws ExperimentException if a condition is none, or no run is left
     */
    public static Predicate<Run> of(Plan plan, List<String> conditions) {
        Selection selection = new Selection(plan);
        Predicate<Run> all = run -> true;
        for (String condition : conditions) {
            all = all.and(selection.condition(condition));
        }
        if (plan.runs().stream().noneMatch(all)) {
            throw new ExperimentException(
                    "no run of the sweep '" + plan.spec().name() + "' fulfils " + String.join(" and ", conditions));
        }
        return all;
    }

    private Predicate<Run> condition(String condition) {
        int sign = condition.indexOf('=');
        String column = sign < 0 ? condition : condition.substring(0, sign).strip();
        List<String> columns = new ArrayList<>(List.of(WORKLOAD, SEED));
        if (plan.spec().comparison().withAlone()) {
            columns.add(ALONE);
        }
        columns.addAll(plan.paths());
        if (sign < 0 || !columns.contains(column)) {
            throw new ExperimentException(
                    "'" + condition + "' is no condition; write --only COLUMN=VALUE with a column of" + " the sweep; "
                            + Words.hint(column, columns));
        }
        Set<String> values = new TreeSet<>();
        plan.runs().forEach(run -> values.add(value(run, column)));
        String value = Quantity.spelled(condition.substring(sign + 1).strip(), values);
        if (!values.contains(value)) {
            throw new ExperimentException(
                    "'" + condition + "': the sweep has no such value of " + column + "; " + Words.hint(value, values));
        }
        return run -> value(run, column).equals(value);
    }

    private String value(Run run, String column) {
        return switch (column) {
            case WORKLOAD -> run.setup().workload();
            case ALONE -> run.setup().alone();
            case SEED -> Long.toString(run.limits().seed());
            default -> run.values().get(plan.paths().indexOf(column));
        };
    }
}
