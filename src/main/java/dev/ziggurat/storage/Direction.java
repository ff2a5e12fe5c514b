package dev.ziggurat.storage;

/** Which way the data of a block request goes. */
public enum Direction {
    /** From the device. */
    READ,
    /** To the device. */
    WRITE
}
