package dev.ziggurat.workload;

import dev.ziggurat.memory.WordStore;

/**
 * The threads of one process, as one of them meets them when it is made.
 *
 * @param member its place among them, from 0
 * @param members how many there are
 * @param words what all of them know of their process's memory, by virtual address: what one writes the others read
 */
public record Crew(int member, int members, WordStore words) {}
