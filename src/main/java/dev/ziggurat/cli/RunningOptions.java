package dev.ziggurat.cli;

import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.Selection;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how a sweep is carried out, and change no result. */
final class RunningOptions {
    private static final long PICOSECONDS_PER_NANOSECOND = 1000;

    @Option(names = "--jobs", paramLabel = "N", description = "How many runs go on at once; default one per processor.")
    private @Nullable Integer jobs;

    @Option(
            names = "--only",
            paramLabel = "COLUMN=VALUE",
            description = "Simulate only the points with this value, and leave the others for later: --only"
                    + " \"caches.llc.size=4 MiB\", --only workload=zipf. May be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Simulate only the I-th of N parts of the points, for several hosts; `ziggurat merge` puts"
                    + " their folders together. Default folder results/NAME-shard-I-of-N.")
    private @Nullable String shard;

    @Option(
            names = "--time-out",
            paramLabel = "TIME",
            description = "Give a run up that takes longer than this by the clock on the wall: --time-out \"600 s\"."
                    + " The others go on; it is tried again the next time.")
    private @Nullable String timeOut;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Returns them for a plan; whoever starts processes adds the isolation. */
    Terms terms(int workers, Plan plan, OwnProcess isolation) {
        Duration patience = timeOut == null ? null : patience(timeOut);
        return new Terms(workers, Selection.of(plan, only), shard(), patience, isolation);
    }

    /** Returns how long a run may take, as {@code --time-out} says it. */
    static Duration patience(String timeOut) {
        return Duration.ofNanos(CommonOptions.time("--time-out", timeOut, "600 s", "a time of the clock on the wall")
                / PICOSECONDS_PER_NANOSECOND);
    }

    /** Returns the part of the sweep that is asked for; null for the whole. */
    @Nullable
    Shard shard() {
        return shard == null ? null : Shard.parse(shard);
    }

    /** Returns the name of the folder for the results of a sweep. */
    String folder(String sweep) {
        Shard part = shard();
        return part == null ? sweep : sweep + "-shard-" + part.number() + "-of-" + part.of();
    }

    /** Returns how many runs go on at once. */
    int workers() {
        return jobs(Runtime.getRuntime().availableProcessors());
    }

    /** Returns how many calls may wait for a cluster at once. */
    int calls() {
        return jobs(Cluster.MOST_CALLS);
    }

    private int jobs(int usual) {
        refuseNone();
        return jobs == null ? usual : jobs;
    }

    /** Refuses what is wrong whatever the sweep is: to be asked before a plan is made, which may take long. */
    void refuseNone() {
        if (jobs != null && jobs < 1) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(command).commandLine(), "--jobs takes a number of at least 1, not " + jobs);
        }
    }
}
