package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.os.ReferenceTables;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The object graphs of the reference, built, cut from some roots and collected by a script on a whole machine: every survivor is found from the roots, at
 * exactly the address of the reference, and nothing else survives.
 */
final class CollectionReferenceTest {
    private static final String MACHINE = """
            machine: graphs
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            translation: {format: none}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycle}
            memory: {kind: fixed, latency: 50 ns, size: 16 MiB}
            """;

    private static final int WORD = 8;

    /** Behind the roots of the graphs. */
    private static final int HOLDING = 100;

    @TempDir
    private Path folder;

    private @Nullable Machine built;

    /** An object of a graph. */
    private record Node(int number, long address, long bytes, List<Integer> fields) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cheney_bfs  | kind: semispace, copy-order: breadth-first",
                "depth_first | kind: semispace, copy-order: depth-first",
                "sliding_compact | kind: mark-compact",
                "unmoved | kind: mark-sweep",
            })
    void survivorsAreWhereTheReferenceHasThem(String column, String collector) throws IOException {
        for (String graph : List.of("graph_s", "graph_m", "graph_cyc")) {
            RunResult result = run(script(graph, column), collector);
            assertThat(result.status()).as("%s: %s", graph, result.message()).isEqualTo(RunResult.Status.OK);
            Map<String, String> expected = rows("gc_expected.csv", graph).get(0);
            assertThat(liveBytes(result)).as(graph).isEqualTo(expected.get("live_bytes_after"));
        }
    }

    /**
     * Counting references, the roots are dropped one by one. As their references count too, the objects to which no root of the graph leads are held meanwhile by
     * one object more, which refers to itself as well: after that it is garbage with them, and no count of it falls to 0 before cycles are searched for.
     */
    @Test
    void countsFreeWhatTheReferenceHasThemFreeAndCyclesAreFound() throws IOException {
        for (String graph : List.of("graph_s", "graph_m", "graph_cyc")) {
            Map<String, String> expected = rows("gc_expected.csv", graph).get(0);
            RunResult result = run(counting(graph), "kind: reference-counting");
            assertThat(result.status()).as("%s: %s", graph, result.message()).isEqualTo(RunResult.Status.OK);
            long neverReached = number(expected, "objects") - number(expected, "live_before");
            assertThat(counter(result, "objects_freed_by_count"))
                    .as(graph)
                    .isEqualTo(number(expected, "freed_by_refcount"));
            assertThat(counter(result, "objects_freed_in_cycles"))
                    .as(graph)
                    .isEqualTo(number(expected, "left_in_cycles") + neverReached + 1);
        }
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column));
    }

    private static long counter(RunResult result, String metric) {
        return result.end().counter(new Term("process.p.gc", metric));
    }

    private static List<String> counting(String graph) {
        List<Node> nodes = nodes(graph);
        List<Map<String, String>> roots = rows("gc_roots.csv", graph);
        List<Map<String, String>> kept =
                roots.stream().filter(root -> root.get("dropped").equals("0")).toList();
        List<String> lines = new ArrayList<>();
        for (Node node : nodes) {
            int fields = node.fields.size();
            lines.add("O%d = call new %d %d".formatted(node.number, fields, node.bytes - WORD - (long) fields * WORD));
            lines.add("call set-root %d O%d".formatted(HOLDING + node.number, node.number));
        }
        for (Node node : nodes) {
            for (int i = 0; i < node.fields.size(); i++) {
                lines.add("call put O%d %d O%d".formatted(node.number, i, node.fields.get(i)));
            }
        }
        roots.forEach(root -> lines.add("call set-root %s O%s".formatted(root.get("root_index"), root.get("object"))));
        Set<Integer> neverReached =
                new TreeSet<>(nodes.stream().map(Node::number).toList());
        neverReached.removeAll(reached(nodes, roots));
        lines.addAll(holder(neverReached));
        nodes.forEach(node -> lines.add("call set-root %d 0".formatted(HOLDING + node.number)));
        roots.stream()
                .filter(root -> !kept.contains(root))
                .forEach(root -> lines.add("call set-root %s 0".formatted(root.get("root_index"))));
        lines.add("call set-root %d 0".formatted(HOLDING - 1));
        lines.add("call collect");
        lines.addAll(where(nodes, kept, survivors(graph, "unmoved").keySet()));
        return lines;
    }

    /** Makes an object that refers to itself and to others. */
    private static List<String> holder(Set<Integer> others) {
        List<String> lines = new ArrayList<>();
        lines.add("H = call new %d 0".formatted(others.size() + 1));
        lines.add("call set-root %d H".formatted(HOLDING - 1));
        lines.add("call put H 0 H");
        int field = 1;
        for (int object : others) {
            lines.add("call put H %d O%d".formatted(field++, object));
        }
        return lines;
    }

    /** Goes to every object that is reached from the roots, each of which is still where it was made. */
    private static List<String> where(List<Node> nodes, List<Map<String, String>> roots, Set<Integer> wanted) {
        Map<Integer, String> addresses =
                wanted.stream().collect(Collectors.toMap(object -> object, object -> "O" + object));
        return search(nodes, roots, addresses).stream()
                .map(line -> line.replaceFirst("^O(\\d+) = ", "F = ").replaceFirst("^expect O(\\d+) ", "expect F "))
                .toList();
    }

    private static Set<Integer> reached(List<Node> nodes, List<Map<String, String>> roots) {
        Set<Integer> reached = new TreeSet<>();
        Deque<Integer> waiting = new ArrayDeque<>();
        roots.forEach(root -> waiting.add(Integer.valueOf(root.get("object"))));
        while (!waiting.isEmpty()) {
            int object = waiting.remove();
            if (reached.add(object)) {
                waiting.addAll(nodes.get(object).fields);
            }
        }
        return reached;
    }

    private static List<Map<String, String>> rows(String file, String graph) {
        return ReferenceTables.rows(file).stream()
                .filter(row -> graph.equals(row.get("case_id")))
                .toList();
    }

    private static List<Node> nodes(String graph) {
        return rows("gc_objects.csv.gz", graph).stream()
                .map(row -> new Node(
                        Integer.parseInt(row.get("object")),
                        Long.parseLong(row.get("address")),
                        Long.parseLong(row.get("size")),
                        fields(row.get("fields"))))
                .toList();
    }

    private static List<Integer> fields(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.strip().split(" ")).map(Integer::valueOf).toList();
    }

    /** Builds the graph, drops roots, collects, and looks for every survivor. */
    private static List<String> script(String graph, String column) {
        List<Node> nodes = nodes(graph);
        List<String> lines = new ArrayList<>();
        for (Node node : nodes) {
            int fields = node.fields.size();
            lines.add("O%d = call new %d %d".formatted(node.number, fields, node.bytes - WORD - (long) fields * WORD));
            lines.add("expect O%d %d".formatted(node.number, node.address));
        }
        for (Node node : nodes) {
            for (int i = 0; i < node.fields.size(); i++) {
                lines.add("call put O%d %d O%d".formatted(node.number, i, node.fields.get(i)));
            }
        }
        List<Map<String, String>> roots = rows("gc_roots.csv", graph);
        roots.forEach(root -> lines.add("call set-root %s O%s".formatted(root.get("root_index"), root.get("object"))));
        List<Map<String, String>> kept =
                roots.stream().filter(root -> root.get("dropped").equals("0")).toList();
        roots.stream()
                .filter(root -> !kept.contains(root))
                .forEach(root -> lines.add("call set-root %s 0".formatted(root.get("root_index"))));
        lines.add("call collect");
        lines.addAll(search(nodes, kept, survivors(graph, column)));
        return lines;
    }

    /** Returns where each survivor is to be. The reference has no column for collectors that move nothing. */
    private static Map<Integer, String> survivors(String graph, String column) {
        List<Node> nodes = nodes(graph);
        return rows("gc_addresses.csv", graph).stream()
                .map(row -> Integer.valueOf(row.get("object")))
                .collect(Collectors.toMap(
                        object -> object,
                        object -> column.equals("unmoved")
                                ? Long.toString(nodes.get(object).address)
                                : address(graph, object, column)));
    }

    private static String address(String graph, int object, String column) {
        return rows("gc_addresses.csv", graph).stream()
                .filter(row -> row.get("object").equals(Integer.toString(object)))
                .findAny()
                .orElseThrow()
                .get(column);
    }

    /** Goes to every object that is reached from the roots. */
    private static List<String> search(List<Node> nodes, List<Map<String, String>> roots, Map<Integer, String> wanted) {
        List<String> lines = new ArrayList<>();
        Set<Integer> found = new HashSet<>();
        Deque<Integer> waiting = new ArrayDeque<>();
        for (Map<String, String> root : roots) {
            int object = Integer.parseInt(root.get("object"));
            lines.add("O%d = call root %s".formatted(object, root.get("root_index")));
            lines.add("expect O%d %s".formatted(object, wanted.get(object)));
            if (found.add(object)) {
                waiting.add(object);
            }
        }
        while (!waiting.isEmpty()) {
            Node node = nodes.get(waiting.remove());
            for (int i = 0; i < node.fields.size(); i++) {
                int object = node.fields.get(i);
                lines.add("O%d = call get O%d %d".formatted(object, node.number, i));
                lines.add("expect O%d %s".formatted(object, wanted.get(object)));
                if (found.add(object)) {
                    waiting.add(object);
                }
            }
        }
        assertThat(found).isEqualTo(wanted.keySet());
        return lines;
    }

    private RunResult run(List<String> script, String collector) throws IOException {
        Files.write(folder.resolve("graph.txt"), script);
        String workload = """
                workload: graphs
                processes:
                  - name: p
                    program: {kind: script, file: graph.txt}
                    runtime:
                      kind: managed
                      layout: {header: 8 B}
                      collector: {%s, heap: 256 KiB, base: 65536%s}
                """.formatted(collector, keys(collector));
        WorkloadSpec spec = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", folder, workload), List.of())
                .spec();
        MachineSpec machine = new MachineReader(Catalogs.standard())
                .read(Source.text("m.yaml", folder, MACHINE), List.of())
                .spec();
        built = Machine.build(machine, spec, RunOptions.DEFAULT);
        return built.run();
    }

    /** Returns what the collector says that lives, at the end. */
    private String liveBytes(RunResult result) {
        return Window.rows(Objects.requireNonNull(built).statistics().entries(), result.border(), result.end()).stream()
                .filter(row ->
                        row.component().equals("process.p.gc") && row.metric().equals("bytes_live"))
                .map(Window.Row::value)
                .findFirst()
                .orElseThrow();
    }

    private static String keys(String collector) {
        if (collector.contains("semispace")) {
            return ", buffer: 0 B, to-space: 1048576";
        }
        return collector.contains("counting") ? "" : ", buffer: 0 B";
    }
}
