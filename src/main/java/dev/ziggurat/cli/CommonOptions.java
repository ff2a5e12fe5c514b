package dev.ziggurat.cli;

import dev.ziggurat.experiment.ExperimentException;
import dev.ziggurat.experiment.SweepReader.Overrides;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Latency;
import java.nio.file.Path;
import java.util.List;
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

    @Option(names = "--seed", paramLabel = "N", description = "The (first) seed of the random numbers; default 1.")
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

    @Option(names = "--out", paramLabel = "DIR", description = "The folder that the results go to.")
    private @Nullable Path out;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    List<Setting> settings() {
        return settings.stream().map(Setting::parse).toList();
    }

    Overrides overrides() {
        Long references =
                warmUp == null ? null : Count.parse(warmUp, Count.Of.REFERENCES).value();
        return new Overrides(seed, references, limit == null ? null : picoseconds(limit));
    }

    private static long picoseconds(String text) {
        Latency time = Latency.parse(text);
        if (time.inCycles() || time.amount() == 0) {
            throw new ExperimentException(
                    "--limit takes a simulated time, for example --limit \"10 ms\"; not '" + text + "'");
        }
        return time.amount();
    }

    @Nullable
    Path out() {
        return out;
    }

    boolean quiet() {
        return quiet;
    }
}
