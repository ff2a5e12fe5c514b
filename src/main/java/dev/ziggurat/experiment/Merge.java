package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Needed;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.Manifest;
import dev.ziggurat.experiment.results.PointFile;
import dev.ziggurat.experiment.results.PointStore;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Takes over what other folders hold of a plan. Everything is looked at before anything is changed. */
public final class Merge {
    private final Plan plan;
    private final ResultFolder target;
    private final Set<String> ours;

    /** Where each run is found, by its digest. */
    private final Map<String, Path> found = new HashMap<>();

    private final List<String> fresh = new ArrayList<>();
    private int damaged;

    /**
     * What a merge came to.
     *
     * @param taken how many runs were taken over
     * @param damaged how many files were not whole and count as missing
     * @param missing runs of the plan that no folder holds
     */
    public record Result(int taken, int damaged, List<Run> missing) {}

    private Merge(Plan plan, ResultFolder target) {
        this.plan = plan;
        this.target = target;
        ours = plan.digests();
    }

    /**
     * Copies the outcomes of finished runs.
     *
     * @param target the folder of the plan
     * @param folders those of its parts
     * @throws ExperimentException if one is no result folder, holds runs of another plan, or has another outcome of a run than another one
     */
    public static Result of(Plan plan, ResultFolder target, List<Path> folders) {
        Merge merge = new Merge(plan, target);
        for (Path folder : folders) {
            try {
                merge.look(folder);
            } catch (IOException e) {
                throw new ExperimentException("cannot read " + folder + ": " + ResultFolder.reason(e), e);
            }
        }
        try {
            for (String digest : merge.fresh) {
                target.keep(digest, Files.readAllBytes(merge.file(digest)));
            }
        } catch (IOException e) {
            throw ResultFolder.cannotWrite(target.path(), e);
        }
        Map<String, Run> missing = new LinkedHashMap<>();
        for (Run run : new Needed(plan, target::find).all()) {
            if (target.find(run).isEmpty()) {
                missing.putIfAbsent(run.digest(), run);
            }
        }
        return new Result(merge.fresh.size(), merge.damaged, List.copyOf(missing.values()));
    }

    private void look(Path folder) throws IOException {
        Path points = folder.resolve(ResultFolder.POINTS);
        if (!Files.isDirectory(points)) {
            throw new ExperimentException(folder + " is no folder of results: there is no folder '"
                    + ResultFolder.POINTS + "' in it; nothing was changed");
        }
        List<String> digests = PointStore.digests(points);
        long others = digests.stream().filter(digest -> !ours.contains(digest)).count();
        if (others > 0) {
            throw new ExperimentException(folder + " holds the results of "
                    + Manifest.describe(folder.resolve(ResultFolder.MANIFEST)) + ": " + others + " of its "
                    + digests.size() + " finished runs are not among those of '"
                    + plan.spec().name() + "' as "
                    + plan.version() + " plans it with these options. Nothing was changed");
        }
        for (String digest : digests) {
            take(digest, points);
        }
    }

    private void take(String digest, Path points) throws IOException {
        byte[] text = Files.readAllBytes(points.resolve(digest + PointStore.ENDING));
        Optional<Outcome> outcome = PointFile.decode(digest, text);
        if (outcome.isEmpty()) {
            damaged++;
            return;
        }
        Path known = found.get(digest);
        if (known == null && target.holds(digest)) {
            known = target.path().resolve(ResultFolder.POINTS);
        } else if (known == null) {
            fresh.add(digest);
        }
        if (known != null && !isSame(known.resolve(digest + PointStore.ENDING), digest, outcome.get())) {
            throw new ExperimentException("the outcomes of run " + digest.substring(0, 16) + " in "
                    + known.getParent() + " and " + points.getParent() + " differ, although they come of the same"
                    + " machine, workload, seed and version. Nothing was changed; one of the hosts is not to be"
                    + " trusted");
        }
        found.putIfAbsent(digest, points);
    }

    /** Notes name the keys of files, and the same machine may be written in several ways. */
    private static boolean isSame(Path known, String digest, Outcome outcome) throws IOException {
        return PointFile.decode(digest, Files.readAllBytes(known))
                .filter(other -> other.withoutNotes().equals(outcome.withoutNotes()))
                .isPresent();
    }

    private Path file(String digest) {
        return Objects.requireNonNull(found.get(digest)).resolve(digest + PointStore.ENDING);
    }
}
