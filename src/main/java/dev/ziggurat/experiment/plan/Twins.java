package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two values that mean the same ({@code 1 MiB}, {@code 1024 KiB}) would give a result twice under different names. A process that is
 * simulated alone may be the same at many points: there it is simulated once and stands in a row of each.
 */
final class Twins {
    private final SweepSpec spec;

    private Twins(SweepSpec spec) {
        this.spec = spec;
    }

    /**
     * Refuses them.
     *
     * @throws ConfigException with the place of a value that means the same as another
     * @throws ExperimentException if nobody knows which value it is
     */
    static void refuse(List<Run> runs, SweepSpec spec) {
        Twins twins = new Twins(spec);
        Map<String, Run> known = new HashMap<>();
        for (Run run : runs) {
            Run twin = run.setup().alone().isEmpty() ? known.putIfAbsent(run.digest(), run) : null;
            if (twin != null) {
                twins.refuseValues(run, twin);
                throw new ExperimentException("the sweep '" + spec.name() + "' has a point twice: "
                        + twins.describe(twin) + " and " + twins.describe(run)
                        + " are the same machine and workload; leave one of them out");
            }
        }
    }

    private void refuseValues(Run run, Run twin) {
        for (int i = 0; i < run.values().size(); i++) {
            String written = run.values().get(i);
            String other = twin.values().get(i);
            if (!written.equals(other)) {
                refuseValue(spec.space().axes().get(i), written, other);
            }
        }
    }

    private void refuseValue(Axis axis, String written, String other) {
        for (Value value : axis.values()) {
            if (value.written().equals(written)) {
                String rule = "means the same as '" + other + "' at a point of the sweep; leave one of them out";
                throw new ConfigException(
                        Problem.at(value.node().origin(), spec.space().place(axis), written, rule));
            }
        }
    }

    private String describe(Run run) {
        StringBuilder text = new StringBuilder(run.setup().workload());
        for (int i = 0; i < run.values().size(); i++) {
            text.append(", ")
                    .append(spec.space().axes().get(i).path())
                    .append(": ")
                    .append(run.values().get(i));
        }
        return text.toString();
    }
}
