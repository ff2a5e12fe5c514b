package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.LiveScreen;
import dev.ziggurat.cli.view.Progress;
import dev.ziggurat.experiment.Campaign;
import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries a plan out for a person: with progress, with an answer to Ctrl-C, and with a list of what failed. */
final class Expedition {
    private static final int LISTED = 10;

    private final Plan plan;
    private final ResultFolder folder;
    private final Console console;
    private final boolean quiet;
    private final Progress progress;

    Expedition(Plan plan, ResultFolder folder, Console console, boolean quiet) {
        this.plan = plan;
        this.folder = folder;
        this.console = console;
        this.quiet = quiet;
        progress = new Progress(console.err(), style());
    }

    /** Prints lines while a run goes on, from whatever thread. */
    void print(String lines) {
        progress.print(console.out(), lines);
    }

    /** Returns what shows frames while a run goes on: each in the place of the one before, or one after the other with an empty line between. */
    Consumer<String> frames(boolean live) {
        if (live) {
            LiveScreen screen = new LiveScreen(console.out());
            return frame -> progress.draw(screen, frame);
        }
        AtomicBoolean further = new AtomicBoolean();
        return frame -> print((further.getAndSet(true) ? "\n" : "") + frame);
    }

    /** Simulates what is left and tells how it went. */
    Result carryOut(Terms terms) throws InterruptedException {
        return carryOut(terms, null);
    }

    /** Has a cluster simulate what is left; null for this process. */
    Result carryOut(Terms terms, Cluster.@Nullable Opening cluster) throws InterruptedException {
        Invocation origin = new Invocation(Tool.ofBuild(), console.arguments());
        Campaign campaign = new Campaign(plan, folder, origin, progress);
        Thread interrupted = new Thread(() -> endEarly(campaign), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        Result result;
        try {
            result = campaign.run(terms, cluster);
        } finally {
            progress.close();
            forget(interrupted);
        }
        if (!quiet && !result.stopped()) {
            console.out().println(headline(result));
        }
        tellFailures(result.failed());
        return result;
    }

    /** 0 if no run failed, 2 if it was for their input alone, else 1. */
    static int exitCode(Result result) {
        if (result.failed().isEmpty()) {
            return 0;
        }
        boolean input = result.failed().values().stream()
                .allMatch(outcome -> outcome.status().wrongInput());
        return input ? Ziggurat.WRONG : Ziggurat.FAILED;
    }

    private Progress.Style style() {
        if (quiet) {
            return Progress.Style.NONE;
        }
        return Console.isTerminal() ? Progress.Style.BAR : Progress.Style.LINES;
    }

    private String headline(Result result) {
        int all = result.needed();
        String runs = plan.spec().name() + ": " + (all == 1 ? "1 run" : all + " runs");
        int done = result.kept() + result.finished();
        if (done < all) {
            return plan.spec().name() + ": " + done + " of " + all + " runs are done";
        }
        if (result.finished() == 0) {
            return runs + ", finished before; nothing was simulated";
        }
        return runs + (result.kept() > 0 ? ", " + result.kept() + " of them from before" : "");
    }

    private void tellFailures(Map<Run, Outcome> failed) {
        PrintWriter err = console.err();
        if (plan.runs().size() == 1) {
            failed.values()
                    .forEach(outcome -> Ink.complain(
                            err, "the run failed (" + outcome.status().word() + "): " + outcome.message()));
            err.flush();
            return;
        }
        failed.entrySet().stream().limit(LISTED).forEach(each -> {
            Run run = each.getKey();
            Ink.complain(
                    err,
                    "run " + run.id() + " failed ("
                            + each.getValue().status().word() + "): "
                            + run.setup().workload() + alone(run) + " " + run.values() + ", seed "
                            + run.limits().seed() + ": " + each.getValue().message());
        });
        if (failed.size() > LISTED) {
            Ink.complain(
                    err,
                    "and " + (failed.size() - LISTED) + " more; the column 'status' of "
                            + folder.path().resolve(ResultFolder.RESULTS) + " names them");
        }
        err.flush();
    }

    private static String alone(Run run) {
        String process = run.setup().alone();
        return process.isEmpty() ? "" : " (" + process + " alone)";
    }

    /** Ctrl-C: the process ends when this method does, so the runs under way are lost and those that have finished are not. */
    private void endEarly(Campaign campaign) {
        campaign.stop();
        progress.close();
        PrintWriter err = console.err();
        try {
            int finished = campaign.writeUnfinished();
            Ink.complain(
                    err,
                    "interrupted; " + finished + " runs of this session are kept in " + folder.path()
                            + ". The same command goes on from there");
        } catch (ExperimentException e) {
            Ink.complain(err, String.valueOf(e.getMessage()));
        }
        err.flush();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook says so.
        }
    }
}
