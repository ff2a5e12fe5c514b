package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing is allocated per reference: a million references of the steady state leave the heap as it is. (A recorder of latencies grows with
 * the largest it has ever seen, so the steady state begins late.)
 */
final class AllocationTest {
    private static final long MILLION = 1_000_000;

    /** For what the JVM itself may do between two looks. */
    private static final long TOLERANCE = 512;

    private static final long PERIOD = 1_000_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "desktop  | {kind: uniform, footprint: 16 KiB, stores: 50 %}",
                "desktop  | {kind: uniform, footprint: 16 MiB, stores: 30 %, access: 12 B}",
                "embedded | {kind: zipf, footprint: 16 MiB, stores: 20 %}"
            })
    void noByteIsAllocatedPerReference(String machine, String program) throws IOException {
        assertThat(allocated(machine, program, MILLION / 8)).isBetween(0L, TOLERANCE);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "desktop  | {kind: gups, footprint: 64 MiB}",
                "desktop  | {kind: stream, kernel: triad, footprint: 64 MiB}",
                "desktop  | {kind: stride, stride: 8 B, footprint: 1 GiB}",
                "desktop  | {kind: sequential, footprint: 64 MiB, stores: 40 %}",
                "desktop  | {kind: pointer-chase, footprint: 6 MiB}",
                "desktop  | {kind: zipf, footprint: 64 MiB, stores: 5 %}",
                "desktop  | {kind: matrix-multiply, order: ijk, n: 300}",
                "desktop  | {kind: mixed, footprint: 1 MiB, largest: 200 B, gap: 5, back: 20, fetches: 30 %}",
                "server   | {kind: uniform, footprint: 64 MiB, stores: 30 %}",
                "teaching | {kind: uniform, footprint: 1 MiB, stores: 30 %}",
                "embedded | {kind: uniform, footprint: 1 MiB, stores: 30 %}",
                "embedded | {kind: mixed, footprint: 1 MiB, largest: 200 B, gap: 5, back: 20, fetches: 30 %}",
            })
    void noByteIsAllocatedPerReferenceOfAnyProgram(String machine, String program) throws IOException {
        assertThat(allocated(machine, program, MILLION)).isBetween(0L, TOLERANCE);
    }

    private static long allocated(String machine, String program, long span) throws IOException {
        String workload =
                "workload: w\nprocesses: [{name: p, references: " + 5 * span / 2 + ", program: " + program + "}]\n";
        Machine built = RandomMachine.build(preset(machine), workload, RunOptions.DEFAULT);
        LongSupplier references = references(built);
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] at = {-1, -1, -1};
        built.observe(
                time -> {
                    long done = references.getAsLong();
                    if (at[0] < 0 && done >= span) {
                        at[2] = done;
                        at[0] = bean.getCurrentThreadAllocatedBytes();
                    } else if (at[0] >= 0 && at[1] < 0 && done >= at[2] + span) {
                        at[1] = bean.getCurrentThreadAllocatedBytes();
                    }
                    return time + PERIOD;
                },
                PERIOD);
        assertThat(built.run().message()).isEmpty();
        assertThat(at[1]).as("the run was long enough").isNotNegative();
        return at[1] - at[0];
    }

    private static LongSupplier references(Machine machine) {
        for (Statistic each : machine.statistics().entries()) {
            if (each instanceof Counter counter
                    && each.component().equals("process.p")
                    && each.metric().equals("references")) {
                return counter.value();
            }
        }
        throw new IllegalStateException("no process.p.references");
    }

    private static String preset(String machine) throws IOException {
        String resource = "/configs/machines/" + machine + ".yaml";
        try (InputStream in = Objects.requireNonNull(AllocationTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
