package dev.ziggurat.memory;

/** What a request wants; the time at which it is served means what is said here. */
public enum AccessType {
    /** An instruction fetch: served when the data is ready. */
    FETCH(Data.UP, Effect.READS),
    /** A load: served when the data is ready. */
    LOAD(Data.UP, Effect.READS),
    /** A core's store at the first level: served when the line is there and written. */
    STORE(Data.NONE, Effect.WRITES),
    /** The fetch of a write-allocate miss: brings data, counted as a read; served when the data is ready. */
    OWN(Data.UP, Effect.READS),
    /** From shared to owned, without data; counted as a hit with cause {@code coherence}. */
    UPGRADE(Data.NONE, Effect.READS),
    /** A load of a page walk: served when the data is ready. */
    WALK(Data.UP, Effect.READS),
    /** The setting of an accessed or dirty bit: served when the level has taken it. */
    WALK_UPDATE(Data.DOWN, Effect.WRITES),
    /** A prefetch: served when the data is ready. */
    PREFETCH(Data.UP, Effect.READS),
    /** A dirty line from above: served when the level has taken it, until then the sender holds its buffer entry. */
    WRITE_BACK(Data.DOWN, Effect.WRITES),
    /** A store that goes on below, from a write-through or no-allocate level: served when the level has taken it. */
    WRITE_THROUGH(Data.DOWN, Effect.WRITES),
    /** A clean victim for an exclusive level: served when the level has taken it. */
    VICTIM(Data.DOWN, Effect.READS),
    /** A read by a device: served when the data is ready. */
    DMA_READ(Data.UP, Effect.READS),
    /** A write by a device: served when the level has taken it. */
    DMA_WRITE(Data.DOWN, Effect.WRITES);

    private final boolean down;
    private final boolean up;
    private final boolean writes;

    /** Where data travels besides a core's own. */
    private enum Data {
        NONE,
        DOWN,
        UP
    }

    private enum Effect {
        READS,
        WRITES
    }

    AccessType(Data data, Effect effect) {
        down = data == Data.DOWN;
        up = data == Data.UP;
        writes = effect == Effect.WRITES;
    }

    /** Whether the request hands data down. */
    public boolean bringsDataDown() {
        return down;
    }

    /** Whether the answer brings data up. */
    public boolean bringsDataUp() {
        return up;
    }

    /** Whether the sender, or whoever it sends for, needs the line alone: no other copy may be left. */
    public boolean owns() {
        return switch (this) {
            case STORE, OWN, UPGRADE, WALK_UPDATE, WRITE_THROUGH -> true;
            default -> false;
        };
    }

    /** Whether the request writes its bytes into the line. */
    public boolean writes() {
        return writes;
    }
}
