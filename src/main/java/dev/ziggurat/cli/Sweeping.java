package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.SweepTable;
import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.OutcomeFile;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepNotes;
import dev.ziggurat.experiment.results.OtherResults;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that carry out a whole sweep have in common. */
final class Sweeping {
    private static final int MOST_WITHOUT_YES = 10_000;

    @Option(
            names = "--dry-run",
            description = "Simulate nothing: say how many points and runs there are, and about how long they take.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Go ahead though there are more than " + MOST_WITHOUT_YES + " runs.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Remove what the folder holds of another sweep, where otherwise nothing is changed.")
    private boolean force;

    @Option(
            names = OwnProcess.OPTION,
            hidden = true,
            description = "Simulate one run and write its outcome: DIGEST=FILE.")
    private @Nullable String outcomeOf;

    /** What simulates in the place of this process. */
    @FunctionalInterface
    interface Elsewhere {
        /** Makes it ready for what is to be simulated. */
        Cluster open(Plan plan, Terms terms);
    }

    /** Carries a sweep out, or what of it is asked for, and returns the exit code; null for the threads of this process. */
    int carryOut(
            Plan plan, CommonOptions options, RunningOptions running, Console console, @Nullable Elsewhere elsewhere)
            throws InterruptedException {
        int workers = elsewhere == null ? running.workers() : running.calls();
        Terms terms = running.terms(workers, plan, new OwnProcess(console.arguments()));
        if (outcomeOf != null) {
            return writeOutcome(plan, terms, outcomeOf);
        }
        if (!options.quiet()) {
            SweepNotes.of(plan).forEach(note -> Ink.complain(console.err(), "note: " + note));
        }
        Predicate<Run> share = terms.share(plan);
        List<Run> runs = plan.distinct(share.and(plan::isFirst));
        if (dryRun) {
            new DryRun(plan, runs, running.workers()).print(console.out());
            return 0;
        }
        if (runs.size() > MOST_WITHOUT_YES && !yes) {
            throw new ExperimentException("the sweep '" + plan.spec().name() + "' has " + runs.size()
                    + " runs; --dry-run tells how long they take, and --yes carries them out");
        }
        Path out = out(plan, options, running);
        removeOthers(out, plan, options, console);
        try (ResultFolder folder = ResultFolder.open(out, plan)) {
            Result result = new Expedition(plan, folder, console, options.quiet())
                    .carryOut(terms, elsewhere == null ? null : () -> elsewhere.open(plan, terms));
            if (!options.quiet() && !result.stopped()) {
                new SweepTable(plan, folder, result.failed())
                        .print(
                                console.out(),
                                result.rows().stream().filter(share).toList());
            }
            return Expedition.exitCode(result);
        }
    }

    /** Whether runs are carried out: not for a look ahead, and not as the part of another process. */
    boolean carriesOut() {
        return !dryRun && outcomeOf == null;
    }

    /** Returns the folder of the results. */
    static Path out(Plan plan, CommonOptions options, RunningOptions running) {
        Path chosen = options.out();
        return chosen == null ? Path.of("results", running.folder(plan.spec().name())) : chosen;
    }

    private void removeOthers(Path out, Plan plan, CommonOptions options, Console console) {
        if (force && OtherResults.in(out, plan)) {
            int removed = OtherResults.remove(out, plan);
            if (!options.quiet()) {
                console.out()
                        .println("removed " + removed + (removed == 1 ? " run" : " runs") + " of another sweep from "
                                + out);
            }
        }
    }

    private static int writeOutcome(Plan plan, Terms terms, String asked) {
        String[] parts = asked.split("=", 2);
        for (Run run : plan.distinct()) {
            if (parts.length == 2 && run.digest().equals(parts[0])) {
                try {
                    OutcomeFile.write(Path.of(parts[1]), run, terms.patience());
                    return 0;
                } catch (IOException e) {
                    throw new ExperimentException("cannot write " + parts[1] + ": " + ResultFolder.reason(e), e);
                }
            }
        }
        throw new ExperimentException("the sweep has no run '" + parts[0] + "'");
    }
}
