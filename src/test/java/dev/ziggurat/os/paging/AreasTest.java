package dev.ziggurat.os.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.mmu.Rights;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AreasTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 40;

    @Test
    void declaredAreasAreRoundedOutwardsAndMayOverlap() {
        Areas areas = new Areas(PAGE);
        areas.declare(0x1800, 0x1000);
        areas.declare(0x2100, 0x100);

        assertThat(areas.rights(0xfff)).isEqualTo(Areas.NONE);
        assertThat(areas.rights(0x1000)).isEqualTo(Rights.ALL);
        assertThat(areas.rights(0x2fff)).isEqualTo(Rights.ALL);
        assertThat(areas.rights(0x3000)).isEqualTo(Areas.NONE);
        assertThat(areas.bytes()).isEqualTo(0x2000);
    }

    @Test
    void areaBeyondTheUserHalfIsRefused() {
        Areas areas = new Areas(PAGE);

        assertThatThrownBy(() -> areas.declare(-PAGE, PAGE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> areas.declare(Areas.USER_END - PAGE, 2 * PAGE))
                .hasMessageContaining("not in the lower half");
        assertThatThrownBy(() -> areas.declare(8, Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsFreeWhereOneAreaTakesAll() {
        Areas areas = new Areas(PAGE);
        areas.declare(PAGE, Areas.USER_END - PAGE);

        assertThat(areas.highestFree(PAGE)).isEqualTo(Areas.NOWHERE);
    }

    /** Beside a row of rights, one for each page. */
    @Test
    void areasAreAsARowOfPages() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Areas areas = new Areas(PAGE);
            int[] naive = new int[PAGES];
            java.util.Arrays.fill(naive, Areas.NONE);
            for (int i = 0; i < 60; i++) {
                change(areas, naive, random, "seed " + seed);
                for (int page = 0; page < PAGES; page++) {
                    long address = (long) page * PAGE + random.nextInt(PAGE);
                    assertThat(areas.rights(address))
                            .as("seed %d, page %d", seed, page)
                            .isEqualTo(naive[page]);
                }
            }
        }
    }

    private static void change(Areas areas, int[] naive, SplittableRandom random, String seed) {
        int from = random.nextInt(PAGES);
        int to = from + 1 + random.nextInt(PAGES - from);
        int rights = random.nextInt(4);
        boolean none = true;
        boolean all = true;
        for (int page = from; page < to; page++) {
            none &= naive[page] == Areas.NONE;
            all &= naive[page] != Areas.NONE;
        }
        boolean done;
        int becomes = rights;
        switch (random.nextInt(3)) {
            case 0 -> {
                areas.remove((long) from * PAGE, (long) to * PAGE);
                becomes = Areas.NONE;
                done = true;
            }
            case 1 -> {
                done = areas.place((long) from * PAGE, (long) (to - from) * PAGE, rights);
                assertThat(done).as(seed).isEqualTo(none);
            }
            default -> {
                done = areas.protect((long) from * PAGE, (long) to * PAGE, rights);
                assertThat(done).as(seed).isEqualTo(all);
            }
        }
        for (int page = from; done && page < to; page++) {
            naive[page] = becomes;
        }
    }
}
