package dev.ziggurat.os.segments;

import dev.ziggurat.os.SegmentsSpec;

/**
 * What memory there is and how segments lie in it.
 *
 * @param bytes how many bytes segments may occupy, from physical address 0 on
 * @param capacity where memory ends; segment tables lie between
 * @param rules what the machine file says
 */
public record ContiguousMemory(long bytes, long capacity, SegmentsSpec rules) {}
