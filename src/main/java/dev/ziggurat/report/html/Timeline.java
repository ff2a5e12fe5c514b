package dev.ziggurat.report.html;

import dev.ziggurat.report.CsvFile;
import dev.ziggurat.report.ReportException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code timeline.csv}: what the operating system counted in each interval, by run. */
final class Timeline {
    /** A page with more is slow to open; the runs that do not fit are left out whole. */
    static final int MOST_ROWS = 20_000;

    private Timeline() {}

    /** Returns the series of each run for the page: column names and rows; whole runs only, from the first. */
    static Map<String, Object> json(Path file) {
        List<String> header = new ArrayList<>();
        Map<String, List<List<BigDecimal>>> runs = new LinkedHashMap<>();
        CsvFile.forEach(file, fields -> {
            if (header.isEmpty()) {
                header.addAll(fields);
            } else {
                runs.computeIfAbsent(fields.get(0), unknown -> new ArrayList<>())
                        .add(numbers(file, fields));
            }
        });
        if (!header.contains("run") || !header.contains("time_ns")) {
            throw new ReportException(file + " is no time line: it has no column 'run' or no 'time_ns'");
        }
        int rows = 0;
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Map.Entry<String, List<List<BigDecimal>>> run : runs.entrySet()) {
            rows += run.getValue().size();
            if (rows <= MOST_ROWS || kept.isEmpty()) {
                kept.put(run.getKey(), run.getValue());
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("columns", header.subList(1, header.size()));
        json.put("runs", kept);
        json.put("of", runs.size());
        return json;
    }

    private static List<BigDecimal> numbers(Path file, List<String> fields) {
        try {
            return fields.subList(1, fields.size()).stream()
                    .map(BigDecimal::new)
                    .toList();
        } catch (NumberFormatException e) {
            throw new ReportException(file + " holds something that is no number: " + String.join(",", fields), e);
        }
    }
}
