package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.dram.DramDevice;
import dev.ziggurat.dram.DramSpec;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.mmu.DescriptorsSpec;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.storage.Figure;
import dev.ziggurat.storage.StorageDevice;
import dev.ziggurat.units.ByteSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What {@code ziggurat check} tells of a machine: the values that follow from the keys. */
public final class Explanation {
    private static final int ADDRESS_BITS = 64;

    private final Derived derived;
    private final List<Fact> facts = new ArrayList<>();

    /**
     * One derived value.
     *
     * @param component the part of the machine ({@code llc})
     * @param quantity what it is
     * @param value the value with its unit
     */
    public record Fact(String component, String quantity, String value) {}

    private Explanation(Derived derived) {
        this.derived = derived;
    }

    /** Returns what follows from a machine: from the cores down to memory and storage, and of its operating system. */
    public static List<Fact> of(Derived derived) {
        Explanation explanation = new Explanation(derived);
        explanation.cores();
        explanation.translation(derived.machine().translation());
        derived.levels().values().forEach(explanation::cache);
        explanation.memory(derived.machine().memory().spec());
        derived.machine().devices().forEach(explanation::device);
        KernelSpec os = derived.machine().kernel();
        if (os != null) {
            explanation.facts.addAll(KernelExplanation.of(os, derived));
        }
        return List.copyOf(explanation.facts);
    }

    /** Returns what follows from a storage device by itself. */
    public static List<Fact> of(String component, StorageDevice device) {
        List<Fact> facts = new ArrayList<>();
        for (Figure figure : device.model().figures()) {
            facts.add(new Fact(component, figure.quantity(), Amounts.of(figure) + "  = " + figure.formula()));
        }
        return facts;
    }

    /** Returns what follows from a DRAM device by itself; bandwidth and latencies follow from how a machine uses it. */
    public static List<Fact> of(DramDevice device) {
        Organisation rank = device.organisation();
        long clock = device.standard().clock();
        return List.of(
                new Fact("rank", "capacity", new ByteSize(rank.capacity()).toString()),
                new Fact("rank", "banks", rank.banks() + " in " + rank.bankGroups() + " groups"),
                new Fact("rank", "row", new ByteSize((long) rank.linesPerRow() * rank.line()).toString()),
                new Fact("rank", "burst", new ByteSize(rank.line()).toString()),
                new Fact("rank", "memory clock", Amounts.frequency(clock) + "  = 1 / " + clock + " ps"));
    }

    private void device(String name, StorageSpec storage) {
        facts.addAll(of(Devices.PATH + "." + name, storage.device()));
    }

    private void tell(String component, String quantity, String value) {
        facts.add(new Fact(component, quantity, value));
    }

    private void cores() {
        tell("cores", "count", String.valueOf(derived.machine().cores().count()));
        tell("cores", "period", derived.period() + " ps");
        tell("cores", "effective frequency", Amounts.frequency(derived.period()));
    }

    private void translation(TranslationSpec translation) {
        if (translation.format().segmented()) {
            segments(translation);
        }
        TlbsSpec tlbs = translation.tlbs();
        if (!translation.format().paged() || tlbs == null) {
            return;
        }
        tell(
                "translation",
                translation.format().segmented() ? "linear address bits" : "virtual address bits",
                String.valueOf(translation.table().significantBits()));
        tlb("tlbs.l1i", tlbs.l1i());
        tlb("tlbs.l1d", tlbs.l1d());
        TlbSpec second = tlbs.l2();
        if (second != null) {
            tlb("tlbs.l2", second);
        }
    }

    private void segments(TranslationSpec translation) {
        int bits = translation.offsetBits();
        DescriptorsSpec descriptors = translation.descriptors();
        tell("translation", "segment of an address", "number in bits " + bits + " and above, offset below");
        tell("translation", "largest segment", new ByteSize(1L << bits) + "  = 2^offset-bits");
        tell(
                "translation",
                "segments of a process",
                SegmentTable.ENTRIES - 1 + "  = a table of " + new ByteSize(SegmentTable.BYTES) + " / "
                        + SegmentTable.ENTRY + " B - number 0, which is none");
        tell("descriptors", "sets", descriptors.sets() + " of " + descriptors.ways());
        tell(
                "descriptors",
                "latency",
                Amounts.both(descriptors.latency().picoseconds(derived.period()), derived.period()));
        tell("descriptors", "reach", descriptors.entries() + " segments, of any size");
    }

