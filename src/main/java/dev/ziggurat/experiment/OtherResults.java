package dev.ziggurat.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What a folder holds that is not a plan's. */
public final class OtherResults {
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
     * Removes them.
     *
     * @throws ExperimentException if they cannot be removed, or another process works in the folder
     */
    public static void remove(Path folder, Plan plan) {
        Path points = folder.resolve(ResultFolder.POINTS);
        try {
            if (!Files.isDirectory(points)) {
                Files.deleteIfExists(folder.resolve(ResultFolder.RESULTS));
                return;
            }
            removeRuns(points, plan.digests());
        } catch (IOException e) {
            throw ResultFolder.cannotWrite(folder, e);
        }
    }

    private static void removeRuns(Path points, Set<String> ours) throws IOException {
        try (PointStore store = PointStore.open(points, new Disk())) {
            for (String digest : PointStore.digests(points)) {
                if (!ours.contains(digest)) {
                    store.remove(digest);
                }
            }
        }
    }
}
