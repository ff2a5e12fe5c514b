package dev.ziggurat.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A results folder with all that a page can show: two workloads, four sizes, three policies, three seeds, books, distributions and a time line. */
final class SampleFolder {
    /** A name that would break out of the page if it could. */
    static final String HOSTILE = "</script><img src=x onerror=alert(1)> & \"q\" 'p'";

    static final int RUNS = 2 * 4 * 3 * 3;

    private static final String HEAD =
            "run,point,machine,workload,version,machine_digest,workload_digest,digest,seed,status,"
                    + "caches.llc.size,caches.llc.replacement,cores.amat_ns,cores.ipc,llc.mpki\n";

    private static final String RESOLVED = """
            # Written by ziggurat 1.0: a sweep file
            sweep: sample
            description: "how much last-level cache two programs need"
            warm-up: 1000 references
            machine:
              machine: desktop  # file m.yaml:1
              description: "one core, three levels"
              cores: {kind: out-of-order, count: 2, clock: 4 GHz, width: 4, window: 224, load-queue: 72, store-queue: 56}
              translation:
                format: x86-64
                tlbs:
                  l1d: {entries: 64, ways: 4, latency: 0 cycles}
                  l2: {entries: 1536, ways: 12, latency: 7 cycles}
              caches:
                l1i: {serves: [fetch], below: l2, shared: false, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
                l1d: {serves: [data], below: l2, shared: false, size: 32 KiB, ways: 8, line: 64 B, latency: 4 cycles}
                l2: {below: llc, shared: false, size: 1 MiB, ways: 16, line: 64 B, load-to-use: 14 cycles}
                llc: {below: memory, shared: true, size: 2 MiB, ways: 16, line: 64 B, load-to-use: 44 cycles,
                      link: {latency: 8 cycles, width: 32 B}}
              memory:
                kind: dram
                device:
                  description: "DDR4-2400R, 8 Gb x8"
                  organisation: {burst-length: 8, bus-bits: 64}
                  standard: {kind: ddr4, tCK: 833 ps, tBL: 4 cycles}
                channels: 2
                ranks: 1
              storage:
                nvme0: {device: {description: "an NVMe drive"}}
              os: {memory: 1572864 frames, swap: {device: nvme0, size: 16 GiB}}
            """;

    private static final String MANIFEST = """
            {"name": "sample", "version": "1.0", "commit": "abc", "dirty": "false",
             "sessions": [{"started": "2026-01-01T00:00:00Z", "ended": "2026-01-01T00:01:00Z", "runs": 72, "arguments": ["sweep", "sample"],
              "host": "here", "system": "Linux", "processors": 2, "jdk": "17"}]}
            """;

    private final StringBuilder results = new StringBuilder(HEAD);
    private final StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
    private int run;

    private SampleFolder() {}

    /** Writes the folder's files. */
    static void write(Path folder) throws IOException {
        SampleFolder sample = new SampleFolder();
        for (String workload : List.of("chase", HOSTILE)) {
            for (int size = 2; size <= 16; size *= 2) {
                for (String policy : List.of("lru", "fifo", "{kind: random}")) {
                    for (int seed = 1; seed <= 3; seed++) {
                        sample.addRun(workload, size, policy, seed);
                    }
                }
            }
        }
        Files.writeString(folder.resolve("results.csv"), sample.results);
        Files.writeString(folder.resolve("statistics.csv"), sample.statistics);
        Files.writeString(folder.resolve("resolved.yaml"), RESOLVED);
        Files.writeString(folder.resolve("manifest.json"), MANIFEST);
        Files.writeString(folder.resolve("timeline.csv"), timeline());
    }

    private void addRun(String workload, int size, String policy, int seed) {
        boolean failed = run == RUNS - 1;
        double time = 400.0 / size + seed + policy.length();
        String ipc = String.format(Locale.ROOT, "%.4f", 1 / time);
        results.append(String.join(
                ",",
                String.valueOf(run),
                String.valueOf(run / 3),
                "desktop",
                "\"" + workload.replace("\"", "\"\"") + "\"",
                "1.0,a,b,c",
                String.valueOf(seed),
                failed ? "stalled" : "ok",
                size + " MiB",
                "\"" + policy + "\"",
                failed ? ",," : time + "," + ipc + "," + 1000 / size));
        results.append('\n');
        if (!failed) {
            addStatistics(size, time, ipc);
        }
        run++;
    }

    private void addStatistics(int size, double time, String ipc) {
        add("cores", "amat_ns", "ns", String.valueOf(time));
        add("cores", "ipc", "instructions/cycle", ipc);
        add("llc", "mpki", "misses/1000 instructions", String.valueOf(1000 / size));
        add("llc", "hits", "accesses", String.valueOf(100 * size));
        add("llc", "misses", "accesses", String.valueOf(2000 - 100 * size));
        add("memory", "bandwidth_gbps", "GB/s", String.valueOf(16.0 / size));
        add("memory", "read_latency_mean_ns", "ns", String.valueOf(50 + 200 / size));
        add("memory", "read_latency_min_ns", "ns", "20");
        add("memory", "read_latency_p50_ns", "ns", String.valueOf(40 + size));
        add("memory", "read_latency_p95_ns", "ns", String.valueOf(80 + size));
        add("memory", "read_latency_p99_ns", "ns", String.valueOf(120 + size));
        add("memory", "read_latency_max_ns", "ns", String.valueOf(900 + size));
        add("cores.time", "retiring_ns", "ns", "1000.000");
        add("cores.time", "dram_bank_ns", "ns", 8000 / size + ".000");
        add("cores.time", "split_ns", "ns", "1.000");
        add("cores.time", "total_ns", "ns", 8000 / size + 1001 + ".000");
        add("process.p", "end", "", "exit");
    }

    private void add(String component, String metric, String unit, String value) {
        statistics
                .append(run)
                .append(',')
                .append(component)
                .append(',')
                .append(metric)
                .append(',')
                .append(unit)
                .append(',')
                .append(value)
                .append('\n');
    }

    private static String timeline() {
        StringBuilder text = new StringBuilder(
                "run,time_ns,running,blocked,swap_used_kib,free_kib,minor_faults,major_faults,user_ns,system_ns,idle_ns,iowait_ns,steal_ns\n");
        for (int run = 0; run < 2; run++) {
            for (int i = 1; i <= 20; i++) {
                text.append(run + "," + i * 1000 + ".000,1,0," + 10 * i + "," + (500 - i) + ",5," + i
                        + ",400.000,100.000,300.000,200.000,0.000\n");
            }
        }
        return text.toString();
    }
}
