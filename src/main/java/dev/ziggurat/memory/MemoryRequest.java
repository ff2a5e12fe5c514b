package dev.ziggurat.memory;

import dev.ziggurat.engine.Event;
import dev.ziggurat.stats.MarkList;
import org.jspecify.annotations.Nullable;

/**
 * A request for memory, owned by one slot of one table for ever and filled anew for each use. It is an event itself: its arrival at a
 * shared level.
 */
public final class MemoryRequest extends Event {
    /** The virtual address of the first byte; 0 where there is none (write-backs, walks). */
    public long virtualAddress;

    /** The physical address of the first byte. */
    public long physicalAddress;

    /** The number of bytes, at least 1; never beyond the line of the level it is sent to. */
    public int size;

    /** The address of the instruction, 0 if unknown. */
    public long pc;

    /** When it arrives at the level to which it is sent, in picoseconds. */
    public long time;

    public AccessType type = AccessType.LOAD;

    /** The thread on whose behalf it is made. */
    public int thread;

    /** Whether a program of the kernel makes it, and not the thread's own; every level counts those once more. */
    public boolean kernel;

    /** Whether a garbage collector makes it ({@link Reference#collector}); every level counts once more those that miss. */
    public boolean collector;

    /** The place of the request in the requester's table. */
    public final int slot;

    /** What the level says of a translation that failed, 0 if it did not. */
    public int fault;

    /** The right that came with the line. */
    public Grant grant = Grant.ALONE;

    /** The marks of whatever this request is made for; the holder appends to them. */
    public final MarkList marks;

    /** The next in the list of the level that has it waiting. */
    public @Nullable MemoryRequest next;

    private final Requester owner;
    private Requester requester;
    private @Nullable Station station;

    /** The entrance of a shared level, at which requests arrive as events. */
    public interface Station {
        /** Takes a request at {@code engine.now()}, which is its {@code time}. */
        void arrive(MemoryRequest request);
    }

    /** Makes a request with a mark list of its own. */
    public MemoryRequest(Requester requester, int slot) {
        this(requester, slot, new MarkList());
    }

    /** Makes a request that shares the mark list of its slot's other requests. */
    public MemoryRequest(Requester requester, int slot, MarkList marks) {
        owner = requester;
        this.requester = requester;
        this.slot = slot;
        this.marks = marks;
    }

    /** Returns whose slot it belongs to. */
    public Requester owner() {
        return owner;
    }

    /** Returns who is told when it is served. */
    public Requester requester() {
        return requester;
    }

    /** Names who is told; a link that stands between puts itself here on the way down and the owner back on the way up. */
    public void requester(Requester newRequester) {
        requester = newRequester;
    }

    /** Names the station at which this request arrives when it next fires as an event. */
    public void arriveAt(Station newStation) {
        station = newStation;
    }

    @Override
    protected void fire() {
        if (station == null) {
            throw new IllegalStateException("a request without a station was scheduled: " + this);
        }
        station.arrive(this);
    }

    @Override
    public String toString() {
        return type + " 0x" + Long.toHexString(physicalAddress) + " (" + size + " B) at " + time + " ps";
    }
}
