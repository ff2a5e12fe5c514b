package dev.ziggurat.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.ziggurat.experiment.plan.ShippedFile.Kind;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas say what the readers take: no file that is good is blamed, no key that is unknown gets through. */
final class SchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** {@code -Dgolden.update=true} writes them anew. */
    private static final Path COPIES = Path.of("configs/schema");

    private static final Map<Kind, Schema> SCHEMAS = schemas();

    /** What is put in the place of a value, each of another type. */
    private static final List<String> OTHERS = List.of(
            "null",
            "7",
            "-1",
            "0.5",
            "true",
            "{}",
            "[]",
            "[[1]]",
            "{\"zzz\": 1}",
            "\"4 KiB\"",
            "\"3 cycles\"",
            "\"lru\"");

    private static Map<Kind, Schema> schemas() {
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword("enumDescriptions"))
                .build();
        SchemaRegistry registry = SchemaRegistry.withDialect(dialect);
        Map<Kind, Schema> schemas = new EnumMap<>(Kind.class);
        Kind.all().forEach(kind -> schemas.put(kind, registry.getSchema(kind.schema())));
        return schemas;
    }

    private static List<ShippedFile> shipped() throws IOException {
        List<ShippedFile> files = new ArrayList<>();
        for (Kind kind : Kind.all()) {
            files.addAll(kind.files());
        }
        return files;
    }

    /** What an editor sees: YAML 1.2 with its core schema, aliases written out. */
    private static JsonNode tree(String yaml) {
        LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
        return JSON.valueToTree(new Load(core).loadFromString(yaml));
    }

    private static boolean taken(Kind kind, JsonNode tree) {
        return SCHEMAS.get(kind).validate(tree).isEmpty();
    }

    private static boolean read(Kind kind, JsonNode tree) {
        try {
            kind.read(Source.text("changed", kind.folder, JSON.writeValueAsString(tree)));
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedCopyIsCurrent(Kind kind) throws IOException {
        Path copy = COPIES.resolve(kind.name().toLowerCase(java.util.Locale.ROOT) + ".schema.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(COPIES);
            Files.writeString(copy, kind.schema());
        }

        assertThat(copy).hasContent(kind.schema());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatShipsIsTaken(ShippedFile file) throws IOException {
        assertThat(SCHEMAS.get(file.kind()).validate(tree(file.text()))).isEmpty();
    }

    /** One slip each, in a file that is otherwise good. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MACHINE  | {extends: desktop, cahces: {}}",
                "MACHINE  | {extends: desktop, caches: {llc: {size: 8 MB}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {size: 8}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {ways: sixteen}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {latency: 4 KiB}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {replacement: lur}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {replacement: {kind: lur}}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {replacement: {kind: lru, bits: 3}}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {write: write-around}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {shared: maybe}}}",
                "MACHINE  | {extends: desktop, caches: [llc]}",
                "MACHINE  | {extends: desktop, memory: {kind: fixed, channels: 2, latency: 80 ns}}",
                "MACHINE  | {extends: desktop, memory: {device: ddr9}}",
                "MACHINE  | {extends: dekstop}",
                "MACHINE  | {extends: [desktop]}",
                "WORKLOAD | {workload: w, processes: [{name: p, program: {kind: stride, footprint: 1 MiB, stores: 50}}]}",
                "WORKLOAD | {workload: w, processes: {name: p, program: {kind: stride, footprint: 1 MiB}}}",
                "SWEEP    | {sweep: s, machine: desktop, workloads: [zipf], vary: {caches.llc.size: {form: 1 MiB, to: 2 MiB}}}",
                "SWEEP    | {sweep: s, machine: desktop, workloads: [zipf], where: caches.l2.size}",
                "SWEEP    | {sweep: s, machine: desktop, workloads: [zipf], design: {kind: sobol, pionts: 8}}",
                "SWEEP    | {sweep: s, machine: desktop, workloads: [zipf], limit: 10}",
                "SWEEP    | {sweep: s, machine: {extends: desktop, cores: {clock: 4}}, workloads: [zipf]}",
                "STORAGE  | {extends: nvme-mlc, model: {kind: tape}}",
                "DRAM     | {extends: ddr4-2400r-8gb-x8, standard: {tCKK: 833 ps}}"
            })
    void aSlipIsSeen(Kind kind, String file) {
        JsonNode tree = tree(file);

        assertThat(read(kind, tree)).as("the reader takes it").isFalse();
        assertThat(taken(kind, tree)).as("the schema takes it").isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MACHINE  | {extends: desktop, x-sizes: {small: 1 MiB}}",
                "MACHINE  | {extends: desktop, caches: {llc: {replacement: {kind: random}}}}",
                "MACHINE  | {extends: desktop, caches: {llc: {link: null}}, os: null}",
                "MACHINE  | {extends: desktop, memory: {device: ddr4-3200aa-8gb-x8}}",
                "MACHINE  | {extends: desktop, memory: {scheduler: {kind: fcfs}, row-policy: null}}",
                "MACHINE  | {extends: ../machines/desktop.yaml, os: {memory: 3 frames}}",
                "WORKLOAD | {extends: zipf}",
                "SWEEP    | {sweep: s, machine: desktop, workloads: zipf, where: caches.l2.size < caches.llc.size}",
                "SWEEP    | {sweep: s, machine: desktop, workloads: zipf, vary: {cores.width: {from: 1, to: 4, step: 1}}}"
            })
    void whatTheManualAllowsIsTaken(Kind kind, String file) {
        JsonNode tree = tree(file);

        assertThat(read(kind, tree)).as("the reader takes it").isTrue();
        assertThat(taken(kind, tree)).as("the schema takes it").isTrue();
    }

    @Test
    void everyWayToWriteAnAmountIsTaken() {
        for (String size : List.of("64 B", "64KiB", "1.5 MiB", "+1 GiB", "2 TiB")) {
            assertThat(taken(Kind.MACHINE, machine("size", size))).as(size).isTrue();
        }
        for (String time : List.of("1 cycle", "4cycles", "0.5 ns", "14 us", "3 ms", "1 s", "7 ps")) {
            assertThat(taken(Kind.MACHINE, machine("latency", time))).as(time).isTrue();
        }
        for (String bad : List.of("4", "1.5 cycles", "ns", "4 ns later", "4 KiB")) {
            assertThat(taken(Kind.MACHINE, machine("latency", bad))).as(bad).isFalse();
        }
    }

    private static JsonNode machine(String key, String value) {
        return tree("{extends: desktop, caches: {llc: {" + key + ": " + value + "}}}");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void anUnknownKeyIsRefusedWhereTheReaderRefusesIt(ShippedFile file) throws IOException {
        JsonNode tree = tree(file.text());
        for (ObjectNode map : some(maps(tree), file)) {
            map.put("zzz", 1);
            boolean read = read(file.kind(), tree);
            // Axes that change together have as many values each; no schema counts them.
            boolean uncounted = tree.path("zip").findValue("zzz") != null;
            assertThat(taken(file.kind(), tree)).as(tree.toString()).isEqualTo(read || uncounted);
            map.remove("zzz");
        }
    }

    /** The law of comfort: an editor that marks a good file is worse than none. */
    @ParameterizedTest
    @MethodSource("shipped")
    void whatIsReadIsTaken(ShippedFile file) throws IOException {
        JsonNode tree = tree(file.text());
        for (ObjectNode map : some(maps(tree), file)) {
            for (String key : some(List.copyOf(map.propertyNames()), file)) {
                JsonNode before = map.get(key);
                for (String other : OTHERS) {
                    map.set(key, JSON.readTree(other));
                    if (!taken(file.kind(), tree)) {
                        assertThat(read(file.kind(), tree))
                                .as("%s: %s in %s", key, other, tree)
                                .isFalse();
                    }
                }
                map.set(key, before);
            }
        }
    }

    /** Two of them, others in each file but the same each time. */
    private static <T> List<T> some(List<T> all, ShippedFile file) {
        List<T> drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, new Random(file.toString().hashCode()));
        return drawn.subList(0, Math.min(2, drawn.size()));
    }

    private static List<ObjectNode> maps(JsonNode tree) {
        List<ObjectNode> maps = new ArrayList<>();
        if (tree instanceof ObjectNode map) {
            maps.add(map);
        }
        if (tree instanceof ObjectNode || tree instanceof ArrayNode) {
            tree.forEach(below -> maps.addAll(maps(below)));
        }
        return maps;
    }
}
