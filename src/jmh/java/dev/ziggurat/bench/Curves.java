package dev.ziggurat.bench;

import dev.ziggurat.bench.Suite.Outcome;
import dev.ziggurat.experiment.mrc.Sampling;
import dev.ziggurat.units.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures miss-ratio curves over 2^20 lines.
 *
 * <pre>
 * Curves              all; results/bench/curves.csv and a table on the standard output
 *   --quick           only shows that each runs
 * </pre>
 */
public final class Curves {
    private static final String FOOTPRINT = ", footprint: 64 MiB";
    private static final Sampling EXACT = new Sampling.Exact();
    private static final Sampling THOUSANDTH = new Sampling.Rate(Share.parse("0.1 %"));
    private static final Sampling FIXED = new Sampling.Lines(8192);

    private Curves() {}

    private static List<CurveRun> all() {
        List<CurveRun> runs = new ArrayList<>();
        for (String kind : new String[] {"uniform", "zipf", "sequential", "pointer-chase"}) {
            String program = kind + FOOTPRINT;
            runs.add(new CurveRun(kind + ", exact", program, EXACT, 6_000_000));
            runs.add(new CurveRun(kind + ", sample of 0.1 %", program, THOUSANDTH, 100_000_000));
            runs.add(new CurveRun(kind + ", sample of 8192 lines", program, FIXED, 100_000_000));
        }
        return runs;
    }

    /** Measures; see above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.remove("--measure")) {
            Suite.answer(all(), given.get(0));
            return;
        }
        boolean quick = given.contains("--quick");
        System.err.println("miss-ratio curves:");
        Map<String, Outcome> outcomes = quick
                ? Suite.glance(all().stream().map(CurveRun::brief).toList())
                : new Suite(Curves.class, List.of()).measure(all());
        List<String> csv =
                new ArrayList<>(List.of("curve,median_per_s,least_per_s,most_per_s,calibration_steps_per_s"));
        System.out.println("| curve | measured, M/s | least to most |\n| --- | ---: | ---: |");
        outcomes.forEach((name, outcome) -> {
            double[] speeds = outcome.samples().stream()
                    .mapToDouble(Sample::perSecond)
                    .sorted()
                    .toArray();
            double median = Sample.median(outcome.samples(), Sample::perSecond);
            double most = speeds[speeds.length - 1];
            System.out.println(String.format(
                    Locale.ROOT, "| %s | %.1f | %.1f to %.1f |", name, median / 1e6, speeds[0] / 1e6, most / 1e6));
            csv.add(String.format(
                    Locale.ROOT,
                    "\"%s\",%.0f,%.0f,%.0f,%.0f",
                    name,
                    median,
                    speeds[0],
                    most,
                    Sample.median(outcome.samples(), Sample::calibration)));
        });
        if (!quick) {
            Suite.write("curves.csv", csv);
        }
    }
}
