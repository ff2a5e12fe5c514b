package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatisticsTest {
    @TempDir
    Path folder;

    private RunTable runs(int count) throws IOException {
        StringBuilder text = new StringBuilder("run,point,machine,workload,seed,status,cores.ipc\n");
        for (int run = 0; run < count; run++) {
            text.append(run).append(',').append(run).append(",m,w,1,ok,1\n");
        }
        Files.writeString(folder.resolve("results.csv"), text);
        return RunTable.read(folder);
    }

    private Statistics statistics(RunTable runs, String lines) throws IOException {
        Path file = folder.resolve("statistics.csv");
        Files.writeString(file, "run,component,metric,unit,value\n" + lines);
        return Statistics.read(file, runs);
    }

    private static List<String> names(List<Metric> metrics) {
        return metrics.stream().map(Metric::name).toList();
    }

    @Test
    void whatIsTheSameInAllRunsTellsNothing() throws IOException {
        Statistics statistics = statistics(
                runs(2), "0,llc,hits,accesses,5\n0,llc,ways,ways,8\n1,llc,hits,accesses,6\n1,llc,ways,ways,8\n");
        List<Metric> others = statistics.others(List.of());
        assertThat(names(others)).containsExactly("llc.hits");
        assertThat(others.get(0).unit()).isEqualTo("accesses");
        assertThat(others.get(0).values()).containsExactly(new BigDecimal(5), new BigDecimal(6));
        assertThat(statistics.names()).hasSize(2);
    }

    @Test
    void aCauseThatTakesTheSameTimeInAllRunsStaysInItsBook() throws IOException {
        Statistics statistics = statistics(runs(2), """
                0,cores.time,l1d_ns,ns,7
                0,cores.time,split_ns,ns,0
                0,cores.time,total_ns,ns,9
                1,cores.time,l1d_ns,ns,7
                1,cores.time,split_ns,ns,0
                1,cores.time,total_ns,ns,8
                """);
        assertThat(names(statistics.others(List.of()))).containsExactly("cores.time.l1d_ns", "cores.time.total_ns");
    }

    @Test
    void ofASingleRunEveryNumberButZeroTells() throws IOException {
        Statistics statistics =
                statistics(runs(1), "0,llc,hits,accesses,5\n0,llc,misses,accesses,0\n0,process.p,end,,exit\n");
        assertThat(names(statistics.others(List.of()))).containsExactly("llc.hits");
    }

    @Test
    void whatWasAskedForIsNotThereTwice() throws IOException {
        Statistics statistics = statistics(runs(1), "0,cores,ipc,instructions/cycle,5\n");
        assertThat(statistics.others(List.of("cores.ipc"))).isEmpty();
        assertThat(statistics.unit("cores.ipc")).isEqualTo("instructions/cycle");
        assertThat(statistics.unit("cores.amat_ns")).isEqualTo("ns");
    }

    @Test
    void aPageCarriesOnlySoManyNumbersAndBooksComeBeforeSingleCores() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int run = 0; run < 4; run++) {
            for (String metric : List.of("core0,cycles,cycles", "llc,hits,accesses", "cores.time,total_ns,ns")) {
                lines.append(run)
                        .append(',')
                        .append(metric)
                        .append(',')
                        .append(run)
                        .append('\n');
            }
        }
        Statistics statistics = statistics(runs(4), lines.toString());
        List<String> allButTwo = IntStream.range(0, Statistics.MOST_CELLS / 4 - 2)
                .mapToObj(i -> "asked" + i)
                .toList();
        assertThat(names(statistics.others(allButTwo))).containsExactly("llc.hits", "cores.time.total_ns");
        assertThat(statistics.telling()).isEqualTo(3);
    }
}
