package dev.ziggurat.cli;

import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.UnitException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every simulation has. */
final class CommonOptions {
    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Put a value in place of what the file says: --set \"caches.llc.size=4 MiB\"; behind `workload.`"
                            + " a path leads into the workload. May be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The (first) seed of the random numbers; default the sweep file's, or else 1.")
    private @Nullable Long seed;

    @Option(
            names = "--warm-up",
            paramLabel = "COUNT",
            description =
                    "How many references each process does before the numbers count: --warm-up \"200000 references\".")
    private @Nullable String warmUp;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            description = "Cut a run short at a simulated time: --limit \"10 ms\".")
    private @Nullable String limit;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder that the results go to; default results/NAME here.")
    private @Nullable Path out;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    /** Returns those that say what is simulated, as they were given. */
    List<String> asGiven() {
        List<String> given = new ArrayList<>();
        settings.forEach(setting -> given.addAll(List.of("--set", setting)));
        if (seed != null) {
            given.addAll(List.of("--seed", seed.toString()));
        }
        if (warmUp != null) {
            given.addAll(List.of("--warm-up", warmUp));
        }
        if (limit != null) {
            given.addAll(List.of("--limit", limit));
        }
        return given;
    }

    List<Setting> settings() {
        return settings.stream().map(Setting::parse).toList();
    }

    Overrides overrides() {
        Long references = warmUp == null
                ? null
                : parsed("--warm-up", warmUp, text -> Count.parse(text, Count.Of.REFERENCES))
                        .value();
        if (references != null && references > SweepReader.LONGEST_WARM_UP) {
            throw new ExperimentException("--warm-up is longer than " + SweepReader.LONGEST_WARM_UP
                    + " references; write for example --warm-up \"200000 references\"");
        }
        return new Overrides(seed, references, limit == null ? null : simulatedTime("--limit", limit));
    }

    /** Returns what an option is given, or says what is wrong with it. */
    static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (UnitException e) {
            throw new ExperimentException(option + ": " + e.getMessage(), e);
        }
    }

    /** Returns the simulated time, above 0, that an option is given, in picoseconds. */
    static long simulatedTime(String option, String text) {
        return time(option, text, "10 ms", "a simulated time");
    }

    /**
     * Returns the time, above 0, that an option is given, in picoseconds.
     *
     * @param example of one
     * @param what kind of time it is
     */
    static long time(String option, String text, String example, String what) {
        Latency time = parsed(option, text, given -> Latency.parse(given, example));
        if (time.inCycles() || time.amount() == 0) {
            throw new ExperimentException(
                    option + " takes " + what + ", for example " + option + " \"" + example + "\"; not '" + text + "'");
        }
        return time.amount();
    }

    @Nullable
    Path out() {
        if (out != null) {
            refuseEmpty(out);
        }
        return out;
    }

    /** An empty name, mostly of a variable that is not set, would mean the current folder. */
    static void refuseEmpty(Path out) {
        if (out.toString().isBlank()) {
            throw new ExperimentException("--out takes the name of a folder, and this one is empty; write for example"
                    + " '--out results/mine', or '--out .' for the current folder");
        }
    }

    boolean quiet() {
        return quiet;
    }
}
