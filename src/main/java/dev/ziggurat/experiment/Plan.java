package dev.ziggurat.experiment;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Constraint;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.machine.yaml.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All runs of a sweep: with each workload the points of its {@link Space}, each with all seeds. The workload changes most slowly, then the points in the
 * order of the design, the seed fastest. Making a plan reads and checks every point, so that nothing is found wrong after hours.
 *
 * @param spec what was asked for, {@code metrics} filled in
 * @param runs in this order; a run's id is its place here
 * @param shown of each workload what {@code resolved.yaml} spells out and lays the values of the sweep over
 * @param leftOut how many combinations of workload and values a condition leaves out
 * @param version of the tool, as result files name it
 */
public record Plan(SweepSpec spec, List<Run> runs, List<Setup> shown, int leftOut, String version) {
    private static final int MOST_RUNS = 1_000_000;

    /** The columns of a sweep that names none: those of them that its points have. */
    private static final List<String> USUAL_METRICS = List.of("cores.ipc", "cores.amat_ns", "memory.bandwidth_gbps");

    public Plan {
        runs = List.copyOf(runs);
        shown = List.copyOf(shown);
    }

    /**
     * Makes the plan of a sweep.
     *
     * @throws ConfigException with the place of a value, a workload or a metric that cannot be
     * @throws ExperimentException if there are too many runs, or two that are the same
     */
    public static Plan of(SweepSpec spec, List<Setting> settings, Laboratory laboratory, String version) {
        refuseTooMany(spec);
        List<Run> runs = new ArrayList<>();
        int point = 0;
        List<List<Value>> combinations = spec.space().points();
        Set<String> names = new HashSet<>();
        List<Setup> shown = new ArrayList<>();
        for (Source workload : spec.workloads()) {
            Setup first = null;
            for (List<Value> values : fulfilling(spec, combinations, workload, settings, laboratory)) {
                Setup setup = prepare(spec, workload, settings, values, laboratory);
                addSeeds(runs, spec, point++, setup, values, version);
                first = first == null ? setup : first;
            }
            if (first != null) {
                refuseNamesake(spec, workload, first.workload(), names);
                shown.add(
                        spec.space().hasVariants() ? prepare(spec, workload, settings, List.of(), laboratory) : first);
            }
        }
        refuseNone(spec, point);
        refuseTwins(runs, spec);
        return new Plan(
                withMetrics(spec, runs),
                runs,
                shown,
                combinations.size() * spec.workloads().size() - point,
                version);
    }

    private static void refuseNone(SweepSpec spec, int points) {
        if (points == 0) {
            Constraint last = spec.space().where().get(spec.space().where().size() - 1);
            throw new ConfigException(last.problem("no point of the sweep fulfils "
                    + (spec.space().where().size() == 1 ? "this condition" : "all conditions together")
                    + "; leave one out, or vary further"));
        }
    }

    private static Setup prepare(
            SweepSpec spec, Source workload, List<Setting> settings, List<Value> values, Laboratory laboratory) {
        try {
            return laboratory.prepare(spec.machine(), workload, overlays(settings, values));
        } catch (ConfigException e) {
            if (values.isEmpty()) {
                throw e;
            }
            List<Problem> anyway = List.of();
            try {
                laboratory.prepare(spec.machine(), workload, settings);
            } catch (ConfigException without) {
                anyway = without.problems();
            }
            throw PointFault.of(spec, values, e.problems(), anyway);
        }
    }

    private static void refuseTooMany(SweepSpec spec) {
        long points =
                Math.min(MOST_RUNS, spec.space().count()) * spec.workloads().size();
        if (points * spec.sampling().seeds() > MOST_RUNS) {
            throw new ExperimentException("the sweep '" + spec.name() + "' has more than " + MOST_RUNS
                    + " runs (workloads x points x seeds); take values or seeds away, or write several sweeps");
        }
    }

    /** The combinations that fulfil all conditions with a workload. */
    private static List<List<Value>> fulfilling(
            SweepSpec spec,
            List<List<Value>> combinations,
            Source workload,
            List<Setting> settings,
            Laboratory laboratory) {
        if (spec.space().where().isEmpty()) {
            return combinations;
        }
        Function<String, @Nullable String> others = laboratory.values(spec.machine(), workload, settings);
        return combinations.stream()
                .filter(values -> spec.space().holds(values, others))
                .toList();
    }

    private static List<Setting> overlays(List<Setting> settings, List<Value> values) {
        List<Setting> overlays = new ArrayList<>(settings);
        values.forEach(value -> overlays.addAll(value.settings()));
        return overlays;
    }

