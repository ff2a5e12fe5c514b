package dev.ziggurat.os;

import dev.ziggurat.mmu.AddressSpace;
import java.util.List;

/**
 * Has every core forget translations of an address space: the core of the thread that wants it at once, others by an interrupt, for whose end
 * the thread HOLDs. Only cores on which the space has run are asked. Each core pays a trap.
 */
public final class ShootDown implements Awaited {
    private static final int ALL = 0;
    private static final int SEGMENT = -1;

    private final Kernel kernel;

    // What is to be forgotten: a page of 2^shift bytes, a segment (by its number), or all.
    private int tag;
    private long virtual;
    private int shift;

    private int acknowledgements;

    ShootDown(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The page of an address is to be forgotten; its size is 2^{@code leafShift} bytes. */
    public ShootDown of(AddressSpace space, long address, int leafShift) {
        tag = space.tag();
        virtual = address;
        shift = leafShift;
        return this;
    }

    /** All pages of a space are to be forgotten. */
    public ShootDown of(AddressSpace space) {
        tag = space.tag();
        shift = ALL;
        return this;
    }

    /** A segment of a space is to be forgotten. */
    public ShootDown ofSegment(AddressSpace space, int number) {
        tag = space.tag();
        virtual = number;
        shift = SEGMENT;
        return this;
    }

    @Override
    public boolean begins(Thread thread, long time) {
        acknowledgements = 0;
        List<Processor> processors = kernel.processors();
        for (int i = 0; i < processors.size(); i++) {
            Processor each = processors.get(i);
            if (each == thread.processor()) {
                forget(each);
            } else if (each.scheduler().hasRun(tag)) {
                acknowledgements++;
                each.interrupt(new Acknowledgement(thread, each), time);
            }
        }
        return acknowledgements > 0;
    }

    @Override
    public void account(Thread thread, long time) {
        thread.spent(kernel.causes.shootdown(), time);
    }

    private void forget(Processor on) {
        if (shift == ALL) {
            on.mmu().invalidateAll(tag);
        } else if (shift == SEGMENT) {
            on.mmu().invalidateSegment(tag, virtual);
        } else {
            on.mmu().invalidate(tag, virtual, shift);
        }
    }

    /** What another core runs when it is interrupted. */
    private final class Acknowledgement extends Interrupt {
        private final Thread initiator;
        private final Processor on;

        Acknowledgement(Thread initiator, Processor on) {
            super(kernel.causes.trap(), kernel.costs.trap());
            this.initiator = initiator;
            this.on = on;
        }

        @Override
        void take(Thread thread, long time) {
            forget(on);
            if (--acknowledgements == 0) {
                initiator.come(time);
            }
        }
    }
}
