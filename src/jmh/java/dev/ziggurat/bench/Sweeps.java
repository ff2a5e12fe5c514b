package dev.ziggurat.bench;

import dev.ziggurat.bench.Suite.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what a sweep costs beside its simulations: many small points, two workers instead of one, and what other configurations of the
 * same JVM leave behind.
 *
 * <pre>
 * Sweeps              all; results/bench/sweeps.csv and tables on the standard output
 *   --quick           only shows that each runs
 *   --update          writes the tables into the manual as well
 * </pre>
 */
public final class Sweeps {
    private static final int POINTS = 1000;
    private static final int OTHERS = 12;

    private Sweeps() {}

    /** Measures; see above for the arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = new ArrayList<>(List.of(arguments));
        if (given.remove("--measure")) {
            Suite.answer(List.of(subject(given.get(0))), given.get(0));
            return;
        }
        if (given.remove("--sweep")) {
            SweepRun.of(given).answer();
            return;
        }
        boolean quick = given.remove("--quick");
        boolean update = given.remove("--update");
        System.err.println("sweeps:");
        List<String> table = new ArrayList<>(sweeps(quick));
        table.add("");
        table.addAll(others(quick));
        table.add("");
        table.add(Page.where());
        table.forEach(System.out::println);
        if (!quick) {
            Suite.write("sweeps.md", table);
        }
        if (update) {
            Page.show("sweeps", table);
        }
    }

    private static List<String> sweeps(boolean quick) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| sweep | workers | goal, CPU s | from the start of the JVM | once more in the same JVM | simulating threads |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
        int points = quick ? 4 : POINTS;
        lines.add(row(new SweepRun(points, 20_000, 1), "5"));
        int large = quick ? 2 : 16;
        lines.add(row(new SweepRun(large, 2_000_000, 1), ""));
        lines.add(row(new SweepRun(large, 2_000_000, 2), "1.2 times one worker's"));
        return lines;
    }

    private static String row(SweepRun sweep, String goal) throws IOException, InterruptedException {
        SweepRun.Cost cost = sweep.inItsOwnJvm(Sweeps.class);
        System.err.println(String.format(Locale.ROOT, "  %s: %s", sweep, cost));
        return String.format(
                Locale.ROOT,
                "| %d points of %,d references | %d | %s | %.1f | %.1f | %.1f |",
                sweep.points(),
                sweep.references(),
                sweep.workers(),
                goal,
                cost.first() / 1e9,
                cost.second() / 1e9,
                cost.simulating() / 1e9);
    }

    private static List<String> others(boolean quick) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (Case each : measured()) {
            subjects.add(each);
            subjects.add(afterOthers(each));
        }
        List<String> lines = new ArrayList<>();
        lines.add("| what | alone in its JVM, M/s | after " + OTHERS + " others | ratio (goal 0.85) |");
        lines.add("| --- | ---: | ---: | ---: |");
        Map<String, Outcome> outcomes = quick
                ? Suite.glance(List.of(measured().get(0).brief()))
                : new Suite(Sweeps.class, List.of()).measure(subjects);
        for (Case each : quick ? List.<Case>of() : measured()) {
            double alone = median(outcomes, each.name());
            double after = median(outcomes, afterOthers(each).name());
            lines.add(String.format(
                    Locale.ROOT, "| %s | %.2f | %.2f | %.2f |", each.name(), alone / 1e6, after / 1e6, after / alone));
        }
        return lines;
    }

    private static double median(Map<String, Outcome> outcomes, String name) {
        return Sample.median(outcomes.get(name).samples(), Sample::perSecond);
    }

    /** Those of the desktop without translation whose speed depends on the pattern. */
    private static List<Case> measured() {
        return Cases.all().subList(0, 5);
    }

    private static AfterOthers afterOthers(Case measured) {
        return new AfterOthers(
                measured,
                Cases.all().stream()
                        .filter(each -> !each.equals(measured))
                        .limit(OTHERS)
                        .toList());
    }

    private static Subject subject(String name) {
        return measured().stream()
                .flatMap(each -> Stream.of(each, afterOthers(each)))
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /**
     * A case in a JVM whose compiler has seen others first, as in a sweep over programs and machines.
     *
     * @param measured the case
     * @param others run before it, a tenth of each
     */
    private record AfterOthers(Case measured, List<Case> others) implements Subject {
        private static final int PART = 10;

        @Override
        public String name() {
            return measured.name() + ", after others";
        }

        @Override
        public Sample run() {
            return measured.run();
        }

        @Override
        public Sample warm(long nanos) {
            others.forEach(each -> each.part(PART).run());
            return Subject.super.warm(nanos);
        }
    }
}
