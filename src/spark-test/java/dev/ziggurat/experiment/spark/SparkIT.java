package dev.ziggurat.experiment.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.Cluster;
import dev.ziggurat.experiment.Cluster.Errand;
import dev.ziggurat.experiment.cluster.Blueprint;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's jar on a Spark cluster of processes on this host. Runs when the jar is made: {@code mvn -Pspark verify}. */
@Tag("spark")
final class SparkIT {
    /** Each point is a mix of two processes and both of them alone, with three to five seeds; their numbers depend on the seed. */
    private static final String SWEEP = """
            sweep: clustered
            machine:
              machine: small
              cores: {kind: in-order, clock: 1 GHz, count: 2}
              caches:
                l1d: {serves: [fetch, data], below: l2, size: 1 KiB, ways: 2, line: 64 B, latency: 1 cycle}
                l2: {shared: true, below: memory, size: 16 KiB, ways: 4, line: 64 B, latency: 9 cycles}
              memory: {kind: fixed, latency: 90 ns}
            workloads:
              - workload: mix
                processes:
                  - {name: a, cores: [0], program: {kind: uniform, footprint: 64 KiB}, references: 40000}
                  - {name: b, cores: [1], program: {kind: trace, file: ./b.din}}
            alone: true
            seeds: 3
            replicate: {within: 0.05 %, metrics: [cores.ipc], at-most: 5}
            metrics: [cores.ipc, l2.mpki]
            vary:
              caches.l2.size: [16 KiB, 32 KiB, 64 KiB, 128 KiB]
              caches.l2.replacement: [lru, fifo, random]
              memory.latency: [50 ns, 90 ns]
            """;

    @TempDir
    Path folder;

    private Processes processes = new Processes(Path.of(""));

    @AfterEach
    void end() {
        processes.kill();
    }

    @Test
    void sweepThatLosesAWorkerInTheMiddleEndsWithTheBytesOfOneHost() throws Exception {
        processes = new Processes(folder);
        Files.writeString(folder.resolve("b.din"), "0 1000\n0 9040\n1 2200\n".repeat(10000));
        Path sweep = Files.writeString(folder.resolve("s.yaml"), SWEEP);
        Path local = folder.resolve("local");
        Path remote = folder.resolve("remote");
        assertThat(processes
                        .ziggurat("alone", List.of(), "sweep", sweep, "--out", local)
                        .waitFor())
                .as(processes.log("alone"))
                .isZero();

        String address = processes.master();
        Process doomed = processes.worker("doomed", address);
        processes.worker("other", address);
        Process driver = processes.ziggurat(
                "driver",
                List.of("-Dspark.executor.memory=512m"),
                "sweep",
                sweep,
                "--cluster",
                address,
                "--out",
                remote);
        processes.await("runs of both executors", () -> {
            assertThat(driver.isAlive()).as(processes.log("driver")).isTrue();
            return processes.works("doomed")
                    && processes.works("other")
                    && kept(remote).size() > 20;
        });
        int before = kept(remote).size();
        assertThat(doomed.descendants()).as("executor").isNotEmpty();
        processes.kill(doomed);
        assertThat(driver.waitFor()).as(processes.log("driver")).isZero();

        assertThat(kept(remote)).isEqualTo(kept(local)).hasSizeGreaterThan(before + 20);
        for (String name : List.of("results.csv", "statistics.csv", "resolved.yaml")) {
            assertThat(remote.resolve(name)).hasSameBinaryContentAs(local.resolve(name));
        }

        processes.kill();
        assertThat(processes
                        .ziggurat("again", List.of(), "sweep", sweep, "--cluster", address, "--out", remote)
                        .waitFor())
                .as("without a cluster: there is nothing left to do")
                .isZero();
        assertThat(processes.log("again")).contains("finished before; nothing was simulated");
    }

    @Test
    void aHostThatCannotTakePartIsNamed() {
        Blueprint wrong = new Blueprint("s.yaml", folder.toString(), "{}", "0.0.1", "", null);
        assertThat(Tool.ofBuild().name()).isNotEqualTo("0.0.1");

        try (Cluster cluster = new SparkProvider().open("local[1]", wrong)) {
            assertThatThrownBy(() -> cluster.carryOut(List.of(new Errand(0, List.of(), Map.of()))))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("cannot take part: the program is version")
                    .hasMessageContaining("0.0.1 where the sweep was started");
        }
    }

    @Test
    void aMasterThatIsNotThereIsAnError() throws Exception {
        processes = new Processes(folder);
        Path sweep = Files.writeString(folder.resolve("s.yaml"), SWEEP.replace("./b.din", "./s.yaml"));

        Process driver =
                processes.ziggurat("driver", List.of(), "sweep", sweep, "--cluster", "spark:nowhere", "--out", folder);

        assertThat(driver.waitFor()).isEqualTo(2);
        assertThat(processes.log("driver")).contains("--cluster takes spark://HOST:PORT");
    }

    private static Map<String, String> kept(Path results) throws IOException {
        Map<String, String> kept = new TreeMap<>();
        Path points = results.resolve("points");
        if (Files.exists(points)) {
            try (Stream<Path> files = Files.list(points)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                    kept.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return kept;
    }
}
