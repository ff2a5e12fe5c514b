package dev.ziggurat.memory;

/** What a request wants; the time at which it is served means what is said here. */
public enum AccessType {
    /** An instruction fetch: served when the data is ready. */
    FETCH,
    /** A load: served when the data is ready. */
    LOAD,
    /** A core's store at the first level: served when the line is there and written. */
    STORE,
    /** The fetch of a write-allocate miss: brings data, counted as a read; served when the data is ready. */
    OWN,
    /** From shared to owned, without data; counted as a hit with cause {@code coherence}. */
    UPGRADE,
    /** A load of a page walk: served when the data is ready. */
    WALK,
    /** The setting of an accessed or dirty bit: served when the level has taken it. */
    WALK_UPDATE,
    /** A prefetch: served when the data is ready. */
    PREFETCH,
    /** A dirty line from above: served when the level has taken it, until then the sender holds its buffer entry. */
    WRITE_BACK,
    /** A store that goes on below, from a write-through or no-allocate level: served when the level has taken it. */
    WRITE_THROUGH,
    /** A clean victim for an exclusive level: served when the level has taken it. */
    VICTIM,
    /** A read by a device: served when the data is ready. */
    DMA_READ,
    /** A write by a device: served when the level has taken it. */
    DMA_WRITE;

    /** Whether the request hands data down. */
    public boolean bringsDataDown() {
        return switch (this) {
            case WRITE_BACK, WRITE_THROUGH, VICTIM, WALK_UPDATE, DMA_WRITE -> true;
            default -> false;
        };
    }

    /** Whether the answer brings data up. */
    public boolean bringsDataUp() {
        return switch (this) {
            case FETCH, LOAD, OWN, WALK, PREFETCH, DMA_READ -> true;
            default -> false;
        };
    }
}
