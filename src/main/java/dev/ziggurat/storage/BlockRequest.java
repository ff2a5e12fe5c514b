package dev.ziggurat.storage;

import dev.ziggurat.stats.MarkList;

/** A request for consecutive sectors of a block device, owned by one slot of its requester's table for ever and filled anew for each use. */
public final class BlockRequest {
    /** Bytes of a sector, the unit of addresses. */
    public static final int SECTOR = 512;

    /** The address of the first sector. */
    public long block;

    /** The number of bytes, a positive multiple of {@value #SECTOR}. */
    public int size;

    public Direction direction = Direction.READ;

    /** When it arrives at the device, in picoseconds: {@code engine.now()} of the submission. */
    public long time;

    /** The place of the request in the requester's table. */
    public final int slot;

    /**
     * Where its time goes. The requester begins it, or continues it, up to the arrival; the device appends {@code swap queue} and
     * {@code swap device}.
     */
    public final MarkList marks;

    /** When the device took it from its queue. */
    long started;

    /** Whether a device has it: between its submission and the call that says that it is served. */
    boolean underWay;

    private final BlockRequester requester;

    /** Makes a request with a mark list of its own. */
    public BlockRequest(BlockRequester requester, int slot) {
        this(requester, slot, new MarkList());
    }

    /** Makes a request that shares the mark list of whatever it is made for. */
    public BlockRequest(BlockRequester requester, int slot, MarkList marks) {
        this.requester = requester;
        this.slot = slot;
        this.marks = marks;
    }

    /** Returns who is told when it is served. */
    public BlockRequester requester() {
        return requester;
    }

    /** Returns the number of sectors. */
    public int sectors() {
        return size / SECTOR;
    }

    @Override
    public String toString() {
        return direction + " of " + size + " B at sector " + block + ", " + time + " ps";
    }
}
