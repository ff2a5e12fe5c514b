package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.YamlPrinter;
import dev.ziggurat.units.Share;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code resolved.yaml}: a sweep file that does the same runs again, with the machine and each workload spelt out: their defaults and where each value came
 * from. The values of the sweep are not laid over them (unless they are a machine only with them: then they are those of the first point), and a default that
 * is another at some point is left out, because it follows from a value that varies.
 */
final class Resolved {
    private static final String STEP = "  ";

    private Resolved() {}

    static String text(Plan plan, Path folder) {
        SweepSpec spec = plan.spec();
        SweepSpec.Sampling sampling = spec.sampling();
        StringBuilder text = new StringBuilder("# Written by ziggurat ")
                .append(plan.version())
                .append(": a sweep file, with which `ziggurat sweep` does the same again.\n");
        text.append("sweep: ").append(quoted(spec.name())).append('\n');
        if (!spec.description().isEmpty()) {
            Node said = new Node.Scalar(Origin.ofDefault(), spec.description());
            text.append("description: ").append(YamlPrinter.inline(said)).append('\n');
        }
        text.append("seed: ").append(sampling.firstSeed()).append('\n');
        text.append("seeds: ").append(sampling.seeds()).append('\n');
        appendPrecision(text, sampling.precision());
        text.append("warm-up: ").append(sampling.warmUp()).append(" references\n");
        if (sampling.limit() != Long.MAX_VALUE) {
            text.append("limit: ").append(sampling.limit()).append(" ps\n");
        }
        text.append("metrics: [");
        text.append(
                String.join(", ", spec.metrics().stream().map(Resolved::quoted).toList()));
        text.append("]\n");
        ResolvedSpace.append(text, spec.space());
        appendComparison(text, spec.comparison());
        List<Setup> points = plan.setups();
        text.append("machine:\n").append(indented(plan.shown().get(0).resolvedMachine(points), STEP, STEP));
        text.append("workloads:\n");
        for (Setup each : plan.shown()) {
            List<Setup> same = points.stream()
                    .filter(point -> point.workload().equals(each.workload()))
                    .toList();
            text.append(indented(each.resolvedWorkload(folder, same), STEP + "- ", STEP + STEP));
        }
        return text.toString();
    }

    private static void appendPrecision(StringBuilder text, @Nullable Precision precision) {
        if (precision != null) {
            text.append("replicate: {within: ")
                    .append(percent(precision.rule().target()))
                    .append(", metrics: [")
                    .append(String.join(
                            ", ",
                            precision.metrics().stream().map(Resolved::quoted).toList()))
                    .append("], at-most: ")
                    .append(precision.rule().most())
                    .append(", confidence: ")
                    .append(percent(precision.rule().confidence()))
                    .append("}\n");
        }
    }

    private static String percent(double part) {
        return new Share(Math.round(part * Share.WHOLE)).toString();
    }

    private static void appendComparison(StringBuilder text, Comparison comparison) {
        if (comparison.baseline().given()) {
            text.append("relative-to:\n");
            comparison
                    .baseline()
                    .values()
                    .forEach((path, value) -> text.append(STEP)
                            .append(quoted(path))
                            .append(": ")
                            .append(quotedAlways(value))
                            .append('\n'));
        }
        if (comparison.withAlone()) {
            text.append("alone: true\n");
        }
    }

    /** A name as it is if YAML cannot take it for anything else, otherwise in quotes. */
    static String quoted(String name) {
        boolean plain = name.matches("[A-Za-z][A-Za-z0-9_.-]*") && !name.matches("(?i)null|true|false");
        return plain ? name : quotedAlways(name);
    }

    /** A text in quotes. */
    static String quotedAlways(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Indents a block; something else stands before its first line. */
    private static String indented(String block, String first, String others) {
        StringBuilder text = new StringBuilder();
        for (String line : block.lines().toList()) {
            text.append(line.isEmpty() ? "" : text.length() == 0 ? first + line : others + line)
                    .append('\n');
        }
        return text.toString();
    }
}
