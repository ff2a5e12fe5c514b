package dev.ziggurat.cache.replacement;

/**
 * What a policy must know of its cache.
 *
 * @param sets the number of sets, at least 1
 * @param ways the number of ways, at least 1
 */
public record CacheShape(int sets, int ways) {}
