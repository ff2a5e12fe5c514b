package dev.ziggurat.dram.standard;

/** Where a command must be, seen from an earlier one, for a constraint to hold. */
public enum Scope {
    BANK,
    BANK_GROUP,
    RANK,
    /** Every other rank of the channel: they share the data bus. */
    OTHER_RANKS
}
