package dev.ziggurat.cache.replacement;

import dev.ziggurat.engine.RandomStream;

/** A replacement policy as a file names it; the spec is the factory. */
public interface ReplacementSpec {
    /** Makes the policy of one cache. */
    ReplacementPolicy create(CacheShape shape, RandomStream random);
}
