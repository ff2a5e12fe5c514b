package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.units.Latency;
import org.junit.jupiter.api.Test;

/** Where the time of reads went that a refresh or others' commands held up; DDR4-2400, a cycle 833 ps, tREFI 9363 cycles. */
final class AccountingTest {
    private static final long CYCLE = 833;
    private static final long RANK = 8192;
    private static final long ROW_STEP = 2 * 8192 * 16;

    /** When the second of two ranks is refreshed first. */
    private static final long DUE = 9363;

    @Test
    void refreshHoldsTheReadsOfItsOwnRank() {
        Client client = new Client(new Specs(Devices.DDR4_2400).ranks(2).spec());
        Client.Answer opener = client.load((DUE - 3) * CYCLE, RANK);
        Client.Answer held = client.load((DUE - 2) * CYCLE, RANK + ROW_STEP);
        Client.Answer late = client.load((DUE + 500) * CYCLE, RANK + 4 * 8192);
        Client.Answer other = client.load((DUE + 2) * CYCLE, 0);
        client.run();

        assertThat(opener.latency()).as("its row is used before").isEqualTo(37 * CYCLE);
        assertThat(opener.spent("refresh")).isZero();
        // Its activate was in the cycle DUE - 2; tRAS = 39 later the rank is closed, after tRP = 16 refreshed for
        // tRFC = 421.
        long end = DUE - 2 + 39 + 16 + 421;
        assertThat(held.spent("refresh")).isEqualTo((end - DUE) * CYCLE);
        assertThat(held.spent("dram queue")).isEqualTo(CYCLE);
        assertThat(held.spent("dram bank")).isEqualTo(16 * CYCLE);
        assertThat(held.served).isEqualTo((end + 16 + 16 + 4) * CYCLE);
        assertThat(held.outcome()).isEqualTo("dram row miss");
        assertThat(late.latency()).as("after the refresh").isEqualTo(37 * CYCLE);
        assertThat(other.spent("refresh")).as("of the other rank").isZero();
        assertThat(other.spent("dram queue"))
                .as("for the data bus, tBL + tRTRS behind the first")
                .isEqualTo(CYCLE);
    }

    @Test
    void readThatComesDuringARefreshWaitsForItsEnd() {
        Client client = new Client(new Specs(Devices.DDR4_2400).ranks(2).spec());
        Client.Answer during = client.load((DUE + 100) * CYCLE + 1, RANK);
        client.run();

        assertThat(during.spent("dram align")).isEqualTo(CYCLE - 1);
        assertThat(during.spent("dram controller")).isEqualTo(CYCLE);
        assertThat(during.spent("refresh")).isEqualTo((421 - 102) * CYCLE);
        assertThat(during.spent("dram queue")).isZero();
    }

    @Test
    void readThatFindsNoEntryIsAlignedFirstAndThenWaits() {
        Client client = new Client(
                new Specs(Devices.DDR4_2400).withoutRefresh().queues(1, 1).spec());
        client.load(0, 0);
        Client.Answer early = client.load(3 * CYCLE - 100, 64);
        client.run();
        // The first is read in cycle 17; the entry is free from then on, and tCCD_L later the second is read.
        assertThat(early.spent("dram align")).isEqualTo(100);
        assertThat(early.spent("dram controller")).isEqualTo(CYCLE);
        assertThat(early.spent("dram queue")).isEqualTo((17 - 3 + 5) * CYCLE);
    }

    @Test
    void whatComesOnAnEdgeNeedsNoAlignmentThoughItWaitsACycle() {
        Client client = new Client(
                new Specs(Devices.DDR4_2400).withoutRefresh().queues(1, 1).spec());
        client.load(0, 0);
        Client.Answer late = client.load(16 * CYCLE, 64);
        client.run();
        assertThat(late.spent("dram align")).isZero();
        assertThat(late.spent("dram queue")).isEqualTo((1 + 5) * CYCLE);
    }

    @Test
    void forwardedReadPassesTheControllerBothWays() {
        Client client = new Client(new Specs(Devices.DDR4_2400)
                .withoutRefresh()
                .controller(Latency.ofCycles(12))
                .spec());
        client.writeBack(0, 0);
        Client.Answer read = client.load(3 * CYCLE - 100, 0);
        client.run();
        assertThat(read.outcome()).isEqualTo("dram write queue");
        assertThat(read.latency()).isEqualTo(100 + (12 + 1 + 12) * CYCLE);
        assertThat(read.spent("dram align")).isEqualTo(100);
        assertThat(read.spent("dram controller")).isEqualTo((12 + 1 + 12) * CYCLE);
    }

    @Test
    void activateThatWaitsForAnotherIsNotTheBanks() {
        Client client = new Client(new Specs(Devices.DDR4_2400).withoutRefresh().spec());
        client.load(0, 0);
        Client.Answer second = client.load(0, 8192);
        client.run();
        // Another group: tRRD_S = 4 behind the first.
        assertThat(second.spent("dram bank")).isEqualTo(16 * CYCLE);
        assertThat(second.spent("dram queue")).isEqualTo(4 * CYCLE);
        assertThat(second.latency()).isEqualTo((37 + 4) * CYCLE);
    }

    /** What was done for a row before its refresh is told as well. */
    @Test
    void prechargeBeforeARefreshIsTheBanks() {
        Client client = new Client(new Specs(Devices.DDR4_2400).ranks(2).spec());
        client.load((DUE - 100) * CYCLE, RANK);
        Client.Answer conflict = client.load((DUE - 3) * CYCLE, RANK + ROW_STEP);
        client.run();

        // Closed in DUE - 2 for tRP = 16, then refreshed for tRFC = 421, opened for tRCD = 16.
        assertThat(conflict.outcome()).isEqualTo("dram row conflict");
        assertThat(conflict.spent("dram bank")).isEqualTo((16 + 16) * CYCLE);
        assertThat(conflict.spent("refresh")).isEqualTo(421 * CYCLE);
        assertThat(conflict.spent("dram queue")).isZero();
    }
}
