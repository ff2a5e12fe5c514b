package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.units.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The metrics that a sweep has columns for, checked against what its points measure. */
final class MetricColumns {
    /** The columns of a sweep that names none: those of them that its points have. */
    private static final List<String> USUAL = List.of("cores.ipc", "cores.amat_ns", "memory.bandwidth_gbps");

    private MetricColumns() {}

    /**
     * Returns the sweep with its metrics filled in.
     *
     * @throws ConfigException at the metrics that no point has
     */
    static SweepSpec of(SweepSpec spec, List<Run> runs) {
        Set<String> wanted = new LinkedHashSet<>(spec.metrics());
        Precision precision = spec.sampling().precision();
        Set<String> needed = new LinkedHashSet<>(wanted);
        needed.addAll(precision == null ? List.of() : precision.metrics());
        Set<String> known = known(needed, runs);
        Problems problems = new Problems();
        for (String metric : wanted) {
            lookFor(metric, "metrics", originOf(metric, spec.asked()), known, problems);
        }
        if (precision != null) {
            for (String metric : precision.metrics()) {
                lookFor(metric, ReplicateSpec.KEY + ".metrics", precision.origin(), known, problems);
            }
        }
        problems.refuse();
        return spec.withMetrics(
                wanted.isEmpty() ? USUAL.stream().filter(known::contains).toList() : List.copyOf(wanted));
    }

    private static void lookFor(String metric, String key, Origin origin, Set<String> known, Problems problems) {
        if (!known.contains(metric)) {
            String rule = "is measured at no point of the sweep; " + Spelling.question(metric, known)
                    + "`ziggurat list statistics` prints all";
            problems.add(origin, key, metric, rule);
        }
    }

    /** Most often the first point has all metrics; others are asked only for what it lacks. */
    private static Set<String> known(Set<String> wanted, List<Run> runs) {
        Set<String> known = new LinkedHashSet<>();
        Setup asked = null;
        for (Run run : runs) {
            if (run.setup() != asked && (asked == null || !known.containsAll(wanted))) {
                asked = run.setup();
                asked.dictionary().forEach(each -> known.add(each.name()));
            }
        }
        return known;
    }

    private static Origin originOf(String metric, @Nullable Node asked) {
        if (asked instanceof Node.Sequence list) {
            for (Node item : list.items()) {
                if (item.text().equals(metric)) {
                    return item.origin();
                }
            }
        }
        return asked == null ? Origin.ofDefault() : asked.origin();
    }
}