    private static void addSeeds(
            List<Run> runs, SweepSpec spec, int point, Setup setup, List<Value> values, String version) {
        SweepSpec.Sampling sampling = spec.sampling();
        List<String> written = values.stream().map(Value::written).toList();
        for (int i = 0; i < sampling.seeds(); i++) {
            RunLimits limits = new RunLimits(sampling.firstSeed() + i, sampling.warmUp(), sampling.limit());
            runs.add(new Run(runs.size(), point, setup, limits, written, Run.digestOf(setup, limits, version)));
        }
    }

    /** Results tell workloads apart by their names. */
    private static void refuseNamesake(SweepSpec spec, Source workload, String name, Set<String> known) {
        if (!known.add(name)) {
            String rule = "the sweep '" + spec.name() + "' has two workloads of the name '" + name
                    + "'; change 'workload:' in one of their files, or leave one out";
            throw new ConfigException(new Problem(workload.name(), 0, 0, "workload", name, rule));
        }
    }

    /** Two values that mean the same ({@code 1 MiB}, {@code 1024 KiB}) would give a result twice under different names. */
    private static void refuseTwins(List<Run> runs, SweepSpec spec) {
        Map<String, Run> known = new HashMap<>();
        for (Run run : runs) {
            Run twin = known.putIfAbsent(run.digest(), run);
            if (twin != null) {
                refuseTwinValues(run, twin, spec);
                throw new ExperimentException("the sweep '" + spec.name() + "' has a point twice: "
                        + describe(spec, twin) + " and " + describe(spec, run)
                        + " are the same machine and workload; leave one of them out");
            }
        }
    }

    private static void refuseTwinValues(Run run, Run twin, SweepSpec spec) {
        for (int i = 0; i < run.values().size(); i++) {
            String other = twin.values().get(i);
            if (!run.values().get(i).equals(other)) {
                Axis axis = spec.space().axes().get(i);
                String written = run.values().get(i);
                for (Value value : axis.values()) {
                    if (value.written().equals(written)) {
                        String rule =
                                "means the same as '" + other + "' at a point of the sweep; leave one of them out";
                        throw new ConfigException(
                                Problem.at(value.node().origin(), "vary." + axis.path(), written, rule));
                    }
                }
            }
        }
    }

    private static String describe(SweepSpec spec, Run run) {
        StringBuilder text = new StringBuilder(run.setup().workload());
        for (int i = 0; i < run.values().size(); i++) {
            text.append(", ")
                    .append(spec.space().axes().get(i).path())
                    .append(": ")
                    .append(run.values().get(i));
        }
        return text.toString();
    }

    /** Most often the first point has all metrics; others are asked only for what it lacks. */
    private static SweepSpec withMetrics(SweepSpec spec, List<Run> runs) {
        Set<String> wanted = new LinkedHashSet<>(spec.metrics());
        Set<String> known = new LinkedHashSet<>();
        Setup asked = null;
        for (Run run : runs) {
            if (run.setup() != asked && (asked == null || !known.containsAll(wanted))) {
                asked = run.setup();
                known.addAll(asked.metrics());
            }
        }
        for (String metric : wanted) {
            if (!known.contains(metric)) {
                String nearest = Words.nearest(metric, known);
                String rule = "is measured at no point of the sweep; "
                        + (nearest == null ? "" : "did you mean '" + nearest + "'? ")
                        + "`ziggurat list statistics` prints all";
                throw new ConfigException(Problem.at(originOf(metric, spec.asked()), "metrics", metric, rule));
            }
        }
        List<String> columns = wanted.isEmpty()
                ? USUAL_METRICS.stream().filter(known::contains).toList()
                : List.copyOf(wanted);
        return new SweepSpec(
                spec.name(), spec.machine(), spec.workloads(), spec.space(), spec.sampling(), columns, spec.asked());
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

    /** Returns how many points there are: combinations of a workload and values. */
    public int points() {
        return runs.get(runs.size() - 1).point() + 1;
    }

    /** Returns the digests of all runs. */
    Set<String> digests() {
        Set<String> digests = new HashSet<>();
        runs.forEach(run -> digests.add(run.digest()));
        return digests;
    }

    /** Returns the text of {@code resolved.yaml} in a folder. */
    String resolved(Path folder) {
        return Resolved.text(this, folder);
    }

    /** Returns the paths that are varied, in the order of the columns. */
    public List<String> paths() {
        return spec.space().paths();
    }
}
