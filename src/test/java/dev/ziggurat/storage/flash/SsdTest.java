package dev.ziggurat.storage.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.ClosedLoop;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Lcg;
import dev.ziggurat.storage.Load;
import dev.ziggurat.storage.Presets;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small drives of two channels of two chips of two dies; a page is 16 sectors, and page n lies on channel n mod 2, then chip, then die. */
final class SsdTest {
    private static final long US = 1_000_000;
    private static final long MS = 1000 * US;
    private static final int PAGE = 16;

    /** Command, cells, set-up and 8 sectors on the channel. */
    private static final long FLASH_READ = 290_000 + 75 * US + 20_000 + 4096 * 3_000L;

    /** The same with a sector. */
    private static final long MAP_READ = 290_000 + 75 * US + 20_000 + 512 * 3_000;

    private static final long PROGRAM = 371_500 + 4096 * 3_000 + 750 * US;
    private static final long OVERHEAD = 284_000;
    private static final long LINK = 4096 * 250;
    private static final long DRAM = 39_000 + 4096 * 5_000;

    private static Load.Entry read(long time, long block, int sectors) {
        return new Load.Entry(time, block, sectors * 512, Direction.READ);
    }

    private static Load.Entry write(long time, long block, int sectors) {
        return new Load.Entry(time, block, sectors * 512, Direction.WRITE);
    }

    private static Load run(SsdSpec spec, Load.Entry... entries) {
        return new Load(spec, List.of(entries)).run();
    }

    private static SsdSpec bare(Interleaving interleaving) {
        return Drives.small(null, null, interleaving);
    }

    private static SsdCounts parts(Load load) {
        return ((Ssd) load.device).parts();
    }

    @Test
    void idleReadsTakeTheClosedForm() {
        BlockDeviceSpec spec = Presets.named("nvme-mlc");
        Load load = new Load(spec, List.of(read(0, 800, 8), read(MS, 800, 8))).run();
        assertThat(load.ends[0]).isEqualTo(1 + spec.idleReads().get("place read from flash first"));
        assertThat(load.ends[1] - MS).isEqualTo(1 + spec.idleReads().get("place in the mapping cache"));
        assertThat(spec.idleReads().values()).containsExactly(88_906_000L, 165_752_000L);
    }

    @Test
    void idleReadOfShortPagesIsThatOfOneForEachChannel() {
        SsdSpec spec = Drives.ofPages(2, ByteSize.parse("2 KiB"));
        Load load = new Load(spec, List.of(read(0, 0, 8), read(MS, 0, 8))).run();
        assertThat(load.ends[0]).isEqualTo(1 + spec.idleReads().get("place read from flash first"));
        assertThat(load.ends[1] - MS).isEqualTo(1 + spec.idleReads().get("place in the mapping cache"));
        assertThat(Drives.ofPages(1, ByteSize.parse("2 KiB")).idleReads()).isEmpty();
    }

    @Test
    void readsOfTwoChannelsGoSideBySide() {
        Load load = run(bare(Interleaving.CHIP), read(0, 0, 8), read(0, PAGE, 8));
        assertThat(load.ends[0]).isEqualTo(1 + OVERHEAD + FLASH_READ + LINK);
        // Only on the link they meet.
        assertThat(load.ends[1]).isEqualTo(1 + OVERHEAD + FLASH_READ + 2 * LINK);
    }

    @Test
    void readsOfTwoChipsShareTheChannel() {
        Load load = run(bare(Interleaving.CHIP), read(0, 0, 8), read(0, 2 * PAGE, 8));
        long data = 20_000 + 4096 * 3_000L;
        assertThat(load.ends[1]).isEqualTo(1 + OVERHEAD + FLASH_READ + data + LINK);
    }

    @Test
    void chipDoesOneCommandAtATimeUnlessItsDiesAreFree() {
        // Pages 0 and 4 lie on two dies of one chip.
        Load chip = run(bare(Interleaving.CHIP), read(0, 0, 8), read(0, 4 * PAGE, 8));
        assertThat(chip.ends[1]).isEqualTo(1 + OVERHEAD + 2 * FLASH_READ + LINK);
        Load die = run(bare(Interleaving.DIE), read(0, 0, 8), read(0, 4 * PAGE, 8));
        assertThat(die.ends[1]).isEqualTo(1 + OVERHEAD + FLASH_READ + 20_000 + 4096 * 3_000L + LINK);
    }

    @Test
    void writeWithoutACacheEndsWhenItIsProgrammed() {
        Load load = run(bare(Interleaving.CHIP), write(0, 0, 8));
        assertThat(load.ends[0]).isEqualTo(1 + OVERHEAD + LINK + PROGRAM);
    }

    @Test
    void writeOfAPartReadsTheRestFirst() {
        Load load = run(bare(Interleaving.CHIP), write(0, 0, 8), write(2 * MS, 8, 8), write(4 * MS, 0, 16));
        assertThat(parts(load).begunOf(Transactions.UPDATE_READ)).isEqualTo(1);
        long half = 4096 * 3_000L;
        assertThat(load.ends[1] - 2 * MS).isEqualTo(1 + OVERHEAD + LINK + FLASH_READ + PROGRAM + half);
        assertThat(load.ends[2] - 4 * MS).isEqualTo(1 + OVERHEAD + 2 * LINK + PROGRAM + half);
    }

