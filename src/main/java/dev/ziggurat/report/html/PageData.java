package dev.ziggurat.report.html;

import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.units.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All that the page shows, read from the files of a folder. Only {@code results.csv} must be there. */
final class PageData {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Path folder;
    private final RunTable runs;
    private final Statistics statistics;
    private final List<String> swept;
    private final JsonNode manifest;
    private final JsonNode sweep;
    private final Choice choice;

    private PageData(Path folder, Choice choice) {
        this.folder = folder;
        this.choice = choice;
        runs = RunTable.read(folder);
        Path all = folder.resolve("statistics.csv");
        statistics = Files.exists(all) ? Statistics.read(all, runs) : Statistics.none(runs);
        swept = runs.swept(statistics.names());
        manifest = tree(JSON, folder.resolve("manifest.json"));
        sweep = tree(YAML, folder.resolve("resolved.yaml"));
    }

    static PageData read(Path folder, Choice choice) {
        return new PageData(folder, choice);
    }

    private static JsonNode tree(ObjectMapper mapper, Path file) {
        String text = HtmlReport.text(file);
        if (text.isBlank()) {
            return mapper.createObjectNode();
        }
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            throw new ReportException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns the name of the sweep, of the run, or else of the folder. */
    String title() {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String otherwise = last == null ? "results" : last.toString();
        return sweep.path("sweep").asString(manifest.path("name").asString(otherwise));
    }

    String resolved() {
        return HtmlReport.text(folder.resolve("resolved.yaml"));
    }

    /** Returns the machine as SVG; empty if the folder does not tell it. */
    String diagram() {
        return sweep.has("machine") ? new Diagram(machine().terraces()).draw(machineName()) : "";
    }

    private Machine machine() {
        return new Machine(new Swept(runs, swept, sweep));
    }

    private String machineName() {
        return sweep.path("machine").path("machine").asString("");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title());
        json.put("description", sweep.path("description").asString(""));
        json.put("machine", machineName());
        json.put("machineDescription", sweep.path("machine").path("description").asString(""));
        json.put("warmUp", sweep.path("warm-up").asString(""));
        json.put("manifest", provenance());
        json.put("parts", sweep.has("machine") ? parts() : List.of());
        json.put("runs", runs.size());
        json.put("fixed", runs.fixed().stream().map(this::words).toList());
        json.put("axes", swept.stream().map(this::axis).toList());
        PointNumbers points = PointNumbers.of(folder, runs, sweep.has("relative-to"));
        List<Map<String, Object>> metrics = metrics(points);
        json.put("metrics", metrics);
        json.put("comparison", points.comparison());
        json.put("known", statistics.names().size());
        json.put("telling", statistics.telling());
        json.put("t95", SeedIntervals.quantiles(Set.copyOf(runs.column("seed")).size()));
        Path timeline = folder.resolve("timeline.csv");
        if (Files.exists(timeline)) {
            json.put("timeline", Timeline.json(timeline));
        }
        json.put("start", start(metrics));
        return json;
    }

    private List<Map<String, Object>> metrics(PointNumbers points) {
        List<String> asked = runs.asked(swept);
        List<Map<String, Object>> metrics = new ArrayList<>();
        asked.forEach(name -> metrics.add(
                Metric.asked(name, statistics.unit(name), runs.column(name)).json()));
        points.mixes().forEach(metric -> {
            Map<String, Object> json = metric.json();
            json.put("ofMix", true);
            metrics.add(json);
        });
        statistics.others(asked).forEach(metric -> metrics.add(metric.json()));
        return metrics;
    }

    /** The list of all runs' digests would be as long as the table. */
    private Map<String, Object> provenance() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (String key : List.of("version", "commit", "dirty", "sessions")) {
            if (manifest.has(key)) {
                json.put(key, manifest.path(key));
            }
        }
        return json;
    }

    private List<Map<String, Object>> parts() {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Terrace terrace : machine().terraces()) {
            for (Part part : terrace.parts()) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("title", part.title());
                json.put("copies", terrace.copies());
                json.put("size", part.size());
                json.put("organisation", part.organisation());
                json.put("latency", part.latency());
                json.put("others", part.others());
                parts.add(json);
            }
        }
        return parts;
    }

    /** A column as the list of its values and a number into it for each row. */
    private Map<String, Object> words(String name) {
        List<String> column = runs.column(name);
        List<String> values = new ArrayList<>(new LinkedHashSet<>(column));
        Map<String, Integer> codes = new LinkedHashMap<>();
        values.forEach(value -> codes.put(value, codes.size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("values", values);
        json.put("codes", column.stream().map(codes::get).toList());
        return json;
    }

    private Map<String, Object> axis(String name) {
        Map<String, Object> json = words(name);
        List<Quantity> values = new LinkedHashSet<>(runs.column(name))
                .stream().map(Quantity::of).toList();
        Quantity.Kind kind = values.get(0).kind();
        boolean numbers = kind != Quantity.Kind.WORD && values.stream().allMatch(value -> value.kind() == kind);
        if (numbers) {
            json.put("kind", kind.name());
            json.put("unit", kind.unit());
            json.put("amounts", values.stream().map(Quantity::amount).toList());
        }
        return json;
    }

    private Map<String, Object> start(List<Map<String, Object>> metrics) {
        Start start = new Start(choice);
        List<String> columns = new ArrayList<>(List.of("workload"));
        columns.addAll(swept);
        return start.json(
                columns,
                metrics.stream().map(metric -> (String) metric.get("name")).toList(),
                runs);
    }
}
