package dev.ziggurat.dram;

/** Where a burst lies in its channel; one object, written anew for each request. */
final class Place {
    /** The number of the burst in the whole memory. */
    long line;

    /** The bank, numbered over all ranks of the channel. */
    int bank;

    int row;
    int column;
}
