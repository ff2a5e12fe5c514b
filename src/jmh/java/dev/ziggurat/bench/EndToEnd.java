package dev.ziggurat.bench;

import dev.ziggurat.bench.Suite.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the {@link Cases} and what a built machine holds.
 *
 * <pre>
 * EndToEnd            all cases; results/bench/end-to-end.csv and a table on the standard output
 * EndToEnd TEXT       those whose name contains the text
 *   --quick           only shows that each runs
 *   --update          writes the table, if it has all cases, into the manual as well
 * </pre>
 */
public final class EndToEnd {
    private static final String HEADER = "case,goal_per_s,median_per_s,least_per_s,most_per_s,"
            + "calibration_steps_per_s,median_per_step,bytes_per_unit,units,samples";

    private EndToEnd() {}

    /** Measures; see above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.remove("--measure")) {
            Suite.answer(Cases.all(), given.get(0));
            return;
        }
        boolean quick = given.remove("--quick");
        String wanted = String.join(" ", given).replace("--update", "").strip();
        boolean update = given.remove("--update") && wanted.isEmpty();
        List<Case> cases = Cases.all().stream()
                .filter(each -> each.name().contains(wanted))
                .toList();
        System.err.println("end to end:");
        Map<String, Outcome> outcomes = quick
                ? Suite.glance(cases.stream().map(Case::brief).toList())
                : new Suite(EndToEnd.class, List.of()).measure(cases);
        List<String> table = table(cases, outcomes);
        List<String> memory = Footprint.table();
        table.forEach(System.out::println);
        memory.forEach(System.out::println);
        if (!quick) {
            Suite.write("end-to-end.csv", csv(cases, outcomes));
        }
        if (update) {
            Page.show("end-to-end", table);
            Page.show("memory", memory);
        }
    }

    private static List<String> table(List<Case> cases, Map<String, Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| what | goal, M/s | measured, M/s | least to most | per 1000 calibration steps | B allocated for each |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (Case each : cases) {
            List<Sample> samples = outcomes.get(each.name()).samples();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s to %s | %s | %.4f |",
                    each.name(),
                    each.goal() == 0 ? "" : figure(each.goal()),
                    figure(Sample.median(samples, Sample::perSecond) / 1e6),
                    figure(least(samples) / 1e6),
                    figure(most(samples) / 1e6),
                    String.format(Locale.ROOT, "%.3g", 1000 * Sample.median(samples, Sample::perStep)),
                    Sample.median(samples, Sample::bytesPerUnit)));
        }
        lines.add("");
        lines.add(Page.where() + " The calibration kernel did "
                + String.format(Locale.ROOT, "%.0f", calibration(outcomes) / 1e6) + " M steps a CPU second.");
        return lines;
    }

    /** Two digits behind the point, or as many as three digits take. */
    private static String figure(double millions) {
        int digits = millions >= 0.1 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + digits + "f", millions);
    }

    private static List<String> csv(List<Case> cases, Map<String, Outcome> outcomes) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Case each : cases) {
            List<Sample> samples = outcomes.get(each.name()).samples();
            lines.add(String.format(
                    Locale.ROOT,
                    "\"%s\",%s,%.0f,%.0f,%.0f,%.0f,%.8f,%.6f,%.0f,%d",
                    each.name(),
                    each.goal() == 0 ? "" : String.format(Locale.ROOT, "%.0f", each.goal() * 1e6),
                    Sample.median(samples, Sample::perSecond),
                    least(samples),
                    most(samples),
                    Sample.median(samples, Sample::calibration),
                    Sample.median(samples, Sample::perStep),
                    Sample.median(samples, Sample::bytesPerUnit),
                    Sample.median(samples, Sample::units),
                    samples.size()));
        }
        return lines;
    }

    private static double least(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::perSecond).min().orElseThrow();
    }

    private static double most(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::perSecond).max().orElseThrow();
    }

    private static double calibration(Map<String, Outcome> outcomes) {
        return Sample.median(
                outcomes.values().stream()
                        .flatMap(outcome -> outcome.samples().stream())
                        .toList(),
                Sample::calibration);
    }
}
