package dev.ziggurat.report.export;

import dev.ziggurat.report.points.Points;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A small results folder: two workloads, one with a hostile name, two sizes, two policies, three seeds; a run has failed, a point is missing. */
final class SampleResults {
    static final String HOSTILE = "50%_zipf & \\co";
    static final Map<String, String> BASELINE = Map.of("caches.llc.replacement", "lru");

    private static final List<String> SIZES = List.of("2 MiB", "512 KiB");

    private SampleResults() {}

    static void write(Path folder) throws IOException {
        StringBuilder results =
                new StringBuilder("run,point,machine,workload,version,machine_digest,workload_digest,digest,seed,"
                        + "status,caches.llc.size,caches.llc.replacement,simulation.time_ns,cores.ipc\n");
        StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
        int run = 0;
        int point = 0;
        for (String workload : List.of("chase", "\"" + HOSTILE + "\"")) {
            for (String size : SIZES) {
                for (String policy : List.of("lru", "drrip")) {
                    for (int seed = 1; seed <= 3; seed++) {
                        boolean failed = run == 23 || point == 5;
                        String status = failed ? "stalled" : "ok";
                        String ipc = "0." + (400 + 7 * seed * seed + 40 * point + ("drrip".equals(policy) ? seed : 0));
                        String time = "2000." + (100 + point);
                        results.append(run + "," + point + ",desktop," + workload + ",1.0.0,a,b,c," + seed + ","
                                + status + "," + size + "," + policy + "," + time + "," + ipc + "\n");
                        statistics.append(run + ",simulation,time_ns,ns," + time + "\n");
                        statistics.append(run + ",cores,ipc,instructions/cycle," + ipc + "\n");
                        statistics.append(run + ",cores,instructions,instructions,800\n");
                        statistics.append(run + ",llc,read_misses,accesses," + 10 * run + "\n");
                        statistics.append(run + ",llc,mpki,misses/1000 instructions,\n");
                        statistics.append(run + ",process.p,end,,references\n");
                        run++;
                    }
                    point++;
                }
            }
        }
        Files.writeString(folder.resolve("results.csv"), results);
        Files.writeString(folder.resolve("statistics.csv"), statistics);
    }

    static Findings findings(Path folder, Map<String, String> relativeTo) {
        return new Findings(Points.read(folder, List.of()), relativeTo, 0.95);
    }

    static String text(Document document) {
        StringWriter out = new StringWriter();
        try {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static String text(Map<String, Document> files, String name) {
        return text(Objects.requireNonNull(files.get(name)));
    }

    /** Returns the text of a golden file; {@code -Dgolden.update=DIR} writes the new one there instead, to be looked at and put into the resources. */
    static String golden(String name, String text) throws IOException {
        String update = System.getProperty("golden.update");
        if (update != null) {
            Files.writeString(Path.of(update, name), text);
            return text;
        }
        try (InputStream golden = SampleResults.class.getResourceAsStream("/reference/export/" + name)) {
            return new String(Objects.requireNonNull(golden, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
