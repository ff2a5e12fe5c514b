package dev.ziggurat.experiment;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a sweep file.
 *
 * @param sweep the name, also of the folder that the results go to
 * @param description one sentence for lists
 * @param machine a file, relative to this one ({@code ./}, {@code ../}), or the name of a preset
 * @param workloads the same, at least one
 * @param vary the axes: a map of paths, each with its list of values
 * @param seeds how many seeds each point is run with, default 1
 * @param warmUp references of each process before the numbers count, default 0
 * @param metrics the columns of {@code results.csv}, default the usual ones
 */
record SweepFile(
        String sweep,
        @Nullable String description,
        String machine,
        List<String> workloads,
        @Nullable Node vary,
        @Nullable Integer seeds,
        @Nullable Count warmUp,
        @Nullable List<String> metrics) {
    private static final int MOST_SEEDS = 10_000;

    SweepFile {
        if (!sweep.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new SpecException(
                    "sweep",
                    "a sweep's name is a folder's name too: letters, digits, '.', '_' and '-', such as 'llc-size'");
        }
        seeds = seeds == null ? 1 : seeds;
        SpecException.requireRange("seeds", seeds, 1, MOST_SEEDS);
        warmUp = warmUp == null ? new Count(0, Count.Of.REFERENCES) : warmUp;
        metrics = metrics == null ? List.of() : metrics;
        if (workloads.isEmpty()) {
            throw new SpecException("workloads", "a sweep has at least one workload");
        }
    }
}
