package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.WorkloadSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Small machines with segments, and short ways to run scripts and workloads on them. */
final class SegmentedRuns {
    /** Segments in memory: 64 KiB of it, and a drive. */
    static final String SEGMENTED = """
            machine: segmented
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            translation: {format: segmented, walks-enter: l1d}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycle}
            memory: {kind: fixed, latency: 50 ns, size: 16 MiB}
            storage: {nvme0: {device: nvme-mlc}}
            os:
              memory: 16 frames
              swap: {device: nvme0, size: 4 MiB}
              quantum: 20 us
              segments: {compaction: on-failure}
            """;

    /** Segments over pages. */
    static final String PAGED = """
            machine: segmented-pages
            cores: {kind: in-order, clock: 1 GHz, store-queue: 0}
            translation: {format: segmented-x86-64, walks-enter: l1d, tlbs: {l1i: {entries: 4}, l1d: {entries: 4}}}
            caches:
              l1d: {serves: [fetch, data], below: memory, size: 4 KiB, ways: 4, line: 64 B, latency: 1 cycle}
            memory: {kind: fixed, latency: 50 ns, size: 16 MiB}
            storage: {nvme0: {device: nvme-mlc}}
            os: {memory: 16 frames, swap: {device: nvme0, size: 4 MiB}, quantum: 20 us}
            """;

    private final Path folder;

    SegmentedRuns(Path folder) {
        this.folder = folder;
    }

    static Config<MachineSpec> machine(String text, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new MachineReader(Catalogs.standard()).read(Source.text("m.yaml", Path.of(""), text), settings);
    }

    Config<WorkloadSpec> workload(String processes) {
        return new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", folder, "workload: w\nprocesses:\n" + processes), List.of());
    }

    /** Runs processes, each a line of a workload file. */
    RunResult run(String machine, String processes, String... sets) {
        return Machine.build(machine(machine, sets).spec(), workload(processes).spec(), RunOptions.DEFAULT)
                .run();
    }

    /** Runs a script as the only process {@code p}. */
    RunResult script(String machine, String steps, String... sets) {
        try {
            Files.writeString(folder.resolve("steps.txt"), steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run(machine, "  - {name: p, program: {kind: script, file: steps.txt}}\n", sets);
    }

    static long count(RunResult result, String component, String metric) {
        return result.end().counter(new Term(component, metric));
    }
}
