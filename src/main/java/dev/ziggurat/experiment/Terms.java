package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.run.Run;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Under what terms a plan is carried out; none of them changes what a run comes to.
 *
 * @param workers how many runs go on at once, at least 1
 * @param chosen which runs; the others are left as they are
 * @param shard which part of the sweep; null for the whole
 * @param patience how long a run may take here, by the clock on the wall; null for as long as it does
 * @param isolation where a run is tried again for which the memory did not suffice beside others; null for nowhere
 */
public record Terms(
        int workers,
        Predicate<Run> chosen,
        @Nullable Shard shard,
        @Nullable Duration patience,
        @Nullable Isolation isolation) {
    /** All runs, as long as they take. */
    public static Terms workers(int workers) {
        return new Terms(workers, run -> true, null, null, null);
    }

    /** Returns which runs of a plan are to be done. */
    public Predicate<Run> share(Plan plan) {
        return shard == null ? chosen : chosen.and(shard.of(plan));
    }
}