    /** All page sizes share the entries, so the reach is that of a TLB full of one of them. */
    private void tlb(String name, TlbSpec tlb) {
        tell(name, "sets", tlb.sets() + " of " + tlb.ways());
        tell(name, "latency", Amounts.both(tlb.latency().picoseconds(derived.period()), derived.period()));
        for (ByteSize page : tlb.pages()) {
            tell(name, "reach, pages of " + page, tlb.reach(page).toString());
        }
    }

    private void cache(Derived.Level level) {
        CacheSpec spec = level.spec();
        int cores = spec.shared() ? 1 : derived.machine().cores().count();
        String each = cores == 1
                ? ""
                : " x " + cores + " = " + new ByteSize(spec.size().bytes() * cores);
        tell(level.name(), "capacity", spec.size() + each);
        tell(level.name(), "sets", spec.sets() + " of " + spec.ways() + " x " + spec.line());
        tell(level.name(), "address bits", bits(spec));
        tell(level.name(), "latency", Amounts.both(level.latency(), derived.period()));
        if (level.link() > 0) {
            tell(level.name(), "link latency", Amounts.both(level.link(), derived.period()));
        }
        tell(level.name(), "load-to-use", Amounts.both(level.loadToUse(), derived.period()));
        long fills = derived.fillsAbove(level.name());
        if (fills > 0) {
            tell(level.name(), "load-to-use, fills above", Amounts.both(level.loadToUse() + fills, derived.period()));
        }
    }

    /** Splits an address into line offset, set and tag; a number of sets that is no power of two has no bits of its own. */
    private static String bits(CacheSpec spec) {
        int offset = Long.numberOfTrailingZeros(spec.line().bytes());
        if (Integer.bitCount(spec.sets()) != 1) {
            return "offset " + offset + ", set = line number modulo " + spec.sets();
        }
        int set = Integer.numberOfTrailingZeros(spec.sets());
        return "offset " + offset + ", set " + set + ", tag " + (ADDRESS_BITS - offset - set);
    }

    private void memory(MemorySpec memory) {
        tell("memory", "capacity", new ByteSize(memory.capacity()).toString());
        if (Long.bitCount(memory.capacity()) == 1) {
            tell("memory", "address bits", String.valueOf(Long.numberOfTrailingZeros(memory.capacity())));
        }
        if (memory.peakBandwidth() > 0) {
            tell("memory", "peak bandwidth", Amounts.gigabytes(BigDecimal.valueOf(memory.peakBandwidth())));
        }
        long above = derived.loadToMemory();
        tell("memory", "caches and links before it", Amounts.both(above, derived.period()));
        long fills = derived.fillsAbove(Topology.MEMORY);
        if (fills > 0) {
            tell("memory", "fills on the way up", Amounts.both(fills, derived.period()));
        }
        Iterator<LoadTimes.Way> ways = new LoadTimes(derived).memory().iterator();
        memory.idleLatencies().forEach((when, latency) -> {
            tell("memory", "idle latency, " + when, Amounts.both(latency, derived.period()));
            tell("memory", "load-to-use, " + when, Amounts.both(ways.next().total(), derived.period()));
        });
        bursts(memory);
    }

    /** What a line of several bursts takes beyond the first depends on where the others lie, so it is not in the figures. */
    private void bursts(MemorySpec memory) {
        int bursts = new LoadTimes(derived).bursts();
        if (bursts > 1 && memory instanceof DramSpec dram) {
            int burst = dram.device().organisation().line();
            tell(
                    "memory",
                    "bursts of a line",
                    bursts + " of " + new ByteSize(burst)
                            + "; a load waits for all, the latencies above are the first's");
        }
    }
}
