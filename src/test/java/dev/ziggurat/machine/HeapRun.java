package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A script over an allocator on a small machine: with or without an operating system. */
record HeapRun(Machine machine, RunResult result) {
    private static final String MACHINE = """
            machine: m
            cores: {kind: in-order, clock: 1 GHz}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
            memory: {kind: fixed, latency: 80 ns, size: 256 MiB}
            """;

    private static final String SYSTEM = MACHINE + """
            translation:
              format: x86-64
              walks-enter: l1d
              tlbs: {l1i: {entries: 4}, l1d: {entries: 16}}
            os:
              memory: 64 MiB
            """;

    /** Runs without an operating system; {@code runtime} is what stands behind that key. */
    static HeapRun bare(Path folder, String runtime, String script) throws IOException {
        return run(MACHINE, folder, runtime, script);
    }

    /** Runs under an operating system. */
    static HeapRun system(Path folder, String runtime, String script) throws IOException {
        return run(SYSTEM, folder, runtime, script);
    }

    /** Runs threads that allocate and free for some 100,000 references, all on one core. */
    static HeapRun threads(Path folder, String runtime) {
        String thread = "{name: t%d, program: {kind: block-churn, blocks: 40, largest: 2 KiB}}";
        String threads = IntStream.range(0, 4).mapToObj(thread::formatted).collect(Collectors.joining(", "));
        String process = "{name: p, references: 100000, runtime: " + runtime + ", threads: [" + threads + "]}";
        return run(SYSTEM + "  quantum: 20 us\n", folder, process);
    }

    private static HeapRun run(String text, Path folder, String runtime, String script) throws IOException {
        Files.writeString(folder.resolve("ops.txt"), script);
        String process = "{name: p, runtime: " + runtime + ", program: {kind: script, file: ops.txt}}";
        return run(text, folder, process);
    }

    private static HeapRun run(String text, Path folder, String process) {
        Registry catalogs = Catalogs.standard();
        String workload = "workload: w\nprocesses: [" + process + "]\n";
        Machine machine = Machine.build(
                new MachineReader(catalogs)
                        .read(Source.text("m.yaml", folder, text), List.of())
                        .spec(),
                new WorkloadReader(catalogs)
                        .read(Source.text("w.yaml", folder, workload), List.of())
                        .spec(),
                RunOptions.DEFAULT);
        return new HeapRun(machine, machine.run());
    }

    /** Returns a counter of the process's heap. */
    long heap(String metric) {
        return result.end().counter(new Term("process.p.heap", metric));
    }

    /** Returns what a row of the statistics says. */
    String value(String component, String metric) {
        return Window.rows(machine.statistics().entries(), result.border(), result.end()).stream()
                .filter(row -> row.component().equals(component) && row.metric().equals(metric))
                .map(Window.Row::value)
                .findFirst()
                .orElseThrow();
    }
}
