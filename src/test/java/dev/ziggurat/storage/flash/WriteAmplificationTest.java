package dev.ziggurat.storage.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ziggurat.storage.Agreement;
import dev.ziggurat.storage.ClosedLoop;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Reference;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Greedy garbage collection under uniform random writes, against a model of nothing but the rule. */
final class WriteAmplificationTest {
    private static final int ROUNDS = 12;

    static Stream<Reference.Row> fills() {
        return Reference.rows("ssd_write_amplification_model.csv").stream()
                .filter(row -> row.text("policy").equals("GREEDY"));
    }

    @Test
    void halfFullDriveMovesAsMuch() {
        Reference.Row row = fills().findFirst().orElseThrow();
        assertThat(measured(row)).isCloseTo(row.number("write_amplification"), withinPercentage(3));
    }

    /** And the manual shows this table. */
    @Tag("slow")
    @Test
    void everyFillMovesAsMuch() throws IOException {
        Agreement table = new Agreement("write-amplification", "rule", "alone");
        for (Reference.Row row : fills().toList()) {
            String what = "flash filled to " + row.text("physical_fill");
            table.add(what, row.number("write_amplification"), measured(row), 3);
        }
        table.check();
    }

    /** Every page is written once, in order; then come the random writes, of which the second half counts. */
    private static double measured(Reference.Row row) {
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
            return 8 * (sent[0]++ < count ? sent[0] - 1L : random.below(count));
        };
        ClosedLoop loop = new ClosedLoop(
                Drives.bare(blocks, pages, "10 %"), Direction.WRITE, 4096, count + ROUNDS * count, addresses);
        parts[0] = ((Ssd) loop.device).parts();
        loop.run(1);
        double moved = parts[0].begunOf(Transactions.MOVE_WRITE) - movedBefore[0];
        return 1 + moved / (ROUNDS * count / 2.0);
    }
}
