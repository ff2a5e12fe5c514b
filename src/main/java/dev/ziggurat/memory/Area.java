package dev.ziggurat.memory;

/**
 * A range of virtual addresses that a program declares before its first reference.
 *
 * @param name what it is ("array a")
 * @param start the first address
 * @param bytes its length, at least 1
 */
public record Area(String name, long start, long bytes) {
    public Area {
        if (bytes < 1) {
            throw new IllegalArgumentException("area " + name + " has " + bytes + " bytes");
        }
    }
}
