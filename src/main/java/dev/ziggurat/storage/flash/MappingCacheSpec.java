package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * DRAM that holds a part of the map from logical to physical pages; the whole map lies in pages of the flash.
 *
 * @param size how much: 1 to 2<sup>28</sup> entries
 * @param entry what the place of one page takes, here and in the flash
 * @param fetch what a miss brings over the channel, an entry to a page, default 512 B
 */
public record MappingCacheSpec(ByteSize size, ByteSize entry, ByteSize fetch) {
    /** The largest page. */
    private static final int MOST_FETCHED = 64 * BlockRequest.SECTOR;

    public MappingCacheSpec {
        SpecException.requirePresent("size", size, "2 MiB");
        SpecException.requirePresent("entry", entry, "8 B");
        fetch = fetch == null ? new ByteSize(BlockRequest.SECTOR) : fetch;
        SpecException.requireRange("entry", entry.bytes(), 1, BlockRequest.SECTOR);
        SpecException.requireRange("size", size.bytes(), entry.bytes(), LruTable.MOST * entry.bytes());
        SpecException.requireRange("fetch", fetch.bytes(), entry.bytes(), MOST_FETCHED);
    }

    int entries() {
        return (int) (size.bytes() / entry.bytes());
    }
}
