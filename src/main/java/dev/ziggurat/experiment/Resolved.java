package dev.ziggurat.experiment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code resolved.yaml}: the machine and each workload with all their defaults and where each value came from. Of a sweep it shows the
 * first point of each workload; the values marked {@code sweep} are the ones that the other points replace, listed under {@code vary}.
 */
final class Resolved {
    private static final String STEP = "  ";

    private Resolved() {}

    static String text(Plan plan) {
        SweepSpec spec = plan.spec();
        SweepSpec.Sampling sampling = spec.sampling();
        StringBuilder text = new StringBuilder("# written by ziggurat ")
                .append(plan.version())
                .append('\n');
        text.append("name: ").append(quoted(spec.name())).append('\n');
        text.append("seeds: {first: ").append(sampling.firstSeed());
        text.append(", count: ").append(sampling.seeds()).append("}\n");
        text.append("warm-up: ").append(sampling.warmUp()).append(" references\n");
        if (sampling.limit() != Long.MAX_VALUE) {
            text.append("limit: ").append(sampling.limit()).append(" ps\n");
        }
        if (!spec.axes().isEmpty()) {
            text.append("vary:\n");
            spec.axes().forEach(axis -> appendAxis(text, axis));
        }
        Map<String, Setup> workloads = new LinkedHashMap<>();
        plan.runs().forEach(run -> workloads.putIfAbsent(run.setup().workload(), run.setup()));
        text.append("machine:\n").append(indented(plan.runs().get(0).setup().resolvedMachine(), STEP));
        text.append("workloads:\n");
        workloads.forEach((name, setup) -> text.append(STEP)
                .append(quoted(name))
                .append(":\n")
                .append(indented(setup.resolvedWorkload(), STEP + STEP)));
        return text.toString();
    }

    private static void appendAxis(StringBuilder text, Axis axis) {
        text.append(STEP).append(quoted(axis.path())).append(":\n");
        axis.values()
                .forEach(value ->
                        text.append(STEP + STEP + "- ").append(value.written()).append('\n'));
    }

    /** A name as it is if YAML cannot take it for anything else, otherwise in quotes. */
    private static String quoted(String name) {
        boolean plain = name.matches("[A-Za-z][A-Za-z0-9_.-]*") && !name.matches("(?i)null|true|false");
        return plain ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String indented(String block, String by) {
        StringBuilder text = new StringBuilder();
        block.lines()
                .forEach(line -> text.append(line.isEmpty() ? "" : by + line).append('\n'));
        return text.toString();
    }
}
