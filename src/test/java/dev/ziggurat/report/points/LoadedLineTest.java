package dev.ziggurat.report.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadedLineTest {
    @TempDir
    Path folder;

    private final StringBuilder results = new StringBuilder(
            "run,point,machine,workload,version,machine_digest,workload_digest,digest,seed,status,variant,b.gbps,l.ns\n");
    private final StringBuilder statistics = new StringBuilder("run,component,metric,unit,value\n");
    private int run;

    private void add(String variant, int point, int seed, String latency, String bandwidth) {
        results.append(run + "," + point + ",m,w,1,a,b,c" + run + "," + seed + ",ok," + variant + "," + bandwidth + ","
                + latency + "\n");
        statistics.append(run + ",b,gbps,GB/s," + bandwidth + "\n" + run + ",l,ns,ns," + latency + "\n");
        run++;
    }

    /** Two seeds at the second point; the second line never bends. */
    @Test
    void theBendLiesBetweenTwoPointsAndTheEndAtTheMostBandwidth() throws IOException {
        add("reads-100", 0, 1, "50", "1");
        add("reads-100", 1, 1, "80", "9");
        add("reads-100", 1, 2, "90", "11");
        add("reads-100", 2, 1, "115", "16");
        add("reads-100", 3, 1, "300", "15.5");
        add("reads-50", 4, 1, "50", "1");
        add("reads-50", 5, 1, "99", "4");
        Files.writeString(folder.resolve("results.csv"), results);
        Files.writeString(folder.resolve("statistics.csv"), statistics);
        List<LoadedLine> lines = LoadedLine.of(folder, "b.gbps", "l.ns");

        assertThat(lines).extracting(LoadedLine::variant).containsExactly("reads-100", "reads-50");
        LoadedLine first = lines.get(0);
        assertThat(first.unloaded()).isEqualTo(50);
        assertThat(first.knee()).isEqualTo(new LoadedLine.Knee(10, 16, 13));
        assertThat(first.most()).isEqualTo(16);
        assertThat(first.atMost()).isEqualTo(115);
        assertThat(lines.get(1).knee()).isNull();
    }
}
