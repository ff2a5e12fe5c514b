package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.Banks;

/** Of each bank its rank and its bit in a word of the rank's banks, looked up because a division in the hot path costs more. */
final class BankBits {
    final int[] rank;
    final long[] bit;

    BankBits(Banks banks) {
        rank = new int[banks.count()];
        bit = new long[banks.count()];
        for (int bank = 0; bank < rank.length; bank++) {
            rank[bank] = banks.rank(bank);
            bit[bank] = 1L << (bank % banks.perRank());
        }
    }
}
