package dev.ziggurat.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of folders with little in them, each for one thing. */
final class SmallPageInBrowserTest extends InBrowser {
    @BeforeEach
    void see() {
        see(1280, "light");
    }

    /** The IPC is 2 and 4 times the baseline's: the geometric mean is the root of 8, and t(1) makes its interval a factor of e^4.40 wide either way. */
    @Test
    void pointsStandBesideTheirBaselineAndMixesHaveTheirMetrics() throws Exception {
        Path mix = Files.createDirectories(folder.resolve("mix"));
        SampleMix.write(mix);
        openReport(mix);
        page.evaluate("document.querySelector('#compare .actions button').click()");
        assertThat(cells("#compare .chart-data thead th"))
                .containsExactly("caches.llc.size", "series", "ratio", "from", "to", "p (Holm)", "differs", "seeds");
        assertThat(cells("#compare .chart-data tbody tr:first-child td"))
                .startsWith("2 MiB", "fifo", "2.82843", "0.0345996", "231.217", "0.789726")
                .endsWith("not shown", "2");
        assertThat(cells("#compare .chart-data tbody tr"))
                .as("the baseline is not beside itself")
                .hasSize(2);
        choose("compare", "Metric", "mix.unfairness");
        assertThat(cells("#compare .chart-data tbody tr:first-child td")).contains("1", "not shown");
        assertThat(text("document.querySelector('#compare h3').textContent"))
                .isEqualTo("mix.unfairness relative to that with caches.llc.replacement = lru over caches.llc.size");
        assertThat(cells("#run-table th")).anyMatch(head -> head.startsWith("mix.weighted_speedup"));
        assertThat(column(6)).as("1/2 + 1/3").containsOnly("0.833333").hasSize(4);
        choose("lines", "Metric", "process.b.slowdown");
        assertThat(truth("document.querySelector('#lines .empty').hidden")).isTrue();
        choose("compare", "Across", "caches.llc.replacement");
        assertThat(number("document.querySelectorAll('#compare svg path').length"))
                .isGreaterThan(3);
    }

    @Test
    void aTimeLineWithoutIntervalsAndOneSeedLeaveThePageWhole() throws IOException, InterruptedException {
        Path brief = Files.createDirectories(folder.resolve("brief"));
        Files.writeString(brief.resolve("results.csv"), """
                run,point,machine,workload,version,seed,status,cores.window,cores.ipc
                0,0,m,w,1.0,1,ok,8,0.00000123456
                1,1,m,w,1.0,1,ok,9,2
                """);
        Files.writeString(brief.resolve("timeline.csv"), "run,time_ns,running\n");
        openReport(brief);
        assertThat(truth("document.querySelector('#lines .empty').hidden")).isTrue();
        assertThat(text("document.getElementById('origin').textContent")).contains("results.csv");
        assertThat(savedBy("document.getElementById('save-csv').click()")
                        .lines()
                        .toList()
                        .get(1))
                .as("all digits")
                .endsWith(",0.00000123456");
    }

    @Test
    void wideIntervalsDivideNoAxisLogarithmically() throws IOException, InterruptedException {
        StringBuilder results =
                new StringBuilder("run,point,machine,workload,version,seed,status,cores.window,cores.ipc\n");
        for (int run = 0; run < 4; run++) {
            // Of two seeds the half width is 12.7 / 2 times their distance: from 4 to 296 around 150.
            results.append(run + "," + run / 2 + ",m,w,1.0," + (1 + run % 2) + ",ok," + run / 2 + ","
                    + (run % 2 == 0 ? 138.5 : 161.5) + "\n");
        }
        Path wide = Files.createDirectories(folder.resolve("wide"));
        Files.writeString(wide.resolve("results.csv"), results);
        openReport(wide);
        assertThat(text("document.querySelector('#lines-chart').textContent"))
                .contains("50")
                .contains("250");
    }
}
