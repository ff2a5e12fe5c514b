package dev.ziggurat.storage.flash;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Share;

/** Small drives. */
public final class Drives {
    static final FlashTimes TIMES = new FlashTimes(
            Latency.parse("75 us"),
            Latency.parse("750 us"),
            Latency.parse("3.8 ms"),
            Latency.parse("290 ns"),
            Latency.parse("371.5 ns"),
            Latency.parse("220 ns"),
            Latency.parse("20 ns"),
            Latency.parse("3 ns"));
    static final HostLink LINK = new HostLink(Latency.parse("284 ns"), Latency.parse("250 ps"));
    static final WriteCacheSpec CACHE =
            new WriteCacheSpec(ByteSize.parse("64 KiB"), Latency.parse("39 ns"), Latency.parse("5 ns"));
    static final MappingCacheSpec MAPPING = new MappingCacheSpec(ByteSize.parse("512 B"), ByteSize.parse("8 B"), null);

    private Drives() {}

    /** Two channels of two chips of two dies of two planes, 16 blocks of 8 pages of 8 KiB each: 16 MiB. */
    public static SsdSpec small() {
        return small(CACHE, MAPPING, Interleaving.CHIP);
    }

    static SsdSpec small(WriteCacheSpec cache, MappingCacheSpec mapping, Interleaving interleaving) {
        FlashGeometry geometry = new FlashGeometry(2, 2, 2, 2, 16, 8, ByteSize.parse("8 KiB"));
        return new SsdSpec(
                geometry, TIMES, LINK, cache, mapping, Share.parse("40 %"), Share.parse("5 %"), interleaving, 64);
    }

    /** Channels of one chip of one die of two planes, with pages of another size. */
    static SsdSpec ofPages(int channels, ByteSize page) {
        FlashGeometry geometry = new FlashGeometry(channels, 1, 1, 2, 16, 8, page);
        return new SsdSpec(
                geometry, TIMES, LINK, null, MAPPING, Share.parse("40 %"), Share.parse("5 %"), Interleaving.CHIP, 64);
    }

    /** One plane, nothing but the flash translation layer. */
    static SsdSpec bare(int blocks, int pages, String overProvisioning) {
        FlashGeometry geometry = new FlashGeometry(1, 1, 1, 1, blocks, pages, ByteSize.parse("4 KiB"));
        return new SsdSpec(
                geometry,
                TIMES,
                LINK,
                null,
                null,
                Share.parse(overProvisioning),
                Share.parse("0 %"),
                Interleaving.DIE,
                1);
    }
}
