package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.scheduling.ClosedRow;
import dev.ziggurat.dram.standard.Ddr4;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a single access takes, from first principles. */
final class ClosedFormTest {
    private static final long ROW = 8192;
    private static final long BANKS = 16;
    private static final long PAUSE = 200_000;

    @ParameterizedTest
    @CsvSource({"ddr4-2400r-8gb-x8, 37, 21, 53", "ddr4-3200aa-8gb-x8, 49, 27, 71"})
    void anUnloadedReadTakesTheCommandsOfItsRowStateAndOneCycle(String device, int miss, int hit, int conflict) {
        DramSpec spec = new Specs(device).withoutRefresh().spec();
        long clock = spec.device().standard().clock();
        for (long offset = 0; offset <= clock; offset += 17) {
            Client client = new Client(spec);
            Client.Answer first = client.load(PAUSE + offset, 0);
            Client.Answer second = client.load(2 * PAUSE + offset, 64);
            Client.Answer third = client.load(3 * PAUSE + offset, ROW * BANKS);
            client.run();
            check(first, "dram row miss", miss, clock);
            check(second, "dram row hit", hit, clock);
            check(third, "dram row conflict", conflict, clock);
        }
    }

    private static void check(Client.Answer answer, String outcome, int cycles, long clock) {
        long align = Math.floorMod(-answer.request.time, clock);
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.latency()).isEqualTo(align + cycles * clock);
        assertThat(answer.spent("dram align")).isEqualTo(align);
        assertThat(answer.spent("dram controller")).isEqualTo(clock);
        assertThat(answer.spent("dram queue")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {Devices.DDR4_2400, Devices.DDR4_3200})
    void withRefreshEveryUnloadedReadIsAlignmentAndItsRowStateAndItsOwnRefresh(String device) {
        DramSpec spec = new Specs(device).spec();
        Ddr4 bin = (Ddr4) spec.device().standard();
        long clock = bin.clock();
        Random random = new Random(5);
        Client client = new Client(spec);
        List<Client.Answer> answers = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < 20_000; i++) {
            time += 400_000 + random.nextInt(200_000);
            answers.add(client.load(time, random.nextInt(2000) * 4096L));
        }
        client.run();
        long refreshed = 0;
        for (Client.Answer answer : answers) {
            long align = Math.floorMod(-answer.request.time, clock);
            long refresh = answer.spent("refresh");
            assertThat(answer.latency()).isEqualTo(align + closedForm(answer.outcome(), bin) * clock + refresh);
            assertThat(answer.spent("dram queue")).isZero();
            refreshed += refresh;
        }
        // An arrival finds a refresh under way with probability (tRP + tRFC) / tREFI and waits for half of it on
        // average.
        double busy = bin.tRFC().amount() + bin.tRP().amount();
        double expected = busy * busy / 2 / bin.tREFI().amount() * clock * answers.size();
        assertThat((double) refreshed).isBetween(0.9 * expected, 1.1 * expected);
    }

    private static long closedForm(String outcome, Ddr4 bin) {
        long column = 1 + bin.tCL().amount() + bin.tBL().amount();
        return switch (outcome) {
            case "dram row hit" -> column;
            case "dram row miss" -> column + bin.tRCD().amount();
            case "dram row conflict" -> column + bin.tRCD().amount() + bin.tRP().amount();
            default -> throw new IllegalStateException(outcome);
        };
    }

    @Test
    void aConflictWaitsUntilTheOpenRowMayBeClosed() {
        DramSpec spec = new Specs(Devices.DDR4_2400).withoutRefresh().spec();
        Client client = new Client(spec);
        client.load(0, 0);
        Client.Answer second = client.load(833, ROW * BANKS);
        client.run();
        // The first activates in cycle 1; tRAS lets it be closed in cycle 40; tRP, tRCD, tCL and tBL follow.
        assertThat(second.served).isEqualTo((40 + 16 + 16 + 16 + 4) * 833);
        assertThat(second.spent("dram bank")).isEqualTo((16 + 16) * 833);
        assertThat(second.spent("dram queue")).isEqualTo((40 - 2) * 833);
    }

    /**
     * gem5 adds 10 ns on each way, one cycle of which is our cycle between acceptance and first command; tRCD, tRP and tCL are 14.16 ns, a
     * burst 3.332 ns. It has no clock edges: the difference is our alignment.
     */
    @Test
    void lowLoadLiesWithinOneCycleOfGem5() {
        DramDevice device = Devices.named(Devices.DDR4_2400);
        Ddr4 bin = (Ddr4) device.standard();
        Latency row = Latency.parse("14.16 ns");
        Ddr4 gem5 = new Ddr4(
                bin.tCK(),
                bin.tBL(),
                row,
                row,
                row,
                row,
                bin.tRAS(),
                null,
                bin.tCCDS(),
                bin.tCCDL(),
                bin.tRRDS(),
                bin.tRRDL(),
                bin.tFAW(),
                bin.tWTRS(),
                bin.tWTRL(),
                bin.tWR(),
                bin.tRTP(),
                bin.tRFC(),
                bin.tREFI(),
                bin.tRTRS());
        Specs specs = new Specs(new DramDevice("gem5", device.organisation(), gem5)).withoutRefresh();
        Client open = new Client(specs.controller(Latency.parse("10 ns")).spec());
        Client closed = new Client(specs.rowPolicy(new ClosedRow.Spec()).spec());
        List<Client.Answer> hits = new ArrayList<>();
        List<Client.Answer> misses = new ArrayList<>();
        open.load(0, 0);
        for (int i = 1; i < 128; i++) {
            hits.add(open.load(500_000L * i, 64L * i));
            misses.add(closed.load(500_000L * i, 64L * i));
        }
        open.run();
        closed.run();
        int cycle = 833;
        assertThat(hits).allSatisfy(hit -> assertThat(hit.latency() - cycle).isBetween(37_492L, 37_492L + cycle));
        assertThat(misses).allSatisfy(miss -> assertThat(miss.latency() - cycle).isBetween(51_652L, 51_652L + cycle));
    }

    @Test
    void theLatenciesOfTheControllerAreAddedOnEachWay() {
        DramSpec spec = new Specs(Devices.DDR4_2400)
                .withoutRefresh()
                .controller(Latency.ofCycles(12))
                .spec();
        Client client = new Client(spec);
        Client.Answer read = client.load(PAUSE * 833, 0);
        Client.Answer write = client.writeBack(2 * PAUSE * 833, 0);
        client.run();
        assertThat(read.latency()).isEqualTo((12 + 37 + 12) * 833);
        assertThat(read.spent("dram controller")).isEqualTo((12 + 1 + 12) * 833);
        assertThat(write.latency()).as("taken by the controller").isEqualTo(12 * 833);
    }
}
