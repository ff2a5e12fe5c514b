package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.Disk;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Carries out plans in tests, and looks at what came of them. */
final class Trip {
    /** The files that are the same bytes on every host, however often a sweep was interrupted. */
    static final List<String> SAME = List.of("results.csv", "statistics.csv", "resolved.yaml");

    static final Invocation ORIGIN = new Invocation(new Tool("1.0.0", "0123456789abcdef", "false"), List.of("sweep"));

    private Trip() {}

    static Campaign.Result run(Path to, Plan plan, int workers) throws InterruptedException {
        return run(to, plan, Terms.workers(workers), new Disk());
    }

    static Campaign.Result run(Path to, Plan plan, Terms terms, Disk disk) throws InterruptedException {
        return run(to, plan, terms, disk, new Silent());
    }

    static Campaign.Result run(Path to, Plan plan, Terms terms, Disk disk, SweepListener listener)
            throws InterruptedException {
        try (ResultFolder results = ResultFolder.open(to, plan, disk)) {
            return new Campaign(plan, results, ORIGIN, listener).run(terms);
        }
    }

    /** How many runs a folder keeps. */
    static int kept(Path results) throws IOException {
        if (!Files.exists(results.resolve("points"))) {
            return 0;
        }
        try (Stream<Path> points = Files.list(results.resolve("points"))) {
            return (int) points.filter(file -> file.toString().endsWith(".csv")).count();
        }
    }

    /** Everything that must be the same on every host. */
    static Map<String, String> bytes(Path results) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        for (String name : SAME) {
            bytes.put(name, Files.readString(results.resolve(name)));
        }
        return bytes;
    }
}
