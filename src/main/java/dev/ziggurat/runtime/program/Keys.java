package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ZipfRanks;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a map, some asked for more often than others (Zipf, as YCSB's: Cooper et al., SoCC 2010). A key is its rank mixed by the finaliser of SplitMix64, a
 * bijection, so that those asked for most lie anywhere in a table.
 */
final class Keys {
    /** That of YCSB. */
    private static final double THETA = 0.99;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final ZipfRanks ranks;
    private final RandomStream random;

    Keys(long keys, double theta, RandomStream random) {
        ranks = new ZipfRanks(keys, theta);
        this.random = random;
    }

    /** Returns a skew as a file has it, or the usual one. */
    static double theta(@Nullable Double given) {
        double theta = given == null ? THETA : given;
        if (!(theta >= 0 && theta <= ZipfRanks.LARGEST_THETA)) {
            throw new SpecException("theta", theta + " is out of range; theta lies between 0 and 10");
        }
        return theta;
    }

    /** Returns a random key. */
    long draw() {
        return of(ranks.draw(random.nextLong()));
    }

    /** Returns the key of a rank. */
    static long of(long rank) {
        long z = rank + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Returns the hash of a key: java.lang.Long's, spread as java.util.HashMap does. */
    static int hash(long key) {
        int hash = Long.hashCode(key);
        return hash ^ (hash >>> 16);
    }
}
