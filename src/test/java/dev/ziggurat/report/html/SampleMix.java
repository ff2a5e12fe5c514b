package dev.ziggurat.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small results folder of a mix of two processes: two sizes, two policies, two seeds. In company a takes twice its time alone and b three times. With fifo the
 * IPC is 2 and 4 times that with lru, its baseline.
 */
final class SampleMix {
    private final StringBuilder results = new StringBuilder("run,point,machine,workload,version,seed,status,alone,"
            + "caches.llc.size,caches.llc.replacement,cores.ipc\n");
    private final StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
    private int run;

    private SampleMix() {}

    static void write(Path folder) throws IOException {
        SampleMix sample = new SampleMix();
        int point = 0;
        for (String size : List.of("2 MiB", "4 MiB")) {
            for (String policy : List.of("lru", "fifo")) {
                for (int seed = 1; seed <= 2; seed++) {
                    double ipc = policy.equals("lru") ? seed : seed * Math.pow(2, seed);
                    sample.add(point + ",m,duo,1.0," + seed + ",ok,," + size + "," + policy, ipc, 200, 300);
                    sample.add(point + ",m,duo,1.0," + seed + ",ok,a," + size + "," + policy, 7, 100, 0);
                    sample.add(point + ",m,duo,1.0," + seed + ",ok,b," + size + "," + policy, 9, 0, 100);
                }
                point++;
            }
        }
        Files.writeString(folder.resolve("results.csv"), sample.results);
        Files.writeString(folder.resolve("statistics.csv"), sample.statistics);
        Files.writeString(folder.resolve("resolved.yaml"), "sweep: duo\nrelative-to: {caches.llc.replacement: lru}\n");
    }

    private void add(String row, double ipc, int timeOfA, int timeOfB) {
        results.append(run + "," + row + "," + ipc + "\n");
        statistics.append(run + ",cores,ipc,instructions/cycle," + ipc + "\n");
        if (timeOfA > 0) {
            statistics.append(run + ",process.a,time_ns,ns," + timeOfA + "\n");
        }
        if (timeOfB > 0) {
            statistics.append(run + ",process.b,time_ns,ns," + timeOfB + "\n");
        }
        run++;
    }
}
