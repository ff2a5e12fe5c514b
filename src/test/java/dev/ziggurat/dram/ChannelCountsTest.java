package dev.ziggurat.dram;

import static dev.ziggurat.dram.AddressField.BANK;
import static dev.ziggurat.dram.AddressField.BANKGROUP;
import static dev.ziggurat.dram.AddressField.CHANNEL;
import static dev.ziggurat.dram.AddressField.COLUMN;
import static dev.ziggurat.dram.AddressField.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Event;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the dictionary says of a channel after a run that can be followed by hand. */
final class ChannelCountsTest {
    private static final long CYCLE = 833;
    private static final long ROW_STEP = 8192 * 16;

    private static Map<String, String> run(Client client) {
        return run(client, "memory.channel0");
    }

    /** Runs what was sent to a client; returns the metrics of a component over a thousand cycles. */
    private static Map<String, String> run(Client client, String component) {
        Statistics statistics = new Statistics();
        long[] now = {0};
        client.memory.describe(statistics);
        statistics.section("simulation").time("time_ns", "simulated time", () -> now[0]);
        Snapshot begin = statistics.snapshot(0);
        client.run();
        statistics.checkLaws();
        now[0] = 1_000 * CYCLE;
        return Window.rows(statistics.entries(), begin, statistics.snapshot(now[0])).stream()
                .filter(row -> row.component().equals(component))
                .collect(Collectors.toMap(Row::metric, Row::value));
    }

    @Test
    void everyMetricSaysWhatHappened() {
        Client client = new Client(
                new Specs(Devices.DDR4_2400).withoutRefresh().queues(4, 4).spec());
        client.load(0, 0);
        client.load(0, 64);
        client.writeBack(0, ROW_STEP);
        client.writeBack(CYCLE, ROW_STEP);
        client.load(3 * CYCLE - 33, ROW_STEP);
        Map<String, String> rows = run(client);

        assertThat(rows)
                .containsEntry("reads", "3")
                .containsEntry("writes", "2")
                .containsEntry("forwarded", "1")
                .containsEntry("merged", "1")
                .containsEntry("read_bursts", "2")
                .containsEntry("write_bursts", "1")
                .containsEntry("row_hits", "1")
                .containsEntry("row_misses", "1")
                .containsEntry("row_conflicts", "1")
                .containsEntry("bytes", "192")
                .containsEntry("activates", "2")
                .containsEntry("precharges", "1")
                .containsEntry("refreshes", "0")
                // Three bursts of four cycles, in a thousand.
                .containsEntry("data_bus_busy_ns", "9.996")
                .containsEntry("data_bus_utilisation", "0.012")
                .containsEntry("bandwidth_gbps", "0.230492");
        ChannelCounts counts = ((Dram) client.memory).channel(0).counts();
        // A row miss takes 37 cycles, the hit behind it tCCD_L = 6 more, the read of what waits to be written one.
        assertThat(counts.readLatency().count()).isEqualTo(3);
        assertThat(counts.readLatency().sum()).isEqualTo((37 + 43 + 1) * CYCLE);
        // The last of the three came 33 ps before the edge.
        assertThat(rows).containsEntry("read_wait_mean_ns", "0.011");
    }

    @Test
    void busesOfAllChannelsTogetherAreUsedByTheirMean() {
        Client client = new Client(new Specs(Devices.DDR4_2400)
                .withoutRefresh()
                .channels(2)
                .mapping(List.of(ROW, BANK, BANKGROUP, COLUMN, CHANNEL))
                .spec());
        client.load(0, 0);
        client.load(0, 64);
        client.load(0, 128);

        // Two bursts of four cycles on one of two buses and one on the other, in a thousand.
        assertThat(run(client, "memory")).containsEntry("data_bus_utilisation", "0.006");
    }

    @Test
    void readThatWaitsForAnEntryIsCountedFromItsArrival() {
        Client client = new Client(
                new Specs(Devices.DDR4_2400).withoutRefresh().queues(1, 1).spec());
        client.load(0, 0);
        client.load(CYCLE, 64);
        client.load(100 * CYCLE + 1, 128);

        // The first waits for nothing, the second for its entry until cycle 17, the third for the edge.
        Map<String, String> rows = run(client);
        assertThat(rows).containsEntry("read_wait_mean_ns", "4.72");
        // From acceptance a row miss takes 37 cycles, the row hit behind it 26 and the last 21.
        assertThat(rows).containsEntry("read_latency_mean_ns", "23.324");
    }

    /** Nobody asks the channel for anything after the read: what refresh did meanwhile is counted when somebody looks. */
    @Test
    void refreshesThatNobodyWaitedForAreCountedAndSoIsTheRowThatTheyClosed() {
        Client client = new Client(new Specs(Devices.DDR4_2400).spec());
        client.load(0, 0);
        client.simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {}
                        },
                        50_000_000);
        Map<String, String> rows = run(client);

        assertThat(rows).containsEntry("activates", "1").containsEntry("precharges", "1");
        // 50 us in steps of tREFI = 7.8 us.
        assertThat(rows).containsEntry("refreshes", "6");
    }
}
