package dev.ziggurat.storage.disk;

import dev.ziggurat.units.SpecException;

/**
 * The memory of a disk.
 *
 * @param segments how many writes it holds, 0 = a write ends on the platter
 * @param blocks sectors of a segment; a read goes on for as many after its end while the arm is not wanted, 0 = it does not
 */
public record DiskBufferSpec(int segments, int blocks) {
    public DiskBufferSpec {
        SpecException.requireRange("segments", segments, 0, 1024);
        SpecException.requireRange("blocks", blocks, 0, 1 << 24);
    }
}
