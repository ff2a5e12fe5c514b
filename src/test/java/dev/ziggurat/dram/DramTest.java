package dev.ziggurat.dram;

import static dev.ziggurat.dram.AddressField.BANK;
import static dev.ziggurat.dram.AddressField.BANKGROUP;
import static dev.ziggurat.dram.AddressField.CHANNEL;
import static dev.ziggurat.dram.AddressField.COLUMN;
import static dev.ziggurat.dram.AddressField.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How requests are taken, joined, answered and counted. */
final class DramTest {
    private static final long CYCLE = 833;
    private static final long ROW_STEP = 8192 * 16;

    private static Specs specs() {
        return new Specs(Devices.DDR4_2400).withoutRefresh();
    }

    @Test
    void aWriteIsServedWhenItIsAccepted() {
        Client client = new Client(specs().spec());
        Client.Answer write = client.writeBack(10 * CYCLE + 1, 0);
        client.run();
        assertThat(write.served).isEqualTo(11 * CYCLE);
    }

    @Test
    void aReadOfAQueuedWriteIsAnsweredOneCycleLater() {
        Client client = new Client(specs().spec());
        client.load(0, ROW_STEP);
        client.writeBack(0, 0);
        Client.Answer read = client.load(3 * CYCLE, 0);
        client.run();
        assertThat(read.latency()).isEqualTo(CYCLE);
        assertThat(read.outcome()).isEqualTo("dram write queue");
        assertThat(counts(client).forwarded).isEqualTo(1);
        assertThat(counts(client).readBursts).isEqualTo(1);
    }

    @Test
    void aReadOfMoreBytesThanAreQueuedGoesToTheDevice() {
        Client client = new Client(specs().spec());
        client.load(0, ROW_STEP);
        client.send(0, AccessType.WRITE_THROUGH, 8, 8);
        Client.Answer covered = client.send(CYCLE, AccessType.LOAD, 12, 4);
        Client.Answer partly = client.send(CYCLE, AccessType.LOAD, 12, 8);
        client.run();
        assertThat(covered.outcome()).isEqualTo("dram write queue");
        assertThat(partly.outcome()).startsWith("dram row");
    }

    @Test
    void twoPartialWritesToABurstTogetherAnswerARead() {
        Client client = new Client(specs().spec());
        client.load(0, ROW_STEP);
        client.send(0, AccessType.WRITE_THROUGH, 0, 32);
        client.send(0, AccessType.WRITE_THROUGH, 32, 32);
        Client.Answer read = client.load(CYCLE, 0);
        client.run();
        assertThat(read.outcome()).isEqualTo("dram write queue");
        assertThat(counts(client).merged).isEqualTo(1);
        assertThat(counts(client).writeBursts).isEqualTo(1);
    }

    @Test
    void aWriteThatFindsNoEntryWaitsInItsSendersSlot() {
        Client client = new Client(specs().queues(4, 1).spec());
        Client.Answer first = client.writeBack(0, 0);
        Client.Answer second = client.writeBack(0, ROW_STEP);
        Client.Answer joins = client.writeBack(0, 0);
        Client.Answer read = client.load(CYCLE, ROW_STEP);
        client.run();
        assertThat(first.served).isZero();
        assertThat(joins.served).as("needs no entry").isZero();
        // The only entry is free when the first is written: activate in cycle 1, tRCD later.
        assertThat(second.served).isEqualTo(17 * CYCLE);
        assertThat(second.spent("dram queue")).isEqualTo(17 * CYCLE);
        assertThat(read.outcome()).as("from the write that waits").isEqualTo("dram write queue");
    }

    @Test
    void aReadThatFindsNoEntryIsAcceptedWhenOneIsFree() {
        Client client = new Client(specs().queues(1, 1).spec());
        client.load(0, 0);
        Client.Answer second = client.load(0, 64);
        client.run();
        // The first is read in cycle 17; tCCD_L later the second.
        assertThat(second.served).isEqualTo((17 + 6 + 20) * CYCLE);
        assertThat(second.outcome()).isEqualTo("dram row hit");
    }

    @Test
    void readsGoBeforeWritesUntilTheHighMark() {
        Client client = new Client(specs().queues(32, 10).spec());
        List<String> commands = new ArrayList<>();
        client.memory.observe(issued -> commands.add(issued.command.mnemonic()));
        client.load(0, 0);
        for (int i = 0; i < 7; i++) {
            client.writeBack(CYCLE, ROW_STEP + 64L * i);
        }
        client.load(2 * CYCLE, 128);
        client.run();
        assertThat(commands.indexOf("WR")).isGreaterThan(commands.lastIndexOf("RD"));
    }

    @Test
    void fromTheHighMarkOnWritesAreServedDownToTheLowMark() {
        Client client = new Client(specs().queues(32, 10).spec());
        List<String> commands = new ArrayList<>();
        client.memory.observe(issued -> commands.add(issued.command.mnemonic()));
        for (int i = 0; i < 8; i++) {
            client.writeBack(0, ROW_STEP + 64L * i);
        }
        client.load(0, 0);
        client.load(0, 64);
        client.run();
        commands.removeIf(each -> !each.equals("RD") && !each.equals("WR"));
        assertThat(commands).containsExactly("WR", "WR", "WR", "WR", "WR", "WR", "RD", "RD", "WR", "WR");
    }

