package dev.ziggurat.report.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.analysis.Holm;
import dev.ziggurat.analysis.Paired;
import dev.ziggurat.analysis.Ratio;
import dev.ziggurat.analysis.StudentT;
import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SummariesTest {
    private static final double[] LRU = {1.0, 1.2, 1.1};
    private static final double[] FIFO = {0.9, 1.0, 1.1};
    private static final double[] RANDOM = {0.5, 0.8, 0.55};

    @TempDir
    Path folder;

    private StringBuilder results = new StringBuilder();
    private StringBuilder statistics = new StringBuilder();
    private int runs;

    @Test
    void eachPointHasItsMeanAndIsRelatedToItsBaselineSeedBySeed() throws IOException {
        begin("llc.size,llc.policy,cores.ipc");
        point(0, "2 MiB,lru", LRU);
        point(1, "2 MiB,fifo", FIFO);
        point(2, "2 MiB,random", RANDOM);
        write("relative-to: {llc.policy: lru}\n");

        Points points = Points.read(folder, List.of());
        List<PointSummary> rows = Summaries.of(points, points.relativeTo(), 0.95);

        assertThat(points.keys()).containsExactly("workload", "llc.size", "llc.policy");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).related()).as("the baseline").isNull();
        assertThat(rows.get(1).interval()).isEqualTo(StudentT.interval(FIFO, 0.95));
        Related fifo = Objects.requireNonNull(rows.get(1).related());
        assertThat(fifo.baseline()).isEqualTo("0");
        assertThat(fifo.paired()).isEqualTo(Paired.of(LRU, FIFO, 0.95));
        assertThat(fifo.ratio()).isEqualTo(Ratio.of(FIFO, LRU, 0.95));
        double[] p = {fifo.paired().p(), Paired.of(LRU, RANDOM, 0.95).p()};
        assertThat(fifo.adjusted()).isEqualTo(Holm.adjusted(p)[0]);
        assertThat(Objects.requireNonNull(rows.get(2).related()).adjusted()).isEqualTo(Holm.adjusted(p)[1]);
    }

    @Test
    void pointsThatAreNotShownMayStillBeBaselines() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", LRU);
        point(1, "b", FIFO);
        write("");
        Points points = Points.read(folder, List.of()).show(List.of("p=b"));

        List<PointSummary> rows = Summaries.of(points, Map.of("p", "a"), 0.95);

        assertThat(rows).hasSize(1);
        assertThat(Objects.requireNonNull(rows.get(0).related()).paired()).isEqualTo(Paired.of(LRU, FIFO, 0.95));
        assertThatThrownBy(() -> points.show(List.of("p=z"))).hasMessage("no run has p=z; the values of p are a, b");
        assertThatThrownBy(() -> points.show(List.of("q=a"))).hasMessageContaining("'q=a' is no condition");
    }

    @Test
    void toShowFewerPointsMakesNoPSmaller() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", LRU);
        point(1, "b", FIFO);
        point(2, "c", RANDOM);
        write("");
        Points points = Points.read(folder, List.of());
        Related among = related(Summaries.of(points, Map.of("p", "a"), 0.95).get(2));

        Related alone = related(Summaries.of(points.show(List.of("p=c")), Map.of("p", "a"), 0.95)
                .get(0));

        assertThat(alone.adjusted())
                .isEqualTo(among.adjusted())
                .isGreaterThan(alone.paired().p());
    }

    private static Related related(PointSummary row) {
        return Objects.requireNonNull(row.related());
    }

    @Test
    void onlySeedsThatBothPointsHaveArePaired() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", 1, 2, 3);
        run(1, 2, "ok", "", "b", 4);
        run(1, 3, "stalled", "", "b", 9);
        write("");

        Related related = Objects.requireNonNull(Summaries.of(Points.read(folder, List.of()), Map.of("p", "a"), 0.9)
                .get(1)
                .related());

        assertThat(related.paired().pairs()).isEqualTo(1);
        assertThat(related.paired().difference().estimate()).isEqualTo(2);
        assertThat(related.adjusted()).as("one pair has no p").isNaN();
    }

    @Test
    void ratiosNeedValuesAboveZero() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", 0, 2);
        point(1, "b", 1, 2);
        write("");

        Related related = Objects.requireNonNull(Summaries.of(Points.read(folder, List.of()), Map.of("p", "a"), 0.9)
                .get(1)
                .related());

        assertThat(related.ratio()).isNull();
        assertThat(related.paired().difference().estimate()).isEqualTo(0.5);
    }

    /** By hand: a takes 2 and 3 times as long in company, so 1/2 + 1/3 = 5/6 and 3/2 = 1.5. */
    @Test
    void processesOfAMixAreRelatedToThemselvesAlone() throws IOException {
        begin("alone,cores.ipc");
        times(0, "", "a", 200, "b", 300);
        times(0, "a", "a", 100, "", 0);
        times(0, "b", "b", 100, "", 0);
        write("");

        Points points = Points.read(folder, List.of());
        List<PointSummary> rows = Summaries.of(points, Map.of(), 0.95);

        assertThat(points.keys()).containsExactly("workload");
        assertThat(points.metrics()).contains("mix.weighted_speedup", "process.a.slowdown");
        assertThat(mean(rows, "mix.weighted_speedup")).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(mean(rows, "mix.harmonic_speedup")).isCloseTo(2 / 5.0, within(1e-12));
        assertThat(mean(rows, "mix.mean_slowdown")).isCloseTo(2.5, within(1e-12));
        assertThat(mean(rows, "mix.max_slowdown")).isCloseTo(3, within(1e-12));
        assertThat(mean(rows, "mix.unfairness")).isCloseTo(1.5, within(1e-12));
        assertThat(mean(rows, "process.a.slowdown")).isEqualTo(2);
        assertThat(mean(rows, "cores.ipc"))
                .as("of the mix, not of single processes")
                .isEqualTo(0.5);
    }

    /** Both take the 150 us of the limit, together and alone, for different work: a slowdown of 1 would be a lie. */
    @Test
    void aSeedHasNothingToSayOfAMixWhoseProcessesDidOtherWorkAlone() throws IOException {
        begin("alone,cores.ipc");
        for (int point = 0; point < 3; point++) {
            ended("a", point == 0 ? "running" : point == 1 ? "out of memory" : "exit");
            times(point, "", "a", 150, "", 0);
            ended("a", point == 0 ? "running" : "exit");
            times(point, "a", "a", 150, "", 0);
        }
        write("");

        List<PointSummary> rows = Summaries.of(Points.read(folder, List.of("mix.weighted_speedup")), Map.of(), 0.95);

        assertThat(rows).as("of the point whose process ended alike").hasSize(1);
        assertThat(rows.get(0).point().number()).isEqualTo("2");
    }

    @Test
    void aMixThatFailedOrTookNoTimeLeavesTheOtherMetricsAlone() throws IOException {
        begin("alone,cores.ipc");
        times(0, "a", "a", 100, "", 0);
        times(1, "", "a", 0, "", 0);
        times(1, "a", "a", 100, "", 0);
        write("");

        List<PointSummary> rows = Summaries.of(Points.read(folder, List.of()), Map.of(), 0.95);

        assertThat(rows).extracting(PointSummary::metric).containsExactly("cores.ipc");
    }

    @Test
    void theFileLeavesEmptyWhatCannotBeSaid() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", 1.5);
        point(1, "\"b, c\"", 3);
        write("");
        Points points = Points.read(folder, List.of());

        assertThat(SummaryCsv.text(points.keys(), Summaries.of(points, Map.of("p", "a"), 0.95)))
                .isEqualTo("""
                        point,workload,p,metric,unit,seeds,mean,deviation,low,high,baseline,pairs,difference,difference_low,difference_high,ratio,ratio_low,ratio_high,p,p_holm,effect
                        0,w,a,cores.ipc,per cycle,1,1.5,,,,,,,,,,,,,,
                        1,w,"b, c",cores.ipc,per cycle,1,3,,,,0,1,1.5,,,2,,,,,
                        """);
    }

    @Test
    void foldersAreComparedAtThePointsThatBothHave() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", 1, 2, 3);
        point(1, "b", 1, 2, 3);
        write("");
        Points base = Points.read(folder, List.of());
        results = new StringBuilder();
        statistics = new StringBuilder();
        runs = 0;
        begin("p,cores.ipc");
        point(0, "b", 2, 3, 5);
        point(1, "c", 2, 3, 5);
        write("");
        FolderComparison comparison = new FolderComparison(base, Points.read(folder, List.of()));

        List<PointSummary> rows = comparison.rows(0.95);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).point().keys()).containsEntry("p", "b");
        assertThat(Objects.requireNonNull(rows.get(0).related()).paired())
                .isEqualTo(Paired.of(new double[] {1, 2, 3}, new double[] {2, 3, 5}, 0.95));
        assertThat(comparison.unmatched()).isEqualTo(2);
        assertThat(comparison.baselineOf(rows.get(0), 0.95).summary().mean()).isEqualTo(2);
    }

    @Test
    void whatElseDiffersBetweenFoldersIsTold() throws IOException {
        Points base = ofWorkload("p,q", "a,b", "ok", "d1");
        Points other = ofWorkload("q,p", "b,a", "limit", "d2");

        FolderComparison comparison = new FolderComparison(base, other);

        assertThat(comparison.rows(0.95))
                .as("the order of the columns does not matter")
                .hasSize(1);
        assertThat(comparison.cautions())
                .satisfiesExactly(
                        cut -> assertThat(cut).startsWith("of 1 points one folder has runs that were cut short"),
                        digest -> assertThat(digest).endsWith("by its digest: w"));
        assertThat(new FolderComparison(base, base).cautions()).isEmpty();
    }

    private Points ofWorkload(String paths, String values, String status, String digest) throws IOException {
        results = new StringBuilder();
        statistics = new StringBuilder();
        runs = 0;
        begin(paths + ",cores.ipc");
        run(0, 1, status, "", values, 1);
        write("");
        Path file = folder.resolve("results.csv");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(",workload,", ",workload,version,workload_digest,")
                        .replace(",w,", ",w,1.0," + digest + ","));
        return Points.read(folder, List.of());
    }

    @Test
    void whatCannotBeComparedIsToldInWords() throws IOException {
        begin("p,cores.ipc");
        point(0, "a", 1);
        write("");
        Points points = Points.read(folder, List.of());

        assertThatThrownBy(() -> Summaries.of(points, Map.of("q", "a"), 0.95))
                .isInstanceOf(ReportException.class)
                .hasMessage("'q' is not swept here; points are told apart by workload, p");
        assertThatThrownBy(() -> Summaries.of(points, Map.of("p", "z"), 0.95))
                .hasMessageContaining("no point that ended well has p: z");
        assertThatThrownBy(() -> Points.read(folder, List.of("llc.mpki")))
                .hasMessageContaining("'llc.mpki' is in no run");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,point,       | ,number,    | results.csv is no result file: it has no column 'point'
            ,seed,        | ,other,     | results.csv is no result file: it has no column 'seed'
            1,0,m,w,2     | 0,0,m,w,2   | results.csv has run 0 twice; make it anew with ziggurat merge
            per cycle,1.2 | per cycle,NaN | cores.ipc is 'NaN', which is no number and has no mean
            per cycle,1.2 | per cycle,0x1p3 | cores.ipc is '0x1p3', which is no number and has no mean
            per cycle,1.2 | per cycle,1e300 | cores.ipc is 1e300, larger than any number of a run; there is no mean of it
            """)
    void brokenFilesAreToldInWords(String right, String wrong, String message) throws IOException {
        begin("p,cores.ipc");
        point(0, "a", LRU);
        write("");
        for (String name : List.of("results.csv", "statistics.csv")) {
            Path file = folder.resolve(name);
            Files.writeString(file, Files.readString(file).replace(right, wrong));
        }

        assertThatThrownBy(() -> Points.read(folder, List.of()))
                .isInstanceOf(ReportException.class)
                .hasMessageEndingWith(message);
    }

    private static double mean(List<PointSummary> rows, String metric) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .summary()
                .mean();
    }

    private void begin(String columns) {
        results.append("run,point,machine,workload,seed,status,")
                .append(columns)
                .append('\n');
        statistics.append("run,component,metric,unit,value\n");
    }

    private void point(int point, String keys, double... values) {
        for (int seed = 1; seed <= values.length; seed++) {
            run(point, seed, "ok", "", keys, values[seed - 1]);
        }
    }

    private void run(int point, int seed, String status, String alone, String keys, double value) {
        results.append(runs + "," + point + ",m,w," + seed + "," + status + "," + alone + keys + "," + value + "\n");
        statistics.append(runs++ + ",cores,ipc,per cycle," + value + "\n");
    }

    private void times(int point, String alone, String one, double time, String other, double otherTime) {
        statistics.append(runs + ",process." + one + ",time_ns,ns," + time + "\n");
        if (!other.isEmpty()) {
            statistics.append(runs + ",process." + other + ",time_ns,ns," + otherTime + "\n");
        }
        run(point, 1, "ok", "", alone, alone.isEmpty() ? 0.5 : 0.7);
    }

    private void ended(String process, String end) {
        statistics.append(runs + ",process." + process + ",end,," + end + "\n");
    }

    private void write(String resolved) throws IOException {
        Files.writeString(folder.resolve("results.csv"), results);
        Files.writeString(folder.resolve("statistics.csv"), statistics);
        Files.writeString(folder.resolve("resolved.yaml"), "sweep: s\n" + resolved);
    }
}
