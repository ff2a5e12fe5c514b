package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Factor;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.YamlPrinter;
import java.util.HashSet;
import java.util.Set;

/** What {@code resolved.yaml} says of the points, so that the same plan comes of it. */
final class ResolvedSpace {
    private static final String STEP = "  ";

    private ResolvedSpace() {}

    static void append(StringBuilder text, Space space) {
        if (space.factors().isEmpty()) {
            return;
        }
        text.append("design: ").append(space.design().text()).append('\n');
        space.axes().stream()
                .filter(axis -> axis.path().equals(Axis.VARIANT))
                .forEach(axis -> appendVariants(text, axis));
        if (space.factors().stream().anyMatch(factor -> !factor.zipped())) {
            text.append("vary:\n");
            space.factors().stream()
                    .filter(factor -> !factor.zipped())
                    .forEach(factor -> appendAxis(text, STEP, factor.axes().get(0)));
        }
        if (space.factors().stream().anyMatch(Factor::zipped)) {
            text.append("zip:\n");
            space.factors().stream().filter(Factor::zipped).forEach(factor -> appendGroup(text, factor));
        }
        if (!space.where().isEmpty()) {
            text.append("where:\n");
            space.where()
                    .forEach(each -> text.append(STEP + "- ")
                            .append(Resolved.quotedAlways(each.toString()))
                            .append('\n'));
        }
    }

    private static void appendVariants(StringBuilder text, Axis axis) {
        text.append("variants:\n");
        Set<String> written = new HashSet<>();
        for (Value each : axis.values()) {
            if (!written.add(each.written())) {
                continue;
            }
            text.append(STEP).append(Resolved.quoted(each.written())).append(':');
            text.append(each.settings().isEmpty() ? " {}\n" : "\n");
            for (Setting setting : each.settings()) {
                text.append(STEP + STEP)
                        .append(Resolved.quoted(setting.path()))
                        .append(": ")
                        .append(YamlPrinter.inline(setting.value()))
                        .append('\n');
            }
        }
    }

    private static void appendGroup(StringBuilder text, Factor factor) {
        StringBuilder group = new StringBuilder();
        factor.axes().forEach(axis -> appendAxis(group, STEP + STEP, axis));
        text.append(STEP + "- ").append(group.substring((STEP + STEP).length()));
    }

    private static void appendAxis(StringBuilder text, String indent, Axis axis) {
        text.append(indent).append(Resolved.quoted(axis.path())).append(':');
        if (axis.range() != null && axis.continuous()) {
            text.append(' ').append(YamlPrinter.inline(axis.range().node())).append('\n');
            return;
        }
        text.append('\n');
        axis.values()
                .forEach(value -> text.append(indent + STEP + "- ")
                        .append(YamlPrinter.inline(value.node()))
                        .append('\n'));
    }
}
