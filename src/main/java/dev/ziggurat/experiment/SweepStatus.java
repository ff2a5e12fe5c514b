package dev.ziggurat.experiment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.results.Manifest;
import dev.ziggurat.experiment.results.PointStore;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How far the sweep of a folder is, told from the folder alone, while it goes on or after.
 *
 * @param name of the sweep
 * @param shard which part of it the folder holds; null if all
 * @param runs how many belong there, as far as was known when the manifest was written
 * @param growing whether it may turn out that more are needed, by {@code replicate}
 * @param done how many of these have finished for good, also those that failed so
 * @param failed how many failed, for good or the last time
 * @param missing the ids of those that have neither finished nor failed, in ascending order
 * @param latest when the last one finished; null if none has
 */
public record SweepStatus(
        String name,
        @Nullable Shard shard,
        int runs,
        boolean growing,
        int done,
        int failed,
        List<Integer> missing,
        @Nullable Instant latest) {
    public SweepStatus {
        missing = List.copyOf(missing);
    }

    /**
     * Looks at a folder.
     *
     * @throws ExperimentException if it holds no results, or a file of it is damaged
     */
    public static SweepStatus of(Path folder) {
        Path points = folder.resolve(ResultFolder.POINTS);
        Path manifest = folder.resolve(ResultFolder.MANIFEST);
        if (!Files.isDirectory(points) || !Files.exists(manifest)) {
            throw new ExperimentException(folder + " is no folder of results: there is no '" + ResultFolder.POINTS
                    + "' or no '" + ResultFolder.MANIFEST + "' in it");
        }
        JsonNode told = Manifest.read(manifest);
        if (told.path("runs").isEmpty()) {
            throw damaged(manifest, "it lists no runs");
        }
        try {
            return read(points, told, failed(folder.resolve(ResultFolder.RESULTS)));
        } catch (JacksonException e) {
            throw damaged(manifest, e.getOriginalMessage());
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + ResultFolder.reason(e), e);
        }
    }

    private static ExperimentException damaged(Path manifest, String why) {
        return new ExperimentException(manifest + " is damaged: " + why + "; `ziggurat sweep` with --out "
                + manifest.getParent() + " writes it anew and simulates no finished run again");
    }

    private static SweepStatus read(Path points, JsonNode manifest, Set<Integer> tried) throws IOException {
        String written = manifest.path("shard").asString("");
        Shard shard = written.isEmpty() ? null : Shard.parse(written);
        Map<String, Integer> asked = asked(manifest, shard);
        List<Integer> missing = new ArrayList<>();
        int failed = 0;
        int done = 0;
        Instant latest = null;
        for (Map.Entry<String, Integer> each : asked.entrySet()) {
            Path file = points.resolve(each.getKey() + PointStore.ENDING);
            Optional<Outcome> outcome = PointStore.find(points, each.getKey());
            if (outcome.isEmpty()) {
                if (tried.contains(each.getValue())) {
                    failed++;
                } else {
                    missing.add(each.getValue());
                }
                continue;
            }
            done++;
            failed += outcome.get().status().failed() ? 1 : 0;
            Instant finished = Files.getLastModifiedTime(file).toInstant();
            latest = latest == null || finished.isAfter(latest) ? finished : latest;
        }
        String name = manifest.path("name").asString("");
        boolean growing = manifest.path(Manifest.GROWING).asBoolean(false);
        return new SweepStatus(name, shard, asked.size(), growing, done, failed, missing, latest);
    }

    /** The ids of the runs that failed the last time they were tried, so that they will be tried again: only the table knows of them. */
    private static Set<Integer> failed(Path results) throws IOException {
        Set<Integer> failed = new HashSet<>();
        rows(results).forEach((run, status) -> {
            if (!Set.of("ok", "limit").contains(status)) {
                failed.add(run);
            }
        });
        return failed;
    }

    /** The status of each run that the table has, by its id. */
    private static Map<Integer, String> rows(Path results) throws IOException {
        Map<Integer, String> rows = new LinkedHashMap<>();
        if (!Files.exists(results)) {
            return rows;
        }
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(results)) {
            for (NamedCsvRecord row : csv) {
                rows.put(Integer.valueOf(row.getField("run")), row.getField("status"));
            }
        } catch (CsvParseException | NoSuchElementException | NumberFormatException e) {
            throw new ExperimentException(results + " is no result file: " + e.getMessage(), e);
        }
        return rows;
    }

    /**
     * Says what of its sweep the table of a folder lacks, of which reports are made.
     *
     * @return empty if nothing, or if there is no manifest that tells
     * @throws ExperimentException if the table cannot be read
     */
    public static String lack(Path folder) {
        JsonNode manifest = Manifest.read(folder.resolve(ResultFolder.MANIFEST));
        String part = manifest.path("shard").asString("");
        Set<Integer> missing = new HashSet<>(
                asked(manifest, part.isEmpty() ? null : Shard.parse(part)).values());
        int all = missing.size();
        try {
            missing.removeAll(rows(folder.resolve(ResultFolder.RESULTS)).keySet());
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + ResultFolder.reason(e), e);
        }
        if (!missing.isEmpty()) {
            return missing.size() + " of " + all + " runs are missing";
        }
        if (manifest.path(Manifest.GROWING).asBoolean(false)) {
            return "more runs may be needed";
        }
        return part.isEmpty() ? "" : "it is part " + part + " of a sweep";
    }

    /**
     * Refuses a folder whose sweep has not come to the writing of its tables, so that there is nothing to read of it.
     *
     * @throws ExperimentException if so; it says how many runs have finished, and how to go on
     */
    public static void requireTables(Path folder) {
        if (Files.exists(folder.resolve(ResultFolder.RESULTS))) {
            return;
        }
        boolean begun = Files.exists(folder.resolve(ResultFolder.MANIFEST));
        if (begun || Files.isDirectory(folder.resolve(ResultFolder.POINTS))) {
            throw new ExperimentException(
                    folder + " has no " + ResultFolder.RESULTS + " yet, because its sweep has not ended"
                            + (begun ? ": " + of(folder).progress() : "")
                            + "; the same `ziggurat sweep` command goes on where it was, and writes the tables");
        }
    }

    private String progress() {
        return done + " of " + runs + (growing ? " or more" : "") + " runs are done";
    }

    /** The ids of the runs that belong to the folder, by their digests. */
    private static Map<String, Integer> asked(JsonNode manifest, @Nullable Shard shard) {
        int last = 0;
        for (JsonNode run : manifest.path("runs")) {
            last = Math.max(last, run.path("point").asInt());
        }
        boolean[] ours = shard == null ? null : shard.points(last + 1);
        Map<String, Integer> asked = new LinkedHashMap<>();
        for (JsonNode run : manifest.path("runs")) {
            if (ours == null || ours[run.path("point").asInt()]) {
                asked.putIfAbsent(run.path("digest").asString(), run.path("run").asInt());
            }
        }
        return asked;
    }
}
