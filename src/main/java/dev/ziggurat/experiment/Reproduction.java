package dev.ziggurat.experiment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether results that were simulated again are the same: by bytes, and where they are not, by their cells. */
public final class Reproduction {
    /** Columns that say which version made a row; another version's results may be the same but for these. */
    private static final Set<String> OF_VERSION = Set.of("version", "machine_digest", "workload_digest", "digest");

    private static final int MOST = 20;

    private final List<Difference> differences = new ArrayList<>();
    private int found;
    private int gone;
    private int added;
    private boolean otherVersion;

    /**
     * A cell that is another.
     *
     * @param run the id of its run
     * @param what its column, or component and metric
     * @param before its value, "nothing" if there was none
     * @param now what it is now
     */
    public record Difference(String run, String what, String before, String now) {}

    /**
     * What a comparison came to.
     *
     * @param identical whether both files are the same to the byte
     * @param differences the first cells that differ
     * @param found how many cells differ in all
     * @param gone numbers that the other version measured and this one does not
     * @param added numbers that only this version measures
     * @param otherVersion whether the versions differ, or how they describe what was simulated
     */
    public record Result(
            boolean identical, List<Difference> differences, int found, int gone, int added, boolean otherVersion) {
        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether all that was simulated again is the same, whatever else one of the folders holds. */
        public boolean isEqual() {
            return found == 0 && gone == 0 && added == 0 && !otherVersion;
        }
    }

    private Reproduction() {}

    /**
     * Returns the ids of the runs that a folder has usable results of, at least one: to compare nothing would find no difference.
     *
     * @throws ExperimentException if it cannot be read, or has none
     */
    public static Set<Integer> runs(Path folder) {
        Set<Integer> runs = new HashSet<>();
        try (CsvReader<CsvRecord> csv = open(folder.resolve(ResultFolder.RESULTS))) {
            List<String> header = new ArrayList<>();
            for (CsvRecord record : csv) {
                if (header.isEmpty()) {
                    header.addAll(record.getFields());
                    requireColumns(folder, header);
                } else if (Set.of("ok", "limit").contains(record.getField(header.indexOf("status")))) {
                    runs.add(Integer.valueOf(record.getField(header.indexOf("run"))));
                }
            }
            if (runs.isEmpty()) {
                throw new ExperimentException(folder + " holds no run that ended well; there is nothing to reproduce");
            }
            return runs;
        } catch (IOException | UncheckedIOException e) {
            throw cannotRead(folder, e);
        } catch (CsvParseException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new ExperimentException(
                    folder.resolve(ResultFolder.RESULTS) + " is no result file: " + e.getMessage(), e);
        }
    }

    private static void requireColumns(Path folder, List<String> header) {
        if (!header.containsAll(List.of("run", "status"))) {
            throw new ExperimentException(
                    folder.resolve(ResultFolder.RESULTS) + " is no result file: it has no column 'run' or 'status'");
        }
    }

    /**
     * Compares two folders.
     *
     * @param runs which runs count
     * @throws ExperimentException if a file cannot be read
     */
    public static Result compare(Path before, Path now, Set<Integer> runs) {
        Reproduction comparison = new Reproduction();
        try {
            boolean identical = Files.mismatch(before.resolve(ResultFolder.RESULTS), now.resolve(ResultFolder.RESULTS))
                            < 0
                    && Files.mismatch(before.resolve(ResultFolder.STATISTICS), now.resolve(ResultFolder.STATISTICS))
                            < 0;
            if (!identical) {
                comparison.results(before, now, runs);
                comparison.statistics(before, now, runs);
            }
            return comparison.result(identical);
        } catch (IOException | UncheckedIOException e) {
            throw cannotRead(before, e);
        } catch (CsvParseException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new ExperimentException("a file of " + before + " is no result file: " + e.getMessage(), e);
        }
    }

    private Result result(boolean identical) {
        return new Result(identical, differences, found, gone, added, otherVersion);
    }

