package dev.ziggurat.cache;

/**
 * What one cache remembers.
 *
 * @param array the lines
 * @param mshrs the misses under way
 * @param buffer the write-backs and passed-on stores under way
 * @param waiting the requests that lack an entry of one of those
 */
record Tables(CacheArray array, MshrFile mshrs, WriteBuffer buffer, WaitingMisses waiting) {}
