package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ziggurat.dram.scheduling.ClosedRow;
import dev.ziggurat.dram.scheduling.Fcfs;
import dev.ziggurat.dram.scheduling.NoRefresh;
import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DramSpecTest {
    private static final DramDevice DEVICE = Devices.named(Devices.DDR4_2400);

    @Test
    void everythingButTheDeviceHasADefault() {
        DramSpec spec = drains(null, null);
        assertThat(spec.capacity()).isEqualTo(8L << 30);
        assertThat(spec.readQueue()).isEqualTo(64);
        assertThat(spec.drainFrom()).isEqualTo(52);
        assertThat(spec.drainTo()).isEqualTo(12);
    }

    @Test
    void whatIsGivenIsNoDefault() {
        List<AddressField> fields = List.of(
                AddressField.CHANNEL,
                AddressField.RANK,
                AddressField.ROW,
                AddressField.BANK,
                AddressField.BANKGROUP,
                AddressField.COLUMN);
        DramSpec spec = new DramSpec(
                DEVICE,
                3,
                2,
                fields,
                new Fcfs.Spec(),
                new ClosedRow.Spec(),
                new NoRefresh.Spec(),
                5,
                10,
                Share.parse("50 %"),
                Share.parse("10 %"),
                Latency.ofCycles(4),
                Latency.ofCycles(7));
        assertThat(spec.mapping()).isEqualTo(fields);
        assertThat(spec.scheduler()).isEqualTo(new Fcfs.Spec());
        assertThat(spec.rowPolicy()).isEqualTo(new ClosedRow.Spec());
        assertThat(spec.refresh()).isEqualTo(new NoRefresh.Spec());
        assertThat(spec.readQueue()).isEqualTo(5);
        assertThat(spec.drainFrom()).isEqualTo(5);
        assertThat(spec.drainTo()).isEqualTo(1);
        assertThat(spec.capacity()).isEqualTo(3 * 2 * (8L << 30));
        // Three channels of 64 bytes in four cycles of 833 ps.
        assertThat(spec.peakBandwidth()).isEqualTo(3 * 64 * 1_000_000_000_000L / (4 * 833));
        // One cycle, tCL and the burst; tRCD; tRP; and the controller's eleven cycles.
        assertThat(spec.idleLatencies())
                .containsExactly(
                        entry("row open", (11 + 1 + 16 + 4) * 833L),
                        entry("bank closed", (11 + 1 + 16 + 16 + 4) * 833L),
                        entry("other row open", (11 + 1 + 16 + 16 + 16 + 4) * 833L));
    }

    @Test
    void aMemoryWithoutDeviceIsRefusedAndSaysWhatToWrite() {
        assertThatThrownBy(() ->
                        new DramSpec(null, null, null, null, null, null, null, null, null, null, null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("ddr4-2400r-8gb-x8");
    }

    @Test
    void theHighMarkIsRoundedUpAndTheLowMarkDown() {
        DramSpec spec = drains("100 %", "99.9 %");
        assertThat(spec.drainFrom()).isEqualTo(64);
        assertThat(spec.drainTo()).isEqualTo(63);
        assertThat(drains("0.1 %", "0 %").drainFrom()).isEqualTo(1);
    }

    @Test
    void theLowMarkLiesBelowTheHighMark() {
        assertThatThrownBy(() -> drains("50 %", "50 %"))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.key()).isEqualTo("drain-low"));
    }

    private static DramSpec drains(String high, String low) {
        return new DramSpec(
                DEVICE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                high == null ? null : Share.parse(high),
                low == null ? null : Share.parse(low),
                null,
                null);
    }

    @Test
    void aMappingNamesEveryFieldOfSeveralValuesOnce() {
        Specs specs = new Specs(DEVICE);
        List<AddressField> twice = List.of(AddressField.ROW, AddressField.ROW);
        assertThatThrownBy(() -> specs.mapping(twice).spec()).hasMessageContaining("'row' stands twice");
        List<AddressField> without = List.of(AddressField.ROW, AddressField.BANK, AddressField.COLUMN);
        assertThatThrownBy(() -> specs.mapping(without).spec())
                .hasMessageContaining("lacks 'bankgroup', of which there are 4");
        assertThatThrownBy(() -> specs.mapping(Specs.M1).channels(3).spec()).hasMessageContaining("lacks 'channel'");
    }

    @Test
    void numbersHaveTheirRanges() {
        Specs specs = new Specs(DEVICE);
        assertThatThrownBy(() -> specs.ranks(0).spec()).hasMessageContaining("ranks lies between 1 and 8");
        assertThatThrownBy(() -> new Specs(DEVICE).channels(0).spec()).hasMessageContaining("channels lies between");
        assertThatThrownBy(() -> new Specs(DEVICE).queues(0, 1).spec()).hasMessageContaining("read-queue");
        assertThatThrownBy(() -> new Specs(DEVICE).queues(1, 0).spec()).hasMessageContaining("write-queue");
        assertThatThrownBy(() -> new Organisation(4, 4, 65536, 1024, 8, 72)).hasMessageContaining("no power of two");
        assertThatThrownBy(() -> new Organisation(4, 4, 65536, 1023, 8, 64)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> new Organisation(16, 8, 65536, 1024, 8, 64)).hasMessageContaining("at most 64 banks");
    }
}
