package dev.ziggurat.dram.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BanksTest {
    @Test
    void banksAreNumberedRankByRankAndGroupByGroup() {
        Banks banks = new Banks(3, 2, 4);
        int number = 0;
        for (int rank = 0; rank < 3; rank++) {
            for (int group = 0; group < 2; group++) {
                for (int bank = 0; bank < 4; bank++) {
                    assertThat(banks.number(rank, group, bank)).isEqualTo(number);
                    assertThat(banks.rank(number)).isEqualTo(rank);
                    assertThat(banks.group(number)).isEqualTo(group);
                    assertThat(banks.bank(number)).isEqualTo(bank);
                    number++;
                }
            }
        }
        assertThat(banks.count()).isEqualTo(24);
        assertThat(banks.perRank()).isEqualTo(8);
    }
}
