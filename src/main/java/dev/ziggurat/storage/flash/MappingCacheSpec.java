package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * DRAM that holds a part of the map from logical to physical pages; the whole map lies in pages of the flash.
 *
 * @param size how much
 * @param entry what the place of one page takes, here and in the flash
 * @param fetch what a miss brings over the channel, default 512 B
 */
public record MappingCacheSpec(ByteSize size, ByteSize entry, ByteSize fetch) {
    public MappingCacheSpec {
        SpecException.requirePresent("size", size, "2 MiB");
        SpecException.requirePresent("entry", entry, "8 B");
        fetch = fetch == null ? new ByteSize(BlockRequest.SECTOR) : fetch;
        SpecException.requireRange("entry", entry.bytes(), 1, BlockRequest.SECTOR);
        SpecException.requireRange("size", size.bytes(), entry.bytes(), (long) Integer.MAX_VALUE * entry.bytes());
        SpecException.requireRange("fetch", fetch.bytes(), entry.bytes(), 1 << 20);
    }

    int entries() {
        return (int) (size.bytes() / entry.bytes());
    }
}