    @Test
    void writeCacheAcknowledgesAndAnswersReads() {
        Load load = run(Drives.small(), write(0, 0, 8), read(100 * US, 0, 8), read(100 * US, 8, 8));
        assertThat(load.ends[0]).isEqualTo(1 + OVERHEAD + LINK + DRAM);
        assertThat(load.ends[1] - 100 * US).isEqualTo(1 + OVERHEAD + DRAM + LINK);
        // Sectors that it does not hold come from the flash.
        assertThat(load.ends[2] - 100 * US).isGreaterThan(FLASH_READ);
        Load later = run(Drives.small(), write(0, 0, 8), read(10 * MS, 0, 8));
        assertThat(later.ends[1] - 10 * MS).isEqualTo(1 + OVERHEAD + FLASH_READ + LINK);
    }

    @Test
    void pageWrittenTwiceStaysInTheCacheUntilItMustGo() {
        // The cache holds 8 pages.
        Load.Entry[] entries = new Load.Entry[18];
        entries[0] = write(0, 0, 8);
        entries[1] = write(100 * US, 0, 8);
        for (int i = 1; i <= 16; i++) {
            entries[1 + i] = write(10 * MS * i, 16L * PAGE * i, 8);
        }
        Load load = run(Drives.small(), entries);
        assertThat(parts(load).begunOf(Transactions.WRITE)).isEqualTo(17);
        Load.Entry[] burst = new Load.Entry[10];
        burst[0] = entries[0];
        burst[1] = entries[1];
        for (int i = 1; i <= 8; i++) {
            burst[1 + i] = write(200 * US, 16L * PAGE * i, 8);
        }
        assertThat(parts(run(Drives.small(), burst)).begunOf(Transactions.WRITE))
                .isEqualTo(10);
    }

    @Test
    void readsThatMissTheSamePageOfTheMapShareItsRead() {
        Load load = run(Drives.small(), read(0, 0, 8), read(0, PAGE, 8), read(MS, 0, 8));
        assertThat(parts(load).begunOf(Transactions.MAP_READ)).isEqualTo(1);
        assertThat(load.ends[0]).isEqualTo(1 + OVERHEAD + MAP_READ + FLASH_READ + LINK);
        assertThat(load.ends[2] - MS).isEqualTo(1 + OVERHEAD + FLASH_READ + LINK);
    }

    @Test
    void drivesNeverRunOutOfBlocks() {
        for (Interleaving interleaving : Interleaving.values()) {
            for (MappingCacheSpec mapping : new MappingCacheSpec[] {Drives.MAPPING, null}) {
                for (WriteCacheSpec cache : new WriteCacheSpec[] {Drives.CACHE, null}) {
                    SsdSpec spec = Drives.small(cache, mapping, interleaving);
                    long pages = spec.capacity() / 4096;
                    Lcg random = new Lcg(9);
                    ClosedLoop loop =
                            new ClosedLoop(spec, Direction.WRITE, 4096, 8_000, () -> 8 * random.below(pages)).run(32);
                    assertThat(((Ssd) loop.device).parts().begunOf(Transactions.ERASE))
                            .as("%s", spec)
                            .isGreaterThan(100);
                }
            }
        }
    }

    @Test
    void mapOfAChangedPageIsWrittenBackWhenItMustGo() {
        // 64 entries; each write changes another.
        int[] next = {0};
        ClosedLoop loop = new ClosedLoop(
                        Drives.small(), Direction.WRITE, 8192, 200, () -> (long) PAGE * (next[0]++ % 200))
                .run(1);
        assertThat(((Ssd) loop.device).parts().begunOf(Transactions.MAP_WRITE)).isEqualTo(200 - 64);
    }

    @Test
    void nonsenseIsRefused() {
        ByteSize page = ByteSize.parse("8 KiB");
        assertThatThrownBy(() -> new FlashGeometry(0, 1, 1, 1, 16, 8, page)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new FlashGeometry(1, 1, 1, 1, 16, 8, ByteSize.parse("64 KiB")))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new FlashGeometry(1, 1, 1, 1, 1 << 20, 1 << 14, page))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> Drives.bare(16, 8, "10 %"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("kept free");
        assertThatThrownBy(() -> Drives.small(
                        new WriteCacheSpec(ByteSize.parse("4 KiB"), Drives.TIMES.read(), Drives.TIMES.read()),
                        null,
                        Interleaving.DIE))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new MappingCacheSpec(ByteSize.parse("4 B"), ByteSize.parse("8 B"), null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new MappingCacheSpec(ByteSize.parse("3 GiB"), ByteSize.parse("8 B"), null))
                .isInstanceOf(SpecException.class);
    }

    @Test
    void whatNoDriveCanBeIsRefused() {
        ByteSize page = ByteSize.parse("8 KiB");
        assertThatThrownBy(() -> new FlashGeometry(64, 64, 64, 1, 16, 8, page)).hasMessageContaining("2^16 planes");
        assertThatThrownBy(() -> new FlashGeometry(64, 64, 2, 1, 1 << 20, 1 << 10, page))
                .hasMessageContaining("2^36 pages");
        WriteCacheSpec vast = new WriteCacheSpec(ByteSize.parse("4 TiB"), Drives.TIMES.read(), Drives.LINK.byteTime());
        assertThatThrownBy(() -> Drives.small(vast, null, Interleaving.DIE)).hasMessageContaining("2^28 pages");
        MappingCacheSpec greedy =
                new MappingCacheSpec(ByteSize.parse("512 B"), ByteSize.parse("8 B"), ByteSize.parse("16 KiB"));
        assertThatThrownBy(() -> Drives.small(null, greedy, Interleaving.DIE)).hasMessageContaining("no more than");
        assertThatThrownBy(() -> new HostLink(Latency.parse("1 us"), Latency.parse("2 ms")))
                .hasMessageContaining("at most 1 ms");
        assertThatThrownBy(() -> new HostLink(Latency.ofCycles(1), Drives.LINK.byteTime()))
                .hasMessageContaining("no clock");
    }
}
