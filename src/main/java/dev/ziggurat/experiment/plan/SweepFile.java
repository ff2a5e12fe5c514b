package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.DesignSpec;
import dev.ziggurat.experiment.design.Product;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a sweep file.
 *
 * @param sweep the name, also of the folder that the results go to
 * @param description one sentence for lists
 * @param machine a file, relative to this one ({@code ./}, {@code ../}), the name of a preset, or a whole machine
 * @param workloads the same, at least one
 * @param variants named sets of values: a map of names, each with a map of paths
 * @param vary the axes: a map of paths, each with its list or range of values
 * @param zip groups of axes that change together: a list of such maps
 * @param where conditions that each point fulfils, default none
 * @param design which combinations are simulated, default all
 * @param relativeTo what reports relate each point to: a map of axes, each with one of its values; default nothing
 * @param alone whether the processes of a workload are also simulated one by one, default not
 * @param seed the first seed, default 1
 * @param seeds how many seeds each point is run with, default 1
 * @param replicate how exactly some metrics are to be known, with more seeds than those; default not asked
 * @param warmUp references of each process before the numbers count, default 0
 * @param limit when a run is cut short, in simulated time; default never
 * @param metrics the columns of {@code results.csv}, default the usual ones
 */
record SweepFile(
        String sweep,
        @Nullable String description,
        Node machine,
        Node workloads,
        @Nullable Node variants,
        @Nullable Node vary,
        @Nullable Node zip,
        @Nullable Node where,
        @Nullable DesignSpec design,
        @Nullable Node relativeTo,
        @Nullable Boolean alone,
        @Nullable Long seed,
        @Nullable Integer seeds,
        @Nullable ReplicateSpec replicate,
        @Nullable Count warmUp,
        @Nullable Latency limit,
        @Nullable List<String> metrics) {
    private static final int MOST_SEEDS = 10_000;

    SweepFile {
        if (!sweep.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new SpecException(
                    "sweep",
                    "a sweep's name is a folder's name too: letters, digits, '.', '_' and '-', such as 'llc-size'");
        }
        SpecException.requirePresent("machine", machine, "desktop");
        SpecException.requirePresent("workloads", workloads, "[pointer-chase]");
        design = design == null ? new Product.Spec() : design;
        alone = alone != null && alone;
        seed = seed == null ? 1L : seed;
        seeds = seeds == null ? 1 : seeds;
        SpecException.requireRange("seeds", seeds, 1, MOST_SEEDS);
        warmUp = warmUp == null ? new Count(0, Count.Of.REFERENCES) : warmUp;
        SpecException.requireRange("warm-up", warmUp.value(), 0, SweepReader.LONGEST_WARM_UP);
        metrics = metrics == null ? List.of() : metrics;
        if (workloads instanceof Node.Sequence list && list.items().isEmpty()) {
            throw new SpecException(
                    "workloads", "a sweep has at least one workload; write for example 'workloads: [pointer-chase]'");
        }
        if (limit != null && (limit.inCycles() || limit.amount() == 0)) {
            throw new SpecException("limit", "a simulated time; write for example 'limit: 10 ms'");
        }
    }
}
