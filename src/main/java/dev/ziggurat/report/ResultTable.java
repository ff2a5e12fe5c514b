package dev.ziggurat.report;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The runs of a results folder, but for those of single processes of a mix, and their numbers on demand: {@code statistics.csv} may be larger than memory. */
final class ResultTable {
    private static final String RESULTS = "results.csv";
    private static final String STATISTICS = "statistics.csv";

    /** The columns before those of the swept paths; the last of them. */
    private static final String LAST_FIXED = "status";

    /** The process that was simulated by itself; such runs are there to be compared with, not to be drawn. */
    private static final String ALONE = "alone";

    private final Path folder;
    private final List<Map<String, String>> runs;
    private final List<String> paths = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();

    private ResultTable(Path folder, List<Map<String, String>> runs) {
        this.folder = folder;
        this.runs = runs;
    }

    /**
     * A number of a run.
     *
     * @param run the run's id
     * @param metric its name in its component
     * @param unit its unit, maybe empty
     * @param value the number
     */
    record Number(String run, String metric, String unit, BigDecimal value) {}

    /**
     * Reads the runs that ended well.
     *
     * @throws ReportException if the folder holds no results
     */
    static ResultTable read(Path folder) {
        List<String> header = new ArrayList<>();
        List<Map<String, String>> runs = new ArrayList<>();
        CsvFile.forEach(folder.resolve(RESULTS), fields -> {
            if (header.isEmpty()) {
                header.addAll(fields);
                return;
            }
            Map<String, String> run = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                run.put(header.get(i), fields.get(i));
            }
            boolean whole = run.getOrDefault(ALONE, "").isEmpty();
            if (whole && Set.of("ok", "limit").contains(run.getOrDefault(LAST_FIXED, ""))) {
                runs.add(run);
            }
        });
        ResultTable table = new ResultTable(folder, runs);
        if (runs.isEmpty()) {
            throw new ReportException(folder + " holds no run that ended well; there is nothing to draw");
        }
        table.tellColumnsApart(header);
        return table;
    }

    /** A column that is a metric stands in {@code statistics.csv} too. */
    private void tellColumnsApart(List<String> header) {
        Set<String> measured = new LinkedHashSet<>();
        CsvFile.forEach(folder.resolve(STATISTICS), fields -> measured.add(fields.get(1) + "." + fields.get(2)));
        for (String column : header.subList(header.indexOf(LAST_FIXED) + 1, header.size())) {
            if (!column.equals(ALONE)) {
                (measured.contains(column) ? metrics : paths).add(column);
            }
        }
    }

    /** Returns the runs, each with its columns by name. */
    List<Map<String, String>> runs() {
        return Collections.unmodifiableList(runs);
    }

    /** Returns the swept paths. */
    List<String> paths() {
        return Collections.unmodifiableList(paths);
    }

    /** Returns the metrics that the sweep asked for. */
    List<String> metrics() {
        return Collections.unmodifiableList(metrics);
    }

    /** Returns the values that a column takes, in the order of the plan. */
    List<String> values(String column) {
        Set<String> values = new LinkedHashSet<>();
        runs.forEach(run -> values.add(Objects.requireNonNull(run.get(column))));
        return new ArrayList<>(values);
    }

    /** Returns the numbers of a component whose names are wanted, of all runs; numbers that have no value are left out. */
    List<Number> numbers(String component, Predicate<String> wanted) {
        List<Number> numbers = new ArrayList<>();
        CsvFile.forEach(folder.resolve(STATISTICS), fields -> {
            if (fields.get(1).equals(component)
                    && wanted.test(fields.get(2))
                    && !fields.get(4).isEmpty()) {
                numbers.add(new Number(fields.get(0), fields.get(2), fields.get(3), number(fields)));
            }
        });
        return numbers;
    }

    /** Some metrics are words: how a process ended. */
    private static BigDecimal number(List<String> fields) {
        try {
            return new BigDecimal(fields.get(4));
        } catch (NumberFormatException e) {
            String metric = fields.get(1) + "." + fields.get(2);
            throw new ReportException(metric + " is '" + fields.get(4) + "', which is no number to be drawn", e);
        }
    }

    /** Returns the names of all metrics. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        CsvFile.forEach(folder.resolve(STATISTICS), fields -> names.add(fields.get(1) + "." + fields.get(2)));
        // The names of the columns.
        names.remove("component.metric");
        return names;
    }
}
