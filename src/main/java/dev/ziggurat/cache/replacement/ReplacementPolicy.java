package dev.ziggurat.cache.replacement;

/**
 * Chooses the way that makes room. One object serves all sets of a cache; what it remembers is in primitive arrays indexed by set and way.
 * Empty ways are filled before a policy is asked.
 */
public interface ReplacementPolicy {
    /** A resident line is used by a demand access or a prefetch. */
    void touched(int set, int way);

    /** A line is put into a way. */
    void filled(int set, int way);

    /**
     * Chooses a victim; asking changes nothing, for a miss may have to ask again later. Every way is in use; ways whose fill is still pending are pinned.
     *
     * @param pins the ways that cannot be chosen; a policy looks only at those it would like to choose
     * @return the way
     */
    int victim(int set, Pins pins);

    /** A line was taken away (recall); its way is empty now. */
    default void emptied(int set, int way) {}
}