    @Test
    void partOfARequestHasOnlyItsOwnBytes() {
        Client client = new Client(specs().spec());
        client.load(0, ROW_STEP);
        client.send(0, AccessType.WRITE_THROUGH, 60, 8);
        Client.Answer written = client.send(CYCLE, AccessType.LOAD, 60, 8);
        Client.Answer before = client.send(CYCLE, AccessType.LOAD, 48, 8);
        client.run();
        assertThat(written.outcome()).isEqualTo("dram write queue");
        assertThat(before.outcome()).startsWith("dram row");
    }

    @Test
    void aRequestOfSeveralBurstsIsServedWithItsLast() {
        Client client = new Client(specs().spec());
        Client.Answer two = client.send(0, AccessType.LOAD, 0, 128);
        Client.Answer across = client.send(200 * CYCLE, AccessType.LOAD, 4 * ROW_STEP + 60, 8);
        Client.Answer written = client.send(400 * CYCLE, AccessType.WRITE_BACK, 8 * ROW_STEP, 256);
        client.run();
        assertThat(two.latency()).isEqualTo((37 + 6) * CYCLE);
        assertThat(across.latency()).isEqualTo((53 + 6) * CYCLE);
        assertThat(written.latency()).isZero();
        assertThat(counts(client).readBursts).isEqualTo(4);
        assertThat(counts(client).writeBursts).isEqualTo(4);
    }

    @Test
    void burstsOfOneRequestUseTheirChannelsAtOnce() {
        Client client = new Client(specs().channels(2)
                .mapping(List.of(ROW, BANK, COLUMN, BANKGROUP, CHANNEL))
                .spec());
        Client.Answer two = client.send(0, AccessType.LOAD, 0, 128);
        client.run();
        assertThat(two.latency()).isEqualTo(37 * CYCLE);
    }

    @Test
    void refreshesSleptThroughAreCountedWhenSomebodyLooks() {
        for (int ranks = 1; ranks <= 4; ranks++) {
            Client client = new Client(new Specs(Devices.DDR4_2400).ranks(ranks).spec());
            Statistics statistics = new Statistics();
            client.memory.describe(statistics);
            long end = 100 * 9363 * CYCLE;
            client.load(end, 0);
            client.run();
            Term refreshes = statistics.section("memory.channel0").term("refreshes");
            assertThat(statistics.snapshot(end).counter(refreshes)).isEqualTo(100L * ranks);
        }
    }

    @Test
    void refreshGoesBeforeWhatComesInTheCycleInWhichItIsDue() {
        Client client = new Client(new Specs(Devices.DDR4_2400).spec());
        List<String> commands = new ArrayList<>();
        client.memory.observe(issued -> commands.add(issued.command.mnemonic() + " " + issued.cycle));
        client.writeBack(9363 * CYCLE, 0);
        client.run();
        assertThat(commands).startsWith("REF 9363", "ACT " + (9363 + 421));
    }

    @Test
    void lookingChangesNothing() {
        assertThat(commands(true)).isEqualTo(commands(false));
    }

    private static List<String> commands(boolean looking) {
        Client client = new Client(new Specs(Devices.DDR4_2400).ranks(2).spec());
        List<String> commands = new ArrayList<>();
        client.memory.observe(issued -> commands.add(
                issued.cycle + " " + issued.command + " " + issued.rank + " " + issued.bankGroup + " " + issued.bank));
        Statistics statistics = new Statistics();
        client.memory.describe(statistics);
        if (looking) {
            client.simulation
                    .engine()
                    .observe(
                            time -> {
                                statistics.snapshot(time);
                                return time + 77_777;
                            },
                            1);
        }
        Random random = new Random(9);
        long time = 0;
        for (int i = 0; i < 2000; i++) {
            time += random.nextInt(random.nextInt(20) == 0 ? 10_000_000 : 20_000);
            client.send(
                    time,
                    random.nextInt(3) == 0 ? AccessType.WRITE_BACK : AccessType.LOAD,
                    random.nextInt(1 << 20) * 64L,
                    64);
        }
        client.run();
        statistics.checkLaws();
        return commands;
    }

    @Test
    void whoeverStallsIsNamed() {
        Client client = new Client(specs().spec());
        assertThat(client.memory.waitsFor()).isNull();
        client.load(0, 0);
        client.simulation.engine().stopAt(CYCLE);
        client.run();
        assertThat(client.memory.waitsFor())
                .isEqualTo("memory.channel0: 1 reads and 0 writes queued, 0 waiting for an entry");
    }

    @Test
    void addressesBeyondTheCapacityWrapAndAreReported() {
        Client client = new Client(specs().spec());
        client.load(0, 0);
        client.simulation.engine().run();
        assertThat(client.memory.wrapped()).isFalse();
        Client.Answer wrapped = client.load(200 * CYCLE, (8L << 30) + 64);
        client.run();
        assertThat(client.memory.wrapped()).isTrue();
        assertThat(wrapped.outcome()).isEqualTo("dram row hit");
        assertThat(client.memory.capacity()).isEqualTo(8L << 30);
    }

    @Test
    void memoryIsSharedAndQueuesAsMuchAsAllItsChannels() {
        Client client = new Client(specs().channels(2)
                .mapping(List.of(ROW, BANK, COLUMN, BANKGROUP, CHANNEL))
                .queues(5, 3)
                .spec());
        assertThat(client.memory.queued()).isEqualTo(2 * (5 + 3));
        assertThat(client.memory.shared()).isTrue();
    }

    private static ChannelCounts counts(Client client) {
        return ((Dram) client.memory).channel(0).counts();
    }
}
