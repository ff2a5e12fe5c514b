package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The misses of every fully associative LRU cache on two traces, as another program counted them that was compared with libCacheSim: the data references
 * of a stretch of gzip, and 300,000 references with the skew of Zipf.
 */
final class ReferenceCurvesTest {
    @ParameterizedTest
    @ValueSource(strings = {"din gzip", "lackey gzip", "din zipf"})
    void everySizeHasTheMissesOfTheReference(String which) throws IOException, URISyntaxException {
        String format = which.split(" ", -1)[0];
        String name = which.split(" ", -1)[1];
        List<long[]> reference = reference(name);
        Curve curve = curve(Path.of(Objects.requireNonNull(
                        getClass().getResource("/reference/cache/traces/" + format + "/" + name + "." + format + ".gz"))
                .toURI()));

        assertThat(curve.accesses()).isEqualTo(reference.get(0)[1]);
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < reference.size(); i++) {
            long size = reference.get(i)[0];
            steps.add(size);
            assertThat(curve.at(size).misses())
                    .as("%d lines", size)
                    .isEqualTo(reference.get(i)[1]);
            assertThat(curve.at(Math.max(1, size - 1)).misses())
                    .isEqualTo(reference.get(size == 1 ? 1 : i - 1)[1]);
        }
        assertThat(curve.steps())
                .containsExactly(steps.stream().mapToLong(Long::longValue).toArray());
    }

    private static Curve curve(Path trace) {
        Source workload = Source.text(
                "w.yaml",
                trace.getParent(),
                "workload: x\nprocesses:\n" + "  - {name: p, program: {kind: trace, file: " + trace.getFileName()
                        + "}}\n");
        Question question = new Question(new Cut(new ByteSize(64), Cut.Of.DATA), new Sampling.Exact(), 1, 0, null);
        return new MissRatioStudy(
                        new WorkloadReader(Catalogs.standard())
                                .read(workload, List.of())
                                .spec()
                                .processes(),
                        question,
                        new Pulse())
                .run()
                .get(0)
                .curve();
    }

    /** Rows of a size and its misses, valid up to the size of the next row; of no line all miss. */
    private static List<long[]> reference(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                        ReferenceCurvesTest.class.getResourceAsStream("/reference/cache/mrc/" + name + ".lru.csv.gz"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(row -> new long[] {Long.parseLong(row[0]), Long.parseLong(row[1])})
                    .toList();
        }
    }
}
