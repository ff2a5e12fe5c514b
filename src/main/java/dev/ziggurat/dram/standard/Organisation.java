package dev.ziggurat.dram.standard;

import dev.ziggurat.units.SpecException;

/**
 * How the devices of a rank, which work in step, are divided.
 *
 * @param bankGroups bank groups of a rank; 1 where the standard has none
 * @param banksPerGroup banks of a group
 * @param rows rows of a bank
 * @param columns columns of a row: one is one transfer of the whole bus
 * @param burstLength transfers of a burst: 8 for BL8
 * @param busBits the width of the data bus, without check bits
 */
public record Organisation(int bankGroups, int banksPerGroup, int rows, int columns, int burstLength, int busBits) {
    private static final int MOST_BANKS = 64;
    private static final int LONGEST_LINE = 64;

    public Organisation {
        SpecException.requireRange("bank-groups", bankGroups, 1, MOST_BANKS);
        SpecException.requireRange("banks-per-group", banksPerGroup, 1, MOST_BANKS);
        SpecException.requireRange("rows", rows, 1, 1 << 28);
        SpecException.requireRange("columns", columns, 1, 1 << 20);
        SpecException.requireRange("burst-length", burstLength, 1, 64);
        SpecException.requireRange("bus-bits", busBits, 8, 512);
        if (bankGroups * banksPerGroup > MOST_BANKS) {
            throw new SpecException("bank-groups", "a rank has at most " + MOST_BANKS + " banks");
        }
        if (columns % burstLength != 0) {
            throw new SpecException("columns", "a row holds a whole number of bursts of " + burstLength);
        }
        long bytes = (long) burstLength * busBits / 8;
        if (busBits % 8 != 0 || Long.bitCount(bytes) != 1 || bytes > LONGEST_LINE) {
            throw new SpecException(
                    "bus-bits",
                    "a burst of " + burstLength + " x " + busBits + " bits is no power of two of at most "
                            + LONGEST_LINE + " B");
        }
    }

    /** Returns the banks of a rank. */
    public int banks() {
        return bankGroups * banksPerGroup;
    }

    /** Returns the bytes of a burst, which is the line of the memory. */
    public int line() {
        return burstLength * busBits / 8;
    }

    /** Returns how many bursts a row holds. */
    public int linesPerRow() {
        return columns / burstLength;
    }

    /** Returns the capacity of a rank in bytes. */
    public long capacity() {
        return (long) banks() * rows * linesPerRow() * line();
    }
}
