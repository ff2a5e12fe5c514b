package dev.ziggurat.cache;

/**
 * What one cache remembers and has counted.
 *
 * @param array the lines
 * @param mshrs the misses under way
 * @param buffer the write-backs and passed-on stores under way
 * @param waiting the requests that lack an entry of one of those
 * @param counts what happened
 */
record Tables(CacheArray array, MshrFile mshrs, WriteBuffer buffer, WaitingMisses waiting, CacheCounts counts) {}
