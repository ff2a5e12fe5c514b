package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.WordStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PageTableTest {
    private static final long TABLES = 0x10_0000;
    private static final int RW = Rights.USER | Rights.WRITE;

    private final WordStore words = new WordStore();
    private final Frames frames = new Frames(TABLES);
    private final PageTable table = new PageTable(PageTableFormat.X86_64, words, frames);

    /** {@code page_table_footprint.csv}: how many table pages of each level it takes to map ranges. */
    @Test
    void footprintIsThatOfTheReference() throws IOException {
        int rows = 0;
        for (String[] row : ReferenceRows.of("page_table_footprint.csv")) {
            int leafShift = Integer.parseInt(row[2]);
            if (row[1].equals("x86_64_4level") && leafShift <= 21) {
                assertThat(footprint(row[3], leafShift))
                        .as(row[0] + " " + leafShift)
                        .isEqualTo(row[4] + " " + row[6]);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(10);
    }

    private static String footprint(String ranges, int leafShift) {
        PageTableFormat format = PageTableFormat.X86_64;
        PageTable mapped = new PageTable(format, new WordStore(), new Frames(TABLES));
        long page = 1L << leafShift;
        int leaves = 0;
        for (String range : ranges.split(";", -1)) {
            String[] ends = range.split("-", -1);
            long start = Long.decode(ends[0]) & -page;
            for (long at = start; at < Long.decode(ends[1]); at += page) {
                mapped.map(at, leaves++ * page, leafShift, RW);
            }
        }
        StringBuilder text = new StringBuilder();
        for (int level = format.levels(); level >= format.leafLevel(leafShift); level--) {
            text.append(mapped.tables(level)).append(' ');
        }
        return text.append(leaves).toString();
    }

    @Test
    void mappingMakesTheTablesOnTheWayAndReturnsWhereItsEntryIs() {
        long entry = table.map(0x40_1000, 0xabc000, 12, Rights.USER);

        assertThat(frames.log)
                .containsExactly("take 4 ffffffffffffffff", "take 3 100000", "take 2 101000", "take 1 102010");
        assertThat(entry).isEqualTo(0x10_3008);
        assertThat(words.read(table.root())).isEqualTo(0x10_1000 | 0x27);
        assertThat(words.read(entry)).isEqualTo(0x8000_0000_00ab_c005L);
        assertThat(table.entry(0x40_1234)).isEqualTo(entry);
        assertThat(table.entry(0x40_1234, 2)).isEqualTo(0x10_2010);
        assertThat(table.physical(0x40_1234)).isEqualTo(0xabc234);
    }

    @Test
    void largePageIsALeafOfTheDirectory() {
        long entry = table.map(0x4020_0000, 0x1_0000_0000L, 21, RW | Rights.EXECUTE);

        assertThat(words.read(entry)).isEqualTo(0x1_0000_0087L);
        assertThat(table.tables(1)).isZero();
        assertThat(table.level(0x4021_2345)).isEqualTo(2);
        assertThat(table.physical(0x4021_2345)).isEqualTo(0x1_0001_2345L);
        assertThat(table.entry(0x4020_0000, 1)).isEqualTo(PageTable.NONE);
    }

    @Test
    void unmappedPageIsNotThereAndItsTablesStay() {
        long entry = table.map(0x1000, 0x5000, 12, RW);

        assertThat(table.unmap(0x1fff)).isEqualTo(entry);
        assertThat(table.physical(0x1000)).isEqualTo(PageTable.NONE);
        assertThat(words.read(entry)).isZero();
        assertThat(table.tables(1)).isEqualTo(1);
        assertThatThrownBy(() -> table.unmap(0x1000)).hasMessage("0x1000 is not mapped");
        assertThatThrownBy(() -> table.protect(0x8000_0000_0000_0000L, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rightsAreWhatTheEntrySays() {
        table.map(0x1000, 0x5000, 12, RW);
        for (int rights = 0; rights <= Rights.ALL; rights++) {
            table.protect(0x1000, rights);
            assertThat(PageTableEntry.rights(table.word(0x1000))).isEqualTo(rights);
            assertThat(table.physical(0x1008)).isEqualTo(0x5008);
        }
    }

    @Test
    void bitsAreClearedAndNothingElse() {
        long entry = table.map(0x1000, 0x5000, 12, RW);
        long clean = words.read(entry);
        words.write(entry, clean | PageTableEntry.ACCESSED | PageTableEntry.DIRTY);

        assertThat(table.clear(0x1000, PageTableEntry.DIRTY)).isEqualTo(entry);
        assertThat(PageTableEntry.dirty(words.read(entry))).isFalse();
        assertThat(PageTableEntry.accessed(words.read(entry))).isTrue();
        table.clear(0x1000, PageTableEntry.ACCESSED);
        assertThat(words.read(entry)).isEqualTo(clean);
    }

    @Test
    void bitsAreSetAsAWalkerWouldSetThem() {
        long entry = table.map(0x1000, 0x5000, 12, RW);
        long clean = words.read(entry);

        assertThat(table.set(0x1fff, PageTableEntry.ACCESSED)).isEqualTo(entry);
        assertThat(words.read(entry)).isEqualTo(clean | PageTableEntry.ACCESSED);
        assertThatThrownBy(() -> table.set(0x2000, 0)).hasMessage("0x2000 is not mapped");
    }

    @Test
    void unmappedPageMayLeaveAWordOfTheOperatingSystem() {
        long entry = table.map(0x1000, 0x5000, 12, RW);

        assertThat(table.unmap(0x1000, 0x600)).isEqualTo(entry);
        assertThat(table.word(0x1000)).isEqualTo(0x600);
        assertThat(table.physical(0x1000)).isEqualTo(PageTable.NONE);
        assertThatThrownBy(() -> table.unmap(0x1000, 0x601)).hasMessageContaining("0x601");
        table.map(0x1000, 0x6000, 12, RW);
        assertThat(table.physical(0x1000)).isEqualTo(0x6000);
    }

    @Test
    void missingTablesAreCountedAndMadeBeforeTheEntry() {
        assertThat(table.missingTables(0x1000, 12)).isEqualTo(3);
        assertThat(table.missingTables(0x20_0000, 21)).isEqualTo(2);
        table.makeTables(0x1000, 12);
        assertThat(table.missingTables(0x1000, 12)).isZero();
        assertThat(table.missingTables(0x20_0000, 12)).isEqualTo(1);
        assertThat(table.missingTables(0x20_0000, 21)).isZero();
        assertThat(table.tables(1)).isEqualTo(1);
        assertThat(table.word(0x1000)).isZero();
    }

    @Test
    void entriesThatSayAnythingAreFoundUpwards() {
        table.map(0x3000, 0x5000, 12, RW);
        table.map(0x20_0000, 0x20_0000, 21, RW);
        table.map(0x7fff_ffff_f000L, 0x6000, 12, RW);
        table.map(0x5000, 0x7000, 12, RW);
        table.unmap(0x5000, 0x200);

        assertThat(table.next(0, 0x3000)).isEqualTo(PageTable.NONE);
        assertThat(table.next(0, 1L << 47)).isEqualTo(0x3000);
        assertThat(table.next(0x4000, 1L << 47)).isEqualTo(0x5000);
        assertThat(table.next(0x6000, 1L << 47)).isEqualTo(0x20_0000);
        assertThat(table.next(0x40_0000, 1L << 47)).isEqualTo(0x7fff_ffff_f000L);
    }

    @Test
    void nothingIsMappedTwiceNorAcrossAnotherSize() {
        table.map(0x20_0000, 0x5000, 12, RW);
        table.map(0x4000_0000, 0x20_0000, 21, RW);

        assertThatThrownBy(() -> table.map(0x20_0fff, 0x6000, 12, RW)).hasMessage("0x200fff is mapped already");
        assertThatThrownBy(() -> table.map(0x20_0000, 0x20_0000, 21, RW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.map(0x4000_3000, 0x6000, 12, RW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.map(0x9000, 0x6008, 12, RW)).hasMessageContaining("0x6008");
        assertThatThrownBy(() -> table.map(1L << 47, 0x6000, 12, RW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyTableMakesRoomForALargePage() {
        table.map(0x20_3000, 0x5000, 12, RW);
        table.unmap(0x20_3000);
        table.map(0x20_3000, 0x40_0000, 21, RW);

        assertThat(table.tables(1)).isZero();
        assertThat(frames.log).endsWith("back 1 103000");
        assertThat(table.physical(0x20_3000)).isEqualTo(0x40_3000);
    }

    @Test
    void releaseGivesAllTablesBackEmpty() {
        for (long at = 0; at < 1L << 34; at += 1L << 29) {
            table.map(at, 0x5000, 12, RW);
        }
        long entry = table.entry(0);
        table.release();

        assertThat(frames.free()).isEqualTo(1 + 1 + 16 + 32);
        assertThat(words.read(entry)).isZero();
        assertThat(words.read(table.root())).isZero();
        for (int level = 1; level <= 4; level++) {
            assertThat(table.tables(level)).isZero();
        }
    }

    @Test
    void pagesAreWhereAMapSaysTheyAre() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PageTable own = new PageTable(PageTableFormat.X86_64, words, new Frames(TABLES + (seed << 32)));
            Map<Long, Long> map = new HashMap<>();
            for (int i = 0; i < 3_000; i++) {
                long page = random.nextBoolean() ? random.nextInt(40) : random.nextLong(1L << 40) - (1L << 39);
                long virtual = (page << 21 | (long) random.nextInt(4) << 12) << 16 >> 16;
                if (map.containsKey(virtual) && random.nextBoolean()) {
                    own.unmap(virtual + 17);
                    map.remove(virtual);
                } else if (!map.containsKey(virtual)) {
                    long frame = random.nextLong(1L << 40) << 12;
                    own.map(virtual, frame, 12, random.nextInt(Rights.ALL + 1));
                    map.put(virtual, frame);
                }
                long expected = map.containsKey(virtual) ? map.get(virtual) + 5 : PageTable.NONE;
                assertThat(own.physical(virtual + 5)).as("seed " + seed).isEqualTo(expected);
            }
        }
    }
}
