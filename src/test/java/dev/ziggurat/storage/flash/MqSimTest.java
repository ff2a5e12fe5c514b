package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.ClosedLoop;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Presets;
import dev.ziggurat.storage.Reference;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed loops of MQSim's default device. */
final class MqSimTest {
    static Stream<Reference.Row> runs() {
        return Reference.rows("ssd_mqsim.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void closedLoopsTakeAsLong(Reference.Row row, TestReporter reporter) {
        boolean ideal = row.text("ideal_mapping").equals("1");
        BlockDeviceSpec spec =
                ideal ? Presets.named("nvme-mlc", "model.mapping-cache=null") : Presets.named("nvme-mlc");
        int count = Integer.parseInt(row.text("requests"));
        Direction direction = row.text("op").equals("read") ? Direction.READ : Direction.WRITE;
        ClosedLoop loop = new ClosedLoop(spec, direction, 4096, count, blocks(spec, row.text("pattern")))
                .run(Integer.parseInt(row.text("queue_depth")));
        SsdCounts parts = ((Ssd) loop.device).parts();
        System.out.println("MQ " + row.text("run")
                + String.format(
                        Locale.ROOT,
                        " mean %.2f (%s) p50 %.1f (%s) p95 %.1f (%s) p99 %.1f (%s) maps %d (%s) programs %d",
                        loop.mean(),
                        row.text("mean_us"),
                        loop.percentile(50),
                        row.text("p50_us"),
                        loop.percentile(95),
                        row.text("p95_us"),
                        loop.percentile(99),
                        row.text("p99_us"),
                        parts.begunOf(0),
                        row.text("mapping_reads"),
                        parts.programs()));
    }

    private static LongSupplier blocks(BlockDeviceSpec spec, String pattern) {
        long pages = spec.capacity() / 4096 / 2;
        if (pattern.equals("random")) {
            Lcg random = new Lcg(321);
            return () -> 8 * random.below(pages);
        }
        long[] next = {0};
        return () -> 8 * next[0]++;
    }
}
