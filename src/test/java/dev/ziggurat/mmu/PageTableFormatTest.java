package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.mmu.PageTableFormat.Level;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every row of {@code page_walk_decode.csv}: what ships, and the formats of other architectures as the data that they are. */
final class PageTableFormatTest {
    private static final List<Level> NINES =
            List.of(new Level(48, 9), new Level(39, 9), new Level(30, 9), new Level(21, 9), new Level(12, 9));

    private static final Map<String, PageTableFormat> FORMATS = Map.of(
            "x86_64_4level", PageTableFormat.X86_64,
            "x86_64_5level", nines(57, 5, List.of(12, 21, 30)),
            "sv39", nines(39, 3, List.of(12, 21, 30)),
            "sv48", nines(48, 4, List.of(12, 21, 30, 39)),
            "sv57", nines(57, 5, List.of(12, 21, 30, 39, 48)),
            "armv8_4k_48", nines(49, 4, List.of(12, 21, 30)),
            "armv8_16k_48",
                    new PageTableFormat(
                            "16k",
                            49,
                            List.of(new Level(47, 1), new Level(36, 11), new Level(25, 11), new Level(14, 11)),
                            List.of(14, 25),
                            16),
            "armv8_64k_48",
                    new PageTableFormat(
                            "64k",
                            49,
                            List.of(new Level(42, 6), new Level(29, 13), new Level(16, 13)),
                            List.of(16, 29),
                            16));

    private static PageTableFormat nines(int significantBits, int levels, List<Integer> leafShifts) {
        return new PageTableFormat("test", significantBits, NINES.subList(5 - levels, 5), leafShifts, 16);
    }

    @Test
    void everyRowIsDecodedExactly() throws IOException {
        List<String[]> rows = ReferenceRows.of("page_walk_decode.csv");
        assertThat(rows).hasSize(900);
        for (String[] row : rows) {
            PageTableFormat format = FORMATS.get(row[0]);
            int leafShift = Integer.parseInt(row[1]);
            long virtual = Long.parseUnsignedLong(row[2].substring(2), 16);
            String what = String.join(",", row);
            int walked = format.levelsWalked(leafShift);

            assertThat(format.canonical(virtual)).as(what).isEqualTo(row[3].equals("1"));
            assertThat(walked).as(what).isEqualTo(Integer.parseInt(row[4]));
            long[] indices = new long[walked];
            for (int i = 0; i < walked; i++) {
                indices[i] = format.index(virtual, format.levels() - i);
            }
            assertThat(indices).as(what).isEqualTo(ReferenceRows.numbers(row[5]));
            assertThat(PageTableFormat.offset(virtual, leafShift)).as(what).isEqualTo(Long.parseLong(row[6]));
        }
    }

    @Test
    void pageSizeThatTheFormatHasNotIsRefused() {
        assertThatThrownBy(() -> PageTableFormat.X86_64.leafLevel(39)).hasMessage("x86-64 has no pages of 2^39 bytes");
        assertThatThrownBy(() -> PageTableFormat.X86_64.leafLevel(13)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entriesHave8BytesAndTheTableIsAPage() {
        PageTableFormat format = PageTableFormat.X86_64;
        assertThat(format.entry(0x7000, -1, 4)).isEqualTo(0x7ff8);
        assertThat(format.entries(4)).isEqualTo(512);
        assertThat(format.pageShift()).isEqualTo(12);
        assertThat(format.tags()).isEqualTo(4096);
    }
}
