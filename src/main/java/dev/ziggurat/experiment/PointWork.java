package dev.ziggurat.experiment;

import dev.ziggurat.experiment.Cluster.Answer;
import dev.ziggurat.experiment.Cluster.Errand;
import dev.ziggurat.experiment.plan.Needed;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.PointFile;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other end of an {@link Cluster}: simulates whole points of a plan on the host that it is on. May be used from several threads. */
public final class PointWork {
    private final Plan plan;
    private final @Nullable Duration patience;

    /**
     * Prepares to work on a plan.
     *
     * @param patience how long a run may take; null for as long as it does
     */
    public PointWork(Plan plan, @Nullable Duration patience) {
        this.plan = plan;
        this.patience = patience;
    }

    /** Simulates points, one after the other: of each the runs that are wanted, and the further seeds that its precision asks for. */
    public Answer carryOut(List<Errand> errands) {
        long began = System.nanoTime();
        Map<String, byte[]> done = new LinkedHashMap<>();
        errands.forEach(errand -> carryOut(errand, done));
        return new Answer(done, System.nanoTime() - began, "");
    }

    private void carryOut(Errand errand, Map<String, byte[]> done) {
        Map<String, Outcome> known = new HashMap<>();
        errand.known()
                .forEach((digest, text) ->
                        PointFile.decode(digest, text).ifPresent(outcome -> known.put(digest, outcome)));
        Needed needed =
                new Needed(plan, plan.runsOf(errand.point()), run -> Optional.ofNullable(known.get(run.digest())));
        for (Run run = next(needed, errand, known); run != null; run = next(needed, errand, known)) {
            Outcome outcome = OutcomeFile.simulate(
                    run,
                    patience,
                    "the heap of an executor is too small for this run"
                            + " beside others; give executors more memory, or fewer processors each");
            known.put(run.digest(), outcome);
            done.put(run.digest(), PointFile.encode(run.digest(), outcome.withoutNotesOf(run.setup())));
        }
    }

    private static @Nullable Run next(Needed needed, Errand errand, Map<String, Outcome> known) {
        for (Run run : needed.of(errand.point())) {
            if (!errand.skip().contains(run.digest()) && !known.containsKey(run.digest())) {
                return run;
            }
        }
        return null;
    }
}
