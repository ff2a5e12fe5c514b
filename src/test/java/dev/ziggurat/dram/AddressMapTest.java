package dev.ziggurat.dram;

import static dev.ziggurat.dram.AddressField.BANK;
import static dev.ziggurat.dram.AddressField.BANKGROUP;
import static dev.ziggurat.dram.AddressField.CHANNEL;
import static dev.ziggurat.dram.AddressField.COLUMN;
import static dev.ziggurat.dram.AddressField.RANK;
import static dev.ziggurat.dram.AddressField.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.memory.MemoryRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AddressMapTest {
    private static final List<AddressField> ALL = List.of(ROW, RANK, BANK, COLUMN, BANKGROUP, CHANNEL);

    private static AddressMap map(int channels, int ranks, List<AddressField> fields) {
        return new Specs(Devices.DDR4_2400)
                .channels(channels)
                .ranks(ranks)
                .mapping(fields)
                .spec()
                .addressMap();
    }

    private static Place place(AddressMap map, long address) {
        Place place = new Place();
        map.place(address, place);
        return place;
    }

    @Test
    void theLastFieldHoldsTheLowestBits() {
        AddressMap map = map(2, 2, ALL);
        // row 16 bits, rank 1, bank 2, column 7, bank group 2, channel 1, byte 6.
        long address = 0x1234L << 19 | 1L << 18 | 2L << 16 | 0x55L << 9 | 3L << 7 | 1L << 6 | 0x3f;
        Place place = place(map, address);
        assertThat(map.channel(address)).isEqualTo(1);
        assertThat(place.row).isEqualTo(0x1234);
        assertThat(place.column).isEqualTo(0x55);
        assertThat(place.bank).isEqualTo(16 + 3 * 4 + 2);
        assertThat(place.line).isEqualTo(address >>> 6);
    }

    @Test
    void fieldsOfOneValueMayBeNamedOrLeftOut() {
        AddressMap named = map(1, 1, ALL);
        AddressMap left = map(1, 1, List.of(ROW, BANK, COLUMN, BANKGROUP));
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            long address = random.nextLong() >>> 20;
            assertThat(place(named, address)).usingRecursiveComparison().isEqualTo(place(left, address));
        }
        AddressMap three = map(3, 1, List.of(ROW, BANK, COLUMN, BANKGROUP, CHANNEL));
        assertThat(place(three, 3 * 64 * 4).bank).isZero();
        assertThat(place(three, 3 * 64 * 4).column).isEqualTo(1);
    }

    @Test
    void sixChannelsOfThreeRanksAreUsedEvenlyAndNoTwoLinesMeet() {
        AddressMap map = map(6, 3, ALL);
        Random random = new Random(2);
        long lines = 6L * 3 * (8L << 30) / 64;
        int[] channels = new int[6];
        Set<List<Integer>> places = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            long address = i * 64L;
            Place place = place(map, address);
            channels[map.channel(address)]++;
            places.add(List.of(map.channel(address), place.bank, place.row, place.column));
        }
        assertThat(channels).containsOnly(10_000);
        assertThat(places).hasSize(60_000);
        for (int i = 0; i < 1000; i++) {
            long address = random.nextLong(lines * 64);
            assertThat(place(map, address)).usingRecursiveComparison().isEqualTo(place(map, address + lines * 64));
            assertThat(map.beyond(address)).isFalse();
            assertThat(map.beyond(address + lines * 64)).isTrue();
        }
        assertThat(map.line(lines * 64)).isZero();
    }

    @Test
    void whatLiesBeyondTheCapacityWrapsAlsoWhereFieldsAreBits() {
        AddressMap map = map(1, 2, ALL);
        long capacity = 16L << 30;
        assertThat(map.beyond(capacity - 1)).isFalse();
        assertThat(map.beyond(capacity)).isTrue();
        for (long address : new long[] {0, 64, 0x12345678, capacity - 64}) {
            assertThat(place(map, capacity + address))
                    .usingRecursiveComparison()
                    .isEqualTo(place(map, address));
        }
    }

    @Test
    void aBurstMayBeShorterThanSixtyFourBytes() {
        DramDevice device = Devices.named(Devices.DDR4_2400);
        Organisation narrow = new Organisation(4, 4, 65536, 1024, 8, 32);
        AddressMap map = new Specs(new DramDevice("narrow", narrow, device.standard()))
                .spec()
                .addressMap();
        MemoryRequest request = new MemoryRequest((one, time) -> {}, 0);
        request.physicalAddress = 0x1020;
        request.size = 32;
        assertThat(map.bytes(request)).isEqualTo(0xffff_ffffL);
        request.size = 4;
        request.physicalAddress = 0x1024;
        assertThat(map.bytes(request)).isEqualTo(0xf0);
        assertThat(map.line(0x1024)).isEqualTo(0x1024 / 32);
    }

    @Test
    void theBytesOfARequestAreBitsOfItsBurst() {
        AddressMap map = map(1, 1, ALL);
        MemoryRequest request = new MemoryRequest((one, time) -> {}, 0);
        request.physicalAddress = 0x1000;
        request.size = 64;
        assertThat(map.bytes(request)).isEqualTo(-1);
        request.physicalAddress = 0x1008;
        request.size = 4;
        assertThat(map.bytes(request)).isEqualTo(0xf00);
        request.physicalAddress = 0x103f;
        request.size = 1;
        assertThat(map.bytes(request)).isEqualTo(1L << 63);
    }
}
