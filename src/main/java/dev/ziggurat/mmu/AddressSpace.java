package dev.ziggurat.mmu;

/**
 * What a core must know of an address space to translate in it.
 *
 * @param root the physical address of the root table
 * @param tag the number that tells its TLB entries from others', from 0 to {@link PageTableFormat#tags} - 1
 */
public record AddressSpace(long root, int tag) {}
