package dev.ziggurat.storage.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ziggurat.storage.ClosedLoop;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Reference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Greedy garbage collection under uniform random writes, against a model of nothing but the rule. */
final class WriteAmplificationTest {
    private static final int ROUNDS = 12;

    static Stream<Reference.Row> fills() {
        return Reference.rows("ssd_write_amplification_model.csv").stream()
                .filter(row -> row.text("policy").equals("GREEDY"));
    }

    static Stream<Reference.Row> half() {
        return fills().filter(row -> row.text("physical_fill").equals("0.5"));
    }

    @ParameterizedTest
    @MethodSource("half")
    void halfFullDriveMovesAsMuch(Reference.Row row) {
        check(row);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("fills")
    void everyFillMovesAsMuch(Reference.Row row) {
        check(row);
    }

    /** Every page is written once, in order; then come the random writes, of which the second half counts. */
    private static void check(Reference.Row row) {
        int blocks = (int) row.number("blocks");
        int pages = (int) row.number("pages_per_block");
        int count = (int) (blocks * pages * row.number("physical_fill"));
        Lcg random = new Lcg(5);
        int half = count + ROUNDS * count / 2;
        SsdCounts[] parts = new SsdCounts[1];
        long[] movedBefore = new long[1];
        int[] sent = new int[1];
        LongSupplier addresses = () -> {
            if (sent[0] == half) {
                movedBefore[0] = parts[0].begunOf(Transactions.MOVE_WRITE);
            }
            return 8 * (sent[0]++ < count ? sent[0] - 1 : random.below(count));
        };
        ClosedLoop loop = new ClosedLoop(
                Drives.bare(blocks, pages, "10 %"), Direction.WRITE, 4096, count + ROUNDS * count, addresses);
        parts[0] = ((Ssd) loop.device).parts();
        loop.run(1);
        double moved = parts[0].begunOf(Transactions.MOVE_WRITE) - movedBefore[0];
        double amplification = 1 + moved / (ROUNDS * count / 2);
        assertThat(amplification).isCloseTo(row.number("write_amplification"), withinPercentage(3));
    }
}
