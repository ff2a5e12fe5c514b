package dev.ziggurat.machine;

import dev.ziggurat.machine.Explanation.Fact;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.os.Costs;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.os.KernelSpec.Swap;
import dev.ziggurat.units.ByteSize;
import java.util.ArrayList;
import java.util.List;

/** What {@code ziggurat check} tells of an operating system. */
final class KernelExplanation {
    private static final long PAGE = 4096;

    /** Entries of a table, each for a page of the smallest size in the lowest one. */
    private static final long ENTRIES = 512;

    private final KernelSpec os;
    private final Derived derived;
    private final List<Fact> facts = new ArrayList<>();

    private KernelExplanation(KernelSpec os, Derived derived) {
        this.os = os;
        this.derived = derived;
    }

    /** Returns what follows from an operating system on its machine. */
    static List<Fact> of(KernelSpec os, Derived derived) {
        KernelExplanation explanation = new KernelExplanation(os, derived);
        explanation.memory();
        explanation.costs();
        return explanation.facts;
    }

    private void tell(String quantity, String value) {
        facts.add(new Fact("os", quantity, value));
    }

    private void memory() {
        long capacity = derived.machine().memory().spec().capacity();
        long user = os.memory().bytes();
        if (derived.machine().contiguous()) {
            segments(capacity, user);
            return;
        }
        tell("frames", os.memory().frames() + " of 4 KiB  = " + new ByteSize(user));
        tell("range of page tables", new ByteSize(capacity - user) + "  = memory - os.memory");
        long lowest = (os.memory().frames() + ENTRIES - 1) / ENTRIES;
        tell(
                "tables of dense 4 KiB pages",
                new ByteSize(lowest * PAGE) + "  = a table for 512 frames, lowest level alone");
        Swap swap = os.swap();
        if (swap != null) {
            tell("swap slots", swap.size().bytes() / PAGE + " of 4 KiB  = os.swap.size / 4 KiB, on " + swap.device());
        }
    }

    private void segments(long capacity, long user) {
        ByteSize granule = os.segments().granule();
        tell("memory of segments", new ByteSize(user) + "  = os.memory, from address 0 on");
        tell(
                "range of segment tables",
                new ByteSize(capacity - user) + "  = memory - os.memory, for " + (capacity - user) / SegmentTable.BYTES
                        + " processes");
        tell("granules", user / granule.bytes() + " of " + granule + ", the least that a segment takes");
        Swap swap = os.swap();
        if (swap != null) {
            tell("swap", swap.size() + " on " + swap.device() + ", a segment in one piece of whole slots of 4 KiB");
        }
    }

    private void costs() {
        long period = derived.period();
        Costs costs = os.costs().costs(period);
        tell("quantum", Amounts.both(os.quantum().picoseconds(period), period));
        tell("trap", Amounts.both(costs.trap(), period));
        tell("minor fault", Amounts.both(costs.minorFault(), period));
        tell("major fault", Amounts.both(costs.majorFault(), period));
        tell("context switch", Amounts.both(costs.contextSwitch(), period));
    }
}
