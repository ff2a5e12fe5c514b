package dev.ziggurat.report.html;

import dev.ziggurat.report.CsvFile;
import dev.ziggurat.report.ReportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code results.csv}: all runs, also those that failed, and which of its columns were varied and which measured. */
final class RunTable {
    /** The last of the columns that every results file has. */
    private static final String LAST_FIXED = "status";

    private static final String ALONE = "alone";

    private final List<String> header;
    private final List<List<String>> rows;
    private final Map<String, Integer> rowOfRun = new HashMap<>();
    private final boolean hasRunsOfSingleProcesses;

    private RunTable(Path file, List<String> header, List<List<String>> rows, boolean hasRunsOfSingleProcesses) {
        this.hasRunsOfSingleProcesses = hasRunsOfSingleProcesses;
        this.header = header;
        this.rows = rows;
        CsvFile.requireRuns(file, header);
        if (rows.isEmpty()) {
            throw new ReportException(file + " holds no run; there is nothing to show");
        }
        List<String> runs = column("run");
        for (int row = 0; row < runs.size(); row++) {
            if (rowOfRun.put(runs.get(row), row) != null) {
                throw CsvFile.twice(file, runs.get(row));
            }
        }
    }

    /**
     * Reads the file.
     *
     * @throws ReportException if it cannot be read, is no result file or holds no run
     */
    static RunTable read(Path folder) {
        Path file = folder.resolve("results.csv");
        List<List<String>> rows = new ArrayList<>();
        CsvFile.forEach(file, rows::add);
        if (rows.isEmpty()) {
            throw new ReportException(file + " is no result file: it is empty");
        }
        return whole(file, rows.get(0), rows.subList(1, rows.size()));
    }

    /** Leaves out the runs of single processes, which are there to be compared with, and the column that names them. */
    private static RunTable whole(Path file, List<String> header, List<List<String>> rows) {
        int alone = header.indexOf(ALONE);
        if (alone < 0) {
            return new RunTable(file, header, rows, false);
        }
        List<List<String>> kept = rows.stream()
                .filter(row -> row.get(alone).isEmpty())
                .map(row -> without(row, alone))
                .toList();
        return new RunTable(file, without(header, alone), kept, kept.size() < rows.size());
    }

    private static List<String> without(List<String> fields, int column) {
        List<String> fewer = new ArrayList<>(fields);
        fewer.remove(column);
        return fewer;
    }

    /** Whether the file has runs of single processes of a mix too, which this table has not. */
    boolean hasRunsOfSingleProcesses() {
        return hasRunsOfSingleProcesses;
    }

    /** Whether any run ended well. */
    boolean hasUsableRun() {
        return column(LAST_FIXED).stream().anyMatch(Set.of("ok", "limit")::contains);
    }

    int size() {
        return rows.size();
    }

    /** Returns the row of a run by its id, or -1. */
    int row(String run) {
        return rowOfRun.getOrDefault(run, -1);
    }

    /** Returns the columns that every results file has, in the order of the file. */
    List<String> fixed() {
        return header.subList(0, header.indexOf(LAST_FIXED) + 1);
    }

    /** Returns the values of some columns, by their names, of each row. */
    List<Map<String, String>> rows(List<String> columns) {
        return rows.stream()
                .map(row -> columns.stream()
                        .collect(Collectors.toMap(column -> column, column -> row.get(header.indexOf(column)))))
                .toList();
    }

    /** Returns a column's values, a row each. */
    List<String> column(String name) {
        int index = header.indexOf(name);
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /**
     * Returns the swept paths.
     *
     * @param measured the metrics of {@code statistics.csv}; empty if the folder has none. Then the swept paths are as many columns, from the left, as it
     *     takes to tell the points apart, and those to their right that hold more than plain numbers.
     */
    List<String> swept(Set<String> measured) {
        List<String> free = header.subList(header.indexOf(LAST_FIXED) + 1, header.size());
        if (!measured.isEmpty()) {
            return free.stream().filter(column -> !measured.contains(column)).toList();
        }
        int count = 0;
        while (count < free.size() && !(tellsPointsApart(free.subList(0, count)) && isNumeric(free.get(count)))) {
            count++;
        }
        return free.subList(0, count);
    }

    private boolean tellsPointsApart(List<String> columns) {
        Map<List<String>, Set<String>> points = new HashMap<>();
        List<List<String>> keys = new ArrayList<>(List.of(column("machine"), column("workload")));
        columns.forEach(column -> keys.add(column(column)));
        List<String> point = column("point");
        for (int row = 0; row < rows.size(); row++) {
            int at = row;
            points.computeIfAbsent(keys.stream().map(key -> key.get(at)).toList(), unknown -> new HashSet<>())
                    .add(point.get(row));
        }
        return points.values().stream().allMatch(alike -> alike.size() == 1);
    }

    private boolean isNumeric(String column) {
        return column(column).stream().allMatch(value -> value.isEmpty() || Metric.isNumber(value));
    }

    /** Returns the columns that are neither fixed nor swept: the metrics that the sweep asked for. */
    List<String> asked(List<String> swept) {
        return header.subList(header.indexOf(LAST_FIXED) + 1, header.size()).stream()
                .filter(column -> !swept.contains(column))
                .toList();
    }
}
