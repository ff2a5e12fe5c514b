package dev.ziggurat.mmu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The TLBs of one core: one for fetches, one for data, perhaps one behind both. */
final class Tlbs {
    private final String path;
    private final Tlb fetch;
    private final Tlb data;
    private final @Nullable Tlb second;
    private final List<Tlb> all = new ArrayList<>();
    private final long fetchLatency;
    private final long dataLatency;
    private final long secondLatency;

    Tlbs(Simulation simulation, String path, Clock clock, TlbsSpec spec, PageTableFormat format) {
        this.path = path + ".tlb.";
        fetch = tlb(simulation, "l1i", spec.l1i(), format);
        data = tlb(simulation, "l1d", spec.l1d(), format);
        TlbSpec behind = spec.l2();
        second = behind == null ? null : tlb(simulation, "l2", behind, format);
        fetchLatency = clock.picoseconds(spec.l1i().latency());
        dataLatency = clock.picoseconds(spec.l1d().latency());
        secondLatency = behind == null ? 0 : clock.picoseconds(behind.latency());
    }

    private Tlb tlb(Simulation simulation, String name, TlbSpec spec, PageTableFormat format) {
        Tlb tlb = new Tlb(spec, format, simulation.random(path + name + ".replacement"));
        all.add(tlb);
        return tlb;
    }

    /** Returns the first-level TLB of a type of access. */
    Tlb first(AccessType type) {
        return type == AccessType.FETCH ? fetch : data;
    }

    /** Returns what the first level adds, in picoseconds. */
    long firstLatency(AccessType type) {
        return type == AccessType.FETCH ? fetchLatency : dataLatency;
    }

    /** Returns the second-level TLB, null if there is none. */
    @Nullable
    Tlb second() {
        return second;
    }

    long secondLatency() {
        return secondLatency;
    }

    /** Keeps in both levels what a walk has found. */
    void fill(Translation found, int tag, boolean forFetch, boolean forData) {
        if (second != null) {
            second.fill(found, tag, 0);
        }
        if (forFetch) {
            fetch.fill(found, tag, 0);
        }
        if (forData) {
            data.fill(found, tag, 0);
        }
    }

    void invalidate(int tag, long virtual, int leafShift) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).invalidate(tag, virtual, leafShift);
        }
    }

    /** An access was refused: forgets what is known of its address, as hardware does. */
    void forget(int tag, long virtual) {
        invalidate(tag, virtual, 0);
    }

    void invalidateAll(int tag) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).invalidateAll(tag);
        }
    }

    void flush() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).flush();
        }
    }

    /** Returns the look-ups of the first level. */
    long firstAccesses() {
        return fetch.accesses + data.accesses;
    }

    /** Returns the misses behind which there is nothing but a walk. */
    long lastMisses() {
        return second != null ? second.misses : fetch.misses - fetch.merged + data.misses - data.merged;
    }

    void describe(Statistics statistics) {
        fetch.describe(statistics.section(path + "l1i", "tlb.l1i"));
        data.describe(statistics.section(path + "l1d", "tlb.l1d"));
        if (second != null) {
            second.describe(statistics.section(path + "l2", "tlb.l2"));
        }
    }
}