    private void results(Path before, Path after, Set<Integer> runs) throws IOException {
        Map<Integer, Map<String, String>> others = rows(after);
        rows(before).forEach((run, row) -> {
            Map<String, String> other = others.getOrDefault(run, Map.of());
            row.forEach((column, value) -> {
                if (!runs.contains(run) || !other.containsKey(column)) {
                    return;
                }
                String now = Objects.requireNonNull(other.get(column));
                if (OF_VERSION.contains(column)) {
                    otherVersion |= !value.equals(now);
                } else {
                    compare(run, column, value, now);
                }
            });
        });
    }

    private static Map<Integer, Map<String, String>> rows(Path folder) throws IOException {
        Map<Integer, Map<String, String>> rows = new LinkedHashMap<>();
        List<String> header = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = open(folder.resolve(ResultFolder.RESULTS))) {
            for (CsvRecord record : csv) {
                if (header.isEmpty()) {
                    header.addAll(record.getFields());
                    requireColumns(folder, header);
                    continue;
                }
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), record.getField(i));
                }
                rows.put(Integer.valueOf(Objects.requireNonNull(row.get("run"))), row);
            }
        }
        return rows;
    }

    /** Run by run: the files may be larger than memory. Both are in the order of the plan. */
    private void statistics(Path before, Path now, Set<Integer> runs) throws IOException {
        try (CsvReader<CsvRecord> one = open(before.resolve(ResultFolder.STATISTICS));
                CsvReader<CsvRecord> other = open(now.resolve(ResultFolder.STATISTICS))) {
            Numbers ours = new Numbers(one, runs);
            Numbers theirs = new Numbers(other, runs);
            boolean more = ours.next();
            boolean others = theirs.next();
            while (more && others && ours.run == theirs.run) {
                compare(ours, theirs);
                more = ours.next();
                others = theirs.next();
            }
            if (more) {
                compare(ours.run, "all numbers", "there", "nothing");
            } else if (others) {
                compare(theirs.run, "all numbers", "nothing", "there");
            }
        }
    }

    private void compare(Numbers ours, Numbers theirs) {
        ours.values.forEach((name, value) -> {
            String other = theirs.values.get(name);
            if (other == null) {
                gone++;
            } else {
                compare(ours.run, name, value, other);
            }
        });
        added += (int) theirs.values.keySet().stream()
                .filter(name -> !ours.values.containsKey(name))
                .count();
    }

    private void compare(int run, String what, String before, String now) {
        if (!before.equals(now)) {
            found++;
            if (differences.size() < MOST) {
                differences.add(new Difference(Integer.toString(run), what, before, now));
            }
        }
    }

    /** The numbers of a run after the other. */
    private static final class Numbers {
        private final Iterator<CsvRecord> records;
        private final Set<Integer> wanted;
        private @Nullable CsvRecord ahead;
        private final Map<String, String> values = new LinkedHashMap<>();
        private int run;

        private Numbers(CsvReader<CsvRecord> csv, Set<Integer> wanted) {
            records = csv.iterator();
            this.wanted = wanted;
            if (records.hasNext()) {
                records.next();
            }
            ahead = records.hasNext() ? records.next() : null;
        }

        /** Goes on to the next run that is wanted; false if there is none. */
        private boolean next() {
            do {
                values.clear();
                if (ahead == null) {
                    return false;
                }
                run = Integer.parseInt(ahead.getField(0));
                while (ahead != null && Integer.parseInt(ahead.getField(0)) == run) {
                    values.put(ahead.getField(1) + "." + ahead.getField(2), ahead.getField(4));
                    ahead = records.hasNext() ? records.next() : null;
                }
            } while (!wanted.contains(run));
            return true;
        }
    }

    private static CsvReader<CsvRecord> open(Path file) throws IOException {
        return CsvReader.builder().ofCsvRecord(file);
    }

    private static ExperimentException cannotRead(Path folder, Exception e) {
        String why = e instanceof IOException failure ? ResultFolder.reason(failure) : String.valueOf(e.getMessage());
        return new ExperimentException("cannot read the results in " + folder + ": " + why, e);
    }
}
