package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Constraint;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.RunLimits;
import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a plan: reads and checks every point of a sweep. */
final class Planning {
    private static final int MOST_RUNS = 1_000_000;

    private final SweepSpec spec;
    private final List<Setting> settings;
    private final Laboratory laboratory;
    private final String version;

    private final List<Run> runs = new ArrayList<>();
    private final List<Setup> shown = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int points;

    Planning(SweepSpec spec, List<Setting> settings, Laboratory laboratory, String version) {
        this.spec = spec;
        this.settings = settings;
        this.laboratory = laboratory;
        this.version = version;
    }

    Plan plan() {
        refuseTooMany();
        List<List<Value>> combinations = spec.space().points();
        spec.workloads().forEach(workload -> add(workload, combinations));
        refuseNone();
        Twins.refuse(runs, spec);
        int leftOut = combinations.size() * spec.workloads().size() - points;
        return new Plan(MetricColumns.of(spec, runs), runs, shown, leftOut, version);
    }

    private void refuseTooMany() {
        long most = spec.space().count() * spec.workloads().size();
        if (most * spec.sampling().most() > MOST_RUNS) {
            throw new ExperimentException("the sweep '" + spec.name() + "' has more than " + MOST_RUNS
                    + " runs (workloads x points x seeds); take values or seeds away, or write several sweeps");
        }
    }

    private void add(Source workload, List<List<Value>> combinations) {
        Setup first = null;
        for (List<Value> values : fulfilling(combinations, workload)) {
            Setup setup = prepare(workload, values);
            addPoint(setup, values);
            first = first == null ? setup : first;
        }
        if (first != null) {
            refuseNamesake(workload, first.workload());
            shown.add(spec.space().factors().isEmpty() ? first : withoutValues(workload, first));
        }
    }

    /** The combinations that fulfil all conditions with a workload. */
    private List<List<Value>> fulfilling(List<List<Value>> combinations, Source workload) {
        if (spec.space().where().isEmpty()) {
            return combinations;
        }
        Function<String, @Nullable String> others = laboratory.values(spec.machine(), workload, settings);
        return combinations.stream()
                .filter(values -> spec.space().holds(values, others))
                .toList();
    }

    private Setup prepare(Source workload, List<Value> values) {
        List<Setting> overlays = new ArrayList<>(settings);
        values.forEach(value -> overlays.addAll(value.settings()));
        try {
            return laboratory.prepare(spec.machine(), workload, overlays);
        } catch (ConfigException e) {
            if (values.isEmpty()) {
                throw e;
            }
            throw PointFault.of(spec, values, e.problems(), faultsWithoutTheSweep(workload));
        }
    }

    /** What the values of the sweep are laid over; if it is no machine without them, the first point. */
    private Setup withoutValues(Source workload, Setup first) {
        try {
            return laboratory.prepare(spec.machine(), workload, settings);
        } catch (ConfigException e) {
            return first;
        }
    }

    private List<Problem> faultsWithoutTheSweep(Source workload) {
        try {
            laboratory.prepare(spec.machine(), workload, settings);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    /** A mix with all its seeds, then each of its processes alone with the same. */
    private void addPoint(Setup setup, List<Value> values) {
        List<String> written = values.stream().map(Value::written).toList();
        addSeeds(setup, written);
        if (spec.comparison().withAlone() && setup.processes().size() > 1) {
            setup.processes().forEach(process -> addSeeds(setup.alone(process), written));
        }
        points++;
    }

    private void addSeeds(Setup setup, List<String> written) {
        SweepSpec.Sampling sampling = spec.sampling();
        for (int i = 0; i < sampling.most(); i++) {
            RunLimits limits = new RunLimits(sampling.firstSeed() + i, sampling.warmUp(), sampling.limit());
            runs.add(new Run(runs.size(), points, setup, limits, written, Run.digestOf(setup, limits, version)));
        }
    }

    /** Results tell workloads apart by their names. */
    private void refuseNamesake(Source workload, String name) {
        if (!names.add(name)) {
            String rule = "the sweep '" + spec.name() + "' has two workloads of the name '" + name
                    + "'; change 'workload:' in one of their files, or leave one out";
            throw new ConfigException(new Problem(workload.name(), 0, 0, "workload", name, rule));
        }
    }

    private void refuseNone() {
        if (points == 0) {
            Constraint last = spec.space().where().get(spec.space().where().size() - 1);
            throw new ConfigException(last.problem("no point of the sweep fulfils "
                    + (spec.space().where().size() == 1 ? "this condition" : "all conditions together")
                    + "; leave one out, or vary further"));
        }
    }
}
