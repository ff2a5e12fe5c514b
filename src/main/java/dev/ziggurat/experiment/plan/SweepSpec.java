package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep file, or what {@code run} makes of its arguments: which machine, which workloads, what is varied and what is asked for.
 *
 * @param name of the sweep, and of its folder
 * @param description what it shows, for whoever reads its results; empty for nothing
 * @param machine its file or preset
 * @param workloads their files or presets, at least one
 * @param space what is varied, and how
 * @param sampling seeds, warm-up and limit
 * @param comparison what reports compare the points with
 * @param metrics the columns of {@code results.csv}, such as {@code cores.ipc}; empty for the usual ones
 * @param asked the metrics as the file lists them, for messages; null if it lists none
 */
public record SweepSpec(
        String name,
        String description,
        Source machine,
        List<Source> workloads,
        Space space,
        Sampling sampling,
        Comparison comparison,
        List<String> metrics,
        @Nullable Node asked) {
    /**
     * What is given to every point.
     *
     * @param firstSeed the first seed
     * @param seeds how many seeds there are, counted upwards, the same in every point
     * @param warmUp references of each process before the numbers count
     * @param limit in picoseconds of simulated time, {@link Long#MAX_VALUE} for none
     * @param precision that is asked for with more seeds than those, null for none
     */
    public record Sampling(
            long firstSeed,
            int seeds,
            long warmUp,
            long limit,
            @Nullable Precision precision) {
        /** As many seeds as there are. */
        public Sampling(long firstSeed, int seeds, long warmUp, long limit) {
            this(firstSeed, seeds, warmUp, limit, null);
        }

        /** Returns how many seeds a point has at most. */
        public int most() {
            return precision == null ? seeds : precision.rule().most();
        }

        /** One run, all of which counts. */
        public static final Sampling ONCE = new Sampling(1, 1, 0, Long.MAX_VALUE);
    }

    public SweepSpec {
        workloads = List.copyOf(workloads);
        metrics = List.copyOf(metrics);
    }

    /** Returns the same with other columns. */
    SweepSpec withMetrics(List<String> columns) {
        return new SweepSpec(name, description, machine, workloads, space, sampling, comparison, columns, asked);
    }
}
