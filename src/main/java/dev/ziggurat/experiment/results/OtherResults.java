package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.ExperimentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What a folder holds that is not a plan's. */
public final class OtherResults {
    private static final List<String> FILES = List.of(
            ResultFolder.RESULTS,
            ResultFolder.STATISTICS,
            ResultFolder.DICTIONARY,
            ResultFolder.RESOLVED,
            ResultFolder.MANIFEST,
            ResultFolder.COMMANDS,
            ResultFolder.TIMELINE,
            ResultFolder.TOP);

    private OtherResults() {}

    /** Whether a folder holds results of which some are not the plan's, so that {@link ResultFolder#open} would refuse it. */
    public static boolean in(Path folder, Plan plan) {
        Path points = folder.resolve(ResultFolder.POINTS);
        if (!Files.isDirectory(points)) {
            return Files.exists(folder.resolve(ResultFolder.RESULTS));
        }
        Set<String> ours = plan.digests();
        try {
            return !ours.containsAll(PointStore.digests(points));
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + ResultFolder.reason(e), e);
        }
    }

    /**
     * Removes them, and all files that were made of them; what is the plan's stays.
     *
     * @return how many runs were removed
     * @throws ExperimentException if they cannot be removed, or another process works in the folder
     */
    public static int remove(Path folder, Plan plan) {
        Path points = folder.resolve(ResultFolder.POINTS);
        try {
            int removed = Files.isDirectory(points) ? removeRuns(points, plan.digests()) : 0;
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            return removed;
        } catch (IOException e) {
            throw ResultFolder.cannotWrite(folder, e);
        }
    }

    private static int removeRuns(Path points, Set<String> ours) throws IOException {
        int removed = 0;
        try (PointStore store = PointStore.open(points, new Disk())) {
            for (String digest : PointStore.digests(points)) {
                if (!ours.contains(digest)) {
                    store.remove(digest);
                    removed++;
                }
            }
        }
        return removed;
    }
}
