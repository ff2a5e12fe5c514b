package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import java.util.ArrayList;
import java.util.List;

/** What is wrong at one point of a sweep and not without the sweep: it is told at the axis whose value made it so. */
final class PointFault {
    private final SweepSpec spec;
    private final List<Value> values;

    private PointFault(SweepSpec spec, List<Value> values) {
        this.spec = spec;
        this.values = values;
    }

    /**
     * Returns what to tell.
     *
     * @param values of the point, one an axis
     * @param found at the point
     * @param anyway what is wrong without the values of the sweep too, and so no axis's fault
     */
    static ConfigException of(SweepSpec spec, List<Value> values, List<Problem> found, List<Problem> anyway) {
        PointFault fault = new PointFault(spec, values);
        return new ConfigException(found.stream()
                .map(each -> anyway.contains(each) ? each : fault.told(each))
                .toList());
    }

    private Problem told(Problem problem) {
        int nearest = 0;
        for (int i = 1; i < values.size(); i++) {
            nearest = common(problem, i) > common(problem, nearest) ? i : nearest;
        }
        Axis axis = spec.space().axes().get(nearest);
        boolean there = problem.file().equals(axis.origin().source().name());
        if (there) {
            return problem;
        }
        Value value = values.get(nearest);
        String rule = "gives, " + point() + ", " + problem;
        return Problem.at(value.node().origin(), spec.space().place(axis), value.written(), rule);
    }

    private String point() {
        if (values.size() == 1) {
            return "with this value";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            parts.add(spec.space().axes().get(i).path() + ": " + values.get(i).written());
        }
        return "at the point {" + String.join(", ", parts) + "}";
    }

    /** How many keys a problem's path and what a value of an axis sets begin with alike, at most. */
    private int common(Problem problem, int axis) {
        return values.get(axis).settings().stream()
                .mapToInt(setting -> common(problem, setting.path()))
                .max()
                .orElse(0);
    }

    private static int common(Problem problem, String path) {
        String inside = path.startsWith(Setting.WORKLOAD) ? path.substring(Setting.WORKLOAD.length()) : path;
        String[] keys = inside.split("\\.", -1);
        String[] others = problem.path().split("\\.", -1);
        int common = 0;
        while (common < Math.min(keys.length, others.length) && keys[common].equals(others[common])) {
            common++;
        }
        return common;
    }
}
