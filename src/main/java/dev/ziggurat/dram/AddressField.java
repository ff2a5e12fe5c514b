package dev.ziggurat.dram;

/** A field of an address mapping. */
public enum AddressField {
    ROW,
    RANK,
    /** The bank within its group. */
    BANK,
    /** The burst within its row. */
    COLUMN,
    BANKGROUP,
    CHANNEL
}
