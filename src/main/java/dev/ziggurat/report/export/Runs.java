package dev.ziggurat.report.export;

import dev.ziggurat.report.CsvFile;
import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of a folder in the order of the plan, each with all its statistics: one run in memory at a time. Runs that failed are among them, with the numbers
 * that they have, if any.
 */
final class Runs {
    private final Path statistics;
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    /**
     * A number of a run.
     *
     * @param value as it is written; empty if it has none, a word if it is none
     */
    record Value(String component, String metric, String unit, String value) {}

    /** Takes a run. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes the next run.
         *
         * @param row its columns in {@code results.csv}
         * @param values its records in {@code statistics.csv}
         */
        void visit(Map<String, String> row, List<Value> values) throws IOException;
    }

    private Runs(Path folder) {
        statistics = folder.resolve("statistics.csv");
    }

    /**
     * Reads {@code results.csv}.
     *
     * @throws ReportException if the folder holds no results
     */
    static Runs of(Path folder) {
        Runs runs = new Runs(folder);
        List<String> header = new ArrayList<>();
        CsvFile.forEach(folder.resolve("results.csv"), fields -> {
            if (header.isEmpty()) {
                header.addAll(fields);
                return;
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), fields.get(i));
            }
            runs.rows.put(row.getOrDefault("run", ""), row);
        });
        return runs;
    }

    /** Hands over run by run; one that has no statistics comes last. */
    void forEach(Visitor visitor) throws IOException {
        Map<String, Map<String, String>> left = new LinkedHashMap<>(rows);
        List<Value> values = new ArrayList<>();
        String[] current = {""};
        try {
            CsvFile.forEach(statistics, fields -> {
                String run = fields.get(0);
                if (run.equals("run")) {
                    return;
                }
                if (!run.equals(current[0])) {
                    finish(left, current[0], values, visitor);
                    current[0] = run;
                }
                values.add(new Value(fields.get(1), fields.get(2), fields.get(3), fields.get(4)));
            });
            finish(left, current[0], values, visitor);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Map<String, String> row : left.values()) {
            visitor.visit(row, List.of());
        }
    }

    private void finish(Map<String, Map<String, String>> left, String run, List<Value> values, Visitor visitor) {
        if (run.isEmpty()) {
            return;
        }
        Map<String, String> row = left.remove(run);
        if (row == null) {
            throw new ReportException(statistics + " has run " + run
                    + (rows.containsKey(run) ? " twice" : ", which results.csv has not")
                    + "; make both anew with ziggurat merge");
        }
        try {
            visitor.visit(row, List.copyOf(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        values.clear();
    }
}
