package dev.ziggurat.report.points;

import dev.ziggurat.report.ReportException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What is read off a line of latency over bandwidth, whose first point is idle.
 *
 * @param variant whose line it is
 * @param unloaded the latency of its first point
 * @param knee where the latency is twice that; null if it is nowhere
 * @param most the most bandwidth of all points
 * @param atMost the latency there
 */
public record LoadedLine(
        String variant, double unloaded, @Nullable Knee knee, double most, double atMost) {
    private static final String VARIANT = "variant";

    /**
     * Between which two points the latency is twice that of the first.
     *
     * @param before the bandwidth of the last point whose latency is less
     * @param behind the bandwidth of the next
     * @param between the bandwidth on the straight line between the two
     */
    public record Knee(double before, double behind, double between) {}

    /** A point of a line: the means over its seeds. */
    private record Load(double bandwidth, double latency) {}

    /**
     * Reads the lines of a folder, one for each variant, in the order of the plan.
     *
     * @param bandwidth the metric that lies across
     * @param latency the metric that stands upright
     * @throws ReportException if the folder cannot be read
     */
    public static List<LoadedLine> of(Path folder, String bandwidth, String latency) {
        Map<String, List<Load>> lines = new LinkedHashMap<>();
        for (Point point : Points.read(folder, List.of(bandwidth, latency)).points()) {
            Load load = new Load(mean(point.values(bandwidth)), mean(point.values(latency)));
            lines.computeIfAbsent(Objects.requireNonNull(point.keys().get(VARIANT)), unknown -> new ArrayList<>())
                    .add(load);
        }
        List<LoadedLine> all = new ArrayList<>();
        lines.forEach((variant, loads) -> all.add(of(variant, loads)));
        return all;
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElse(Double.NaN);
    }

    private static LoadedLine of(String variant, List<Load> loads) {
        double unloaded = loads.get(0).latency();
        Knee knee = null;
        Load most = loads.get(0);
        for (int i = 1; i < loads.size(); i++) {
            Load load = loads.get(i);
            if (knee == null && load.latency() >= 2 * unloaded) {
                knee = between(loads.get(i - 1), load, 2 * unloaded);
            }
            most = load.bandwidth() > most.bandwidth() ? load : most;
        }
        return new LoadedLine(variant, unloaded, knee, most.bandwidth(), most.latency());
    }

    /** Returns where a latency lies between those of two points. */
    private static Knee between(Load before, Load behind, double latency) {
        double part = (latency - before.latency()) / (behind.latency() - before.latency());
        double between = before.bandwidth() + part * (behind.bandwidth() - before.bandwidth());
        return new Knee(before.bandwidth(), behind.bandwidth(), between);
    }
}
