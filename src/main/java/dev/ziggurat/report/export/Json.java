package dev.ziggurat.report.export;

import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code --format json}: {@code summary.json} with the points, {@code statistics.jsonl} with an object for each run on a line of its own, and {@code units.json}.
 * Lines, because no reader takes a single document that is larger than its memory, while pandas and jq read lines one after the other.
 */
public final class Json {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private static final String STATUS = "status";

    /** The process that was simulated by itself; its column stands behind the status. */
    private static final String ALONE = "alone";

    private Json() {}

    /**
     * Returns the files by name.
     *
     * @throws ReportException if the folder holds no results
     */
    public static Map<String, Document> files(Path folder, Findings findings) {
        Runs runs = Runs.of(folder);
        Set<String> paths = Set.copyOf(findings.points().keys());
        Map<String, Document> files = new LinkedHashMap<>();
        files.put("summary.json", out -> new SummaryJson(findings).writeTo(out));
        files.put("statistics.jsonl", out -> runs.forEach((row, values) -> writeRun(out, paths, row, values)));
        files.put("units.json", out -> writeUnits(out, runs));
        return files;
    }

    static JsonGenerator generator(Writer out) {
        return JSON.createGenerator(out);
    }

    /** The metrics among the columns are left out: they are statistics, and of a run that failed they are nothing. */
    private static void writeRun(Writer out, Set<String> paths, Map<String, String> row, List<Runs.Value> values)
            throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            boolean fixed = true;
            Map<String, String> swept = new LinkedHashMap<>();
            for (Map.Entry<String, String> each : row.entrySet()) {
                if (fixed || each.getKey().equals(ALONE)) {
                    json.writeStringProperty(each.getKey(), each.getValue());
                } else if (paths.contains(each.getKey())) {
                    swept.put(each.getKey(), each.getValue());
                }
                fixed = fixed && !each.getKey().equals(STATUS);
            }
            json.writeObjectPropertyStart("values");
            swept.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeObjectPropertyStart("statistics");
            byComponent(values).forEach((component, metrics) -> {
                json.writeObjectPropertyStart(component);
                metrics.forEach((metric, value) -> writeValue(json, metric, value));
                json.writeEndObject();
            });
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static Map<String, Map<String, String>> byComponent(List<Runs.Value> values) {
        Map<String, Map<String, String>> components = new LinkedHashMap<>();
        values.forEach(each -> components
                .computeIfAbsent(each.component(), unknown -> new LinkedHashMap<>())
                .put(each.metric(), each.value()));
        return components;
    }

    /** A number stands as it does in the CSV, digit by digit; what has no value is null. */
    private static void writeValue(JsonGenerator json, String name, String value) {
        json.writeName(name);
        if (value.isEmpty()) {
            json.writeNull();
        } else if (value.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }

    private static void writeUnits(Writer out, Runs runs) throws IOException {
        Map<String, String> units = new TreeMap<>();
        runs.forEach((row, values) ->
                values.forEach(each -> units.put(each.component() + "." + each.metric(), each.unit())));
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            units.forEach((name, unit) -> json.writeStringProperty(name, unit));
            json.writeEndObject();
        }
        out.write('\n');
    }
}
