package dev.ziggurat.dram.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.units.SpecException;
import org.junit.jupiter.api.Test;

final class OrganisationTest {
    @Test
    void aRankIsWhatItsDevicesMakeTogether() {
        Organisation rank = new Organisation(2, 8, 1000, 512, 4, 32);
        assertThat(rank.banks()).isEqualTo(16);
        assertThat(rank.line()).isEqualTo(16);
        assertThat(rank.linesPerRow()).isEqualTo(128);
        assertThat(rank.capacity()).isEqualTo(16L * 1000 * 128 * 16);
    }

    @Test
    void theLargestIsAllowed() {
        assertThat(new Organisation(8, 8, 1, 8, 8, 64).banks()).isEqualTo(64);
        assertThat(new Organisation(64, 1, 1 << 28, 1 << 20, 1, 512).line()).isEqualTo(64);
    }

    @Test
    void everyPartHasItsRange() {
        refused("bank-groups", 0, 4, 1, 8, 8, 64);
        refused("banks-per-group", 4, 0, 1, 8, 8, 64);
        refused("rows", 4, 4, 0, 8, 8, 64);
        refused("columns", 4, 4, 1, 0, 8, 64);
        refused("burst-length", 4, 4, 1, 8, 0, 64);
        refused("bus-bits", 4, 4, 1, 8, 8, 0);
        refused("bus-bits", 4, 4, 1, 8, 8, 12);
        refused("bus-bits", 4, 4, 1, 8, 8, 128);
        refused("bank-groups", 13, 5, 1, 8, 8, 64);
        refused("columns", 4, 4, 1, 12, 8, 64);
    }

    private static void refused(String key, int groups, int banks, int rows, int columns, int burst, int bits) {
        assertThatThrownBy(() -> new Organisation(groups, banks, rows, columns, burst, bits))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.key()).isEqualTo(key));
    }
}
