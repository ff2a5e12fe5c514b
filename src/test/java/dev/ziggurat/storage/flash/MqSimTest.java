package dev.ziggurat.storage.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ziggurat.storage.Agreement;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.ClosedLoop;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Presets;
import dev.ziggurat.storage.Reference;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed loops of MQSim's default device: 100,000 aligned 4 KiB requests over half the drive. It prints whole microseconds. */
final class MqSimTest {
    private static final int MEAN = 10;
    private static final int TAIL = 25;

    private final Agreement table = new Agreement("mqsim", "MQSim", "us");

    /** And the manual shows this table. */
    @Tag("slow")
    @Test
    void meansAndTailsLieWhereMqSimsDo() throws IOException {
        for (Reference.Row row : Reference.rows("ssd_mqsim.csv")) {
            run(row);
        }
        table.check();
    }

    @ParameterizedTest
    @CsvSource({"1, 164.86", "16, 218.32"})
    void randomReadsTakeAsLong(int depth, double theirs) {
        BlockDeviceSpec spec = Presets.named("nvme-mlc");
        ClosedLoop loop = new ClosedLoop(spec, Direction.READ, 4096, 20_000, blocks(spec, "random")).run(depth);
        assertThat(loop.mean()).isCloseTo(theirs, withinPercentage(2));
    }

    @ParameterizedTest
    @CsvSource({"1, 26.31", "16, 432.11"})
    void randomWritesTakeAsLong(int depth, double theirs) {
        BlockDeviceSpec spec = Presets.named("nvme-mlc");
        ClosedLoop loop = new ClosedLoop(spec, Direction.WRITE, 4096, 20_000, blocks(spec, "random")).run(depth);
        assertThat(loop.mean()).isCloseTo(theirs, withinPercentage(MEAN));
    }

    private void run(Reference.Row row) {
        boolean ideal = row.text("ideal_mapping").equals("1");
        BlockDeviceSpec spec =
                ideal ? Presets.named("nvme-mlc", "model.mapping-cache=null") : Presets.named("nvme-mlc");
        int count = Integer.parseInt(row.text("requests"));
        Direction direction = row.text("op").equals("read") ? Direction.READ : Direction.WRITE;
        ClosedLoop loop = new ClosedLoop(spec, direction, 4096, count, blocks(spec, row.text("pattern")));
        loop.run(Integer.parseInt(row.text("queue_depth")));
        String what = row.text("pattern") + " " + row.text("op") + "s, " + row.text("queue_depth") + " at a time"
                + (ideal ? ", map in DRAM" : "");
        table.add(what + ", mean", row.number("mean_us"), loop.mean(), MEAN);
        table.add(what + ", p50", row.number("p50_us"), loop.percentile(50), MEAN);
        table.add(what + ", p99", row.number("p99_us"), loop.percentile(99), TAIL);
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
