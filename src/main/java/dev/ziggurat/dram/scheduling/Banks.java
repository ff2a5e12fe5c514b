package dev.ziggurat.dram.scheduling;

import dev.ziggurat.dram.standard.Organisation;

/**
 * The banks of a channel, numbered rank by rank and in a rank group by group.
 *
 * @param ranks ranks of the channel
 * @param groups bank groups of a rank
 * @param banksPerGroup banks of a group
 */
public record Banks(int ranks, int groups, int banksPerGroup) {
    /** Returns the banks of a channel of so many ranks. */
    public static Banks of(Organisation organisation, int ranks) {
        return new Banks(ranks, organisation.bankGroups(), organisation.banksPerGroup());
    }

    /** Returns how many banks there are. */
    public int count() {
        return ranks * perRank();
    }

    /** Returns the banks of a rank. */
    public int perRank() {
        return groups * banksPerGroup;
    }

    /** Returns the number of a bank. */
    public int number(int rank, int group, int bank) {
        return (rank * groups + group) * banksPerGroup + bank;
    }

    /** Returns the rank of a bank. */
    public int rank(int number) {
        return number / perRank();
    }

    /** Returns the bank group of a bank, within its rank. */
    public int group(int number) {
        return number / banksPerGroup % groups;
    }

    /** Returns the number of a bank within its group. */
    public int bank(int number) {
        return number % banksPerGroup;
    }
}
