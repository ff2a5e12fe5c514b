package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.scheduling.ClosedRow;
import org.junit.jupiter.api.Test;

/** Where rows are closed with their last use: who keeps one open. */
final class ClosedRowTest {
    private static final long CYCLE = 833;
    private static final long ROW_STEP = 8192 * 16;

    private final Client client = new Client(new Specs(Devices.DDR4_2400)
            .withoutRefresh()
            .rowPolicy(new ClosedRow.Spec())
            .spec());

    private ChannelCounts counts() {
        return ((Dram) client.memory).channel(0).counts();
    }

    @Test
    void aRowThatAnotherReadWaitsForIsNotClosed() {
        client.load(0, 0);
        client.load(0, 64);
        client.load(200 * CYCLE, ROW_STEP);
        client.run();

        assertThat(counts().hits).as("the second").isEqualTo(1);
        assertThat(counts().misses)
                .as("the first, and the one after all is closed")
                .isEqualTo(2);
        assertThat(counts().precharges).isEqualTo(2);
    }

    @Test
    void aRowThatAWriteWaitsForIsNotClosed() {
        client.load(0, 0);
        client.writeBack(0, 64);
        client.run();

        assertThat(counts().hits).isEqualTo(1);
        assertThat(counts().precharges).isEqualTo(1);
    }

    @Test
    void aReadOfAnotherRowDoesNotKeepOneOpen() {
        client.load(0, 0);
        client.load(0, ROW_STEP);
        client.run();

        assertThat(counts().conflicts).isZero();
        assertThat(counts().misses).isEqualTo(2);
    }
}
