package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Needed;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.results.PointStore;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Which parts of a sweep lack runs, told from the files of their results alone; a part may be under way. */
public final class UnfinishedParts {
    private UnfinishedParts() {}

    /**
     * Returns their numbers, ascending.
     *
     * @param parts how many the sweep is made of
     * @param folders where the results of a part are, or will be
     * @throws ExperimentException if a folder cannot be read
     */
    public static List<Integer> of(Plan plan, int parts, IntFunction<Path> folders) {
        List<Integer> lacking = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            if (lacks(plan, new Shard(part, parts), folders.apply(part))) {
                lacking.add(part);
            }
        }
        return lacking;
    }

    private static boolean lacks(Plan plan, Shard shard, Path folder) {
        boolean[] ours = shard.points(plan.points());
        for (int point = 0; point < ours.length; point++) {
            if (ours[point]
                    && new Needed(plan, plan.runsOf(point), run -> find(folder, run))
                            .of(point).stream()
                                    .anyMatch(run -> find(folder, run).isEmpty())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Outcome> find(Path folder, Run run) {
        try {
            return PointStore.find(folder.resolve(ResultFolder.POINTS), run.digest());
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + ResultFolder.reason(e), e);
        }
    }
}
