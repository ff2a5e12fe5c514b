package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Baseline;

/**
 * What reports compare the points of a sweep with. A sweep only sees to it that the runs are there; whatever is relative is computed of the
 * result files.
 *
 * @param baseline the point to which each is related, for speed-ups
 * @param withAlone whether each process of a workload with several is also simulated alone, for weighted speed-up and unfairness
 */
public record Comparison(Baseline baseline, boolean withAlone) {
    /** Nothing is compared. */
    public static final Comparison NONE = new Comparison(Baseline.NONE, false);
}
