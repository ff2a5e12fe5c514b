package dev.ziggurat.workload;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;

/**
 * A program of loads and stores of one size that never ends, for those who want to know where it goes and not how: the addresses of many references
 * at once cost a fraction of {@link #next}, which writes each into an object.
 */
public interface AddressSource extends Program {
    /** Returns the bytes of each of its references. */
    int accessSize();

    /**
     * Writes the addresses of its next references, which are over then, as after as many calls of {@link #next}.
     *
     * @param into where they are written
     * @param count how many, from place 0 on
     */
    default void addresses(long[] into, int count) {
        Reference reference = new Reference();
        for (int i = 0; i < count; i++) {
            next(reference);
            into[i] = reference.address;
        }
    }
}
