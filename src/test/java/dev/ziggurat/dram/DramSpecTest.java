package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.dram.standard.Organisation;
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
        assertThatThrownBy(() -> new Specs(DEVICE).queues(0, 1).spec()).hasMessageContaining("read-queue");
        assertThatThrownBy(() -> new Specs(DEVICE).queues(1, 0).spec()).hasMessageContaining("write-queue");
        assertThatThrownBy(() -> new Organisation(4, 4, 65536, 1024, 8, 72)).hasMessageContaining("no power of two");
        assertThatThrownBy(() -> new Organisation(4, 4, 65536, 1023, 8, 64)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> new Organisation(16, 8, 65536, 1024, 8, 64)).hasMessageContaining("at most 64 banks");
    }
}
