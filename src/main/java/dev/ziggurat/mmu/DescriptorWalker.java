package dev.ziggurat.mmu;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.mmu.PendingTranslations.Chain;
import org.jspecify.annotations.Nullable;

/**
 * Loads descriptors, one at a time: a load of both words, which are read at the instant at which it completes. So a descriptor that changes
 * meanwhile is not read as it was, and nothing need begin again.
 */
final class DescriptorWalker extends Event implements Requester {
    private final DescriptorWalks owner;
    private final MemoryRequest load = new MemoryRequest(this, 0);
    private final Chain waiters = new Chain();

    // The walk: in which space, for which segment; whether the space has ended.
    private @Nullable AddressSpace space;
    private long number;
    private boolean ended;

    DescriptorWalker(DescriptorWalks owner) {
        this.owner = owner;
    }

    /** Whether a walk is under way. */
    boolean walks() {
        return space != null;
    }

    /** Whether it walks for a segment. */
    boolean walks(AddressSpace of, long segment) {
        return space != null && !ended && space.root() == of.root() && number == segment;
    }

    /** Returns those who wait for the walk, in order. */
    Chain waiters() {
        return waiters;
    }

    /** Begins a walk at an instant. */
    void begin(AddressSpace in, long segment, long time) {
        space = in;
        number = segment;
        ended = false;
        load.type = AccessType.WALK;
        load.physicalAddress = SegmentTable.entry(in.segments(), segment);
        load.size = SegmentTable.ENTRY;
        load.time = time;
        load.marks.begin(time);
        long served = owner.site.level().access(load);
        if (served != MemoryLevel.PENDING) {
            // A first-level hit leaves no mark: its time is the level's latency.
            if (load.marks.end() == time) {
                load.marks.spent(owner.levelCause, served);
            }
            loaded(served);
        }
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        loaded(time);
    }

    private void loaded(long time) {
        load.marks.close(time);
        owner.counts.loadTime.add(load.marks);
        owner.site.simulation().engine().schedule(this, time);
    }

    /** The descriptor has come. */
    @Override
    protected void fire() {
        AddressSpace in = space;
        if (in == null) {
            throw new IllegalStateException("a descriptor came for no walk");
        }
        space = null;
        owner.arrived(in, number, ended ? DescriptorWalks.NOWHERE : load.physicalAddress, waiters);
    }

    /** The spaces of a tag have ended: their walk ends with a fault. */
    void end(int tag) {
        ended |= space != null && space.tag() == tag;
    }
}
