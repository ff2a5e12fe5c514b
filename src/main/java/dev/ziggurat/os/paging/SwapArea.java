package dev.ziggurat.os.paging;

import dev.ziggurat.storage.BlockDevice;

/**
 * Where pages go that have no place in memory.
 *
 * @param device from whose first sector on the area lies
 * @param size its length in bytes, at least 4 KiB
 */
public record SwapArea(BlockDevice device, long size) {}
