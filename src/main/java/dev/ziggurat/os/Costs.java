package dev.ziggurat.os;

/**
 * What a core spends in the kernel beside the kernel's loads and stores, in picoseconds.
 *
 * @param trap the way into the kernel and back: exception, system call or interrupt
 * @param minorFault the software of a fault that needs no device
 * @param majorFault the software of a fault that reads a page from a device
 * @param contextSwitch from one thread to another
 */
public record Costs(long trap, long minorFault, long majorFault, long contextSwitch) {}
