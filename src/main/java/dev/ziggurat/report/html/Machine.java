package dev.ziggurat.report.html;

import dev.ziggurat.report.html.Swept.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The machine of the runs as terraces, from the cores down to the swap device. */
final class Machine {
    private static final int DEEPEST = 16;

    private final JsonNode machine;
    private final Swept swept;
    private final int cores;

    Machine(Swept swept) {
        this.swept = swept;
        machine = swept.machine();
        cores = machine.path("cores").path("count").asInt(1);
    }

    /** Returns the terraces, from the cores downwards. */
    List<Terrace> terraces() {
        List<Terrace> terraces = new ArrayList<>();
        terraces.add(new Terrace("core", "", cores, List.of(core())));
        List<Part> translation = translation();
        if (!translation.isEmpty()) {
            terraces.add(new Terrace("translation", "", cores, translation));
        }
        caches().values().forEach(level -> terraces.add(cacheTerrace(level)));
        terraces.add(new Terrace("memory", "", 1, List.of(Memory.part(machine, swept))));
        List<Part> storage = storage();
        if (!storage.isEmpty()) {
            terraces.add(new Terrace("storage", "", 1, storage));
        }
        return terraces;
    }

    private Part core() {
        JsonNode core = machine.path("cores");
        String kind = core.path("kind").asString("");
        List<Property> varied = swept.others("cores", List.of("clock"));
        String width = List.of("width", "window", "load-queue", "store-queue").stream()
                .filter(name -> core.has(name)
                        && varied.stream().noneMatch(each -> each.name().equals(name)))
                .map(name -> name.replace('-', ' ') + " " + core.path(name).asString(""))
                .collect(Collectors.joining(", "));
        return new Part(
                (cores > 1 ? cores + " × " : "") + kind + " core",
                property("cores", core, "clock"),
                new Property("", width, List.of()),
                Part.NONE,
                varied);
    }

    private Property property(String part, JsonNode node, String name) {
        return swept.property(part, name, node.path(name).asString(""));
    }

    private List<Part> translation() {
        JsonNode translation = machine.path("translation");
        String format = translation.path("format").asString("none");
        List<Part> parts = new ArrayList<>();
        if (format.equals("none")) {
            return parts;
        }
        if (format.equals("segmented")) {
            parts.add(lookUp("translation.descriptors", "descriptors", translation.path("descriptors")));
            return parts;
        }
        for (Map.Entry<String, JsonNode> tlb : translation.path("tlbs").properties()) {
            parts.add(lookUp("translation.tlbs." + tlb.getKey(), tlb.getKey() + " TLB", tlb.getValue()));
        }
        return parts;
    }

    private Part lookUp(String path, String title, JsonNode node) {
        Property entries = property(path, node, "entries");
        return new Part(
                title,
                new Property("entries", entries.text() + " entries", entries.varied()),
                ways(path, node),
                property(path, node, "latency"),
                swept.others(path, List.of("entries", "ways", "latency")));
    }

    /** Ways, and of a cache its line. */
    private Property ways(String path, JsonNode node) {
        Property ways = property(path, node, "ways");
        Property line = property(path, node, "line");
        List<String> varied = new ArrayList<>(ways.varied());
        varied.addAll(line.varied());
        String words = ways.text().isEmpty() ? "fully associative" : ways.text() + "-way";
        return new Property("ways", line.text().isEmpty() ? words : words + ", lines of " + line.text(), varied);
    }

    /** The caches by how many lie between them and the core. */
    private Map<Integer, Map<String, JsonNode>> caches() {
        Map<Integer, Map<String, JsonNode>> levels = new TreeMap<>();
        for (Map.Entry<String, JsonNode> cache : machine.path("caches").properties()) {
            levels.computeIfAbsent(depth(cache.getKey(), 0), unknown -> new LinkedHashMap<>())
                    .put(cache.getKey(), cache.getValue());
        }
        return levels;
    }

    private int depth(String name, int deep) {
        int most = deep;
        for (Map.Entry<String, JsonNode> above : machine.path("caches").properties()) {
            if (deep < DEEPEST && above.getValue().path("below").asString("").equals(name)) {
                most = Math.max(most, depth(above.getKey(), deep + 1));
            }
        }
        return most;
    }

    private Terrace cacheTerrace(Map<String, JsonNode> level) {
        List<Part> parts = new ArrayList<>();
        boolean shared = false;
        String link = "";
        for (Map.Entry<String, JsonNode> cache : level.entrySet()) {
            JsonNode node = cache.getValue();
            parts.add(cache(cache.getKey(), node));
            shared |= node.path("shared").asBoolean(false);
            JsonNode way = node.path("link");
            if (way.isObject()) {
                link = "link: " + way.path("latency").asString("") + ", "
                        + way.path("width").asString("");
            }
        }
        return new Terrace("cache", link, shared ? 1 : cores, parts);
    }

    private Part cache(String name, JsonNode node) {
        String path = "caches." + name;
        String key = node.has("load-to-use") ? "load-to-use" : "latency";
        Property latency = property(path, node, key);
        String words = key.equals("latency") ? latency.text() : latency.text() + " load to use";
        return new Part(
                name,
                property(path, node, "size"),
                ways(path, node),
                new Property(key, words, latency.varied()),
                swept.others(path, List.of("size", "ways", "line", key)));
    }

    private List<Part> storage() {
        JsonNode swap = machine.path("os").path("swap");
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> device : machine.path("storage").properties()) {
            String path = "storage." + device.getKey();
            JsonNode node = device.getValue().path("device");
            boolean swaps = swap.path("device").asString("").equals(device.getKey());
            Property description =
                    swept.property(path, "device", node.path("description").asString(node.asString("")));
            parts.add(new Part(
                    device.getKey(),
                    description,
                    swaps ? forSwap(swap) : Part.NONE,
                    Part.NONE,
                    swept.others(path, List.of("device"))));
        }
        return parts;
    }

    private Property forSwap(JsonNode swap) {
        Property size = property("os.swap", swap, "size");
        return new Property("swap", size.text() + " for swap", size.varied());
    }
}
