package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Allocate;
import dev.ziggurat.cpu.OpenLoop;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.machine.LoadTimes.Way;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many cores, each of which asks for one line after the other, it takes to load the memory of a machine, and how fast each must ask for a share
 * of its bandwidth.
 */
public final class LoadGenerators {
    private static final long PICOSECONDS_PER_SECOND = 1_000_000_000_000L;
    private static final int PER_MILLE = 1000;

    /** A memory that is nearly full answers this many times later than one that is idle. */
    private static final int LATER = 2;

    /** So often the caches are filled before anything counts. */
    private static final int FILLS = 2;

    /** What is walked over must be so many times what the caches hold. */
    private static final long TWICE = 2;

    private static final long USUAL_FOOTPRINT = 64L << 20;
    private static final int MOST = 63;

    /** What a generator's gap may be. */
    private static final long LONGEST_GAP = 1_000_000;

    private final Derived derived;
    private final MachineSpec machine;
    private final long line;

    /** Looks at a machine. */
    public LoadGenerators(MachineSpec machine) {
        this.machine = machine;
        derived = new Derived(machine);
        List<String> path = derived.topology().dataPath();
        line = path.isEmpty() ? 64 : derived.level(path.get(0)).spec().line().bytes();
    }

    /** Returns why a machine's memory cannot be loaded, null if it can. */
    public static @Nullable Problem obstacle(Config<MachineSpec> config) {
        if (config.spec().cores() instanceof OpenLoop.Spec) {
            return config.problem(
                    "cores.kind",
                    "an open-loop driver waits for no load, so nothing can be chased; take cores of kind in-order or out-of-order");
        }
        if (config.spec().memory().spec().peakBandwidth() == 0) {
            return config.problem(
                    "memory.kind",
                    "memory of kind 'fixed' serves any number of accesses at once: there is no bandwidth that could be used up;"
                            + " take 'memory: {kind: dram, device: ddr4-2400r-8gb-x8}'");
        }
        return null;
    }

    /** Returns the bytes that each asks for at once: a line of the first cache. */
    public long line() {
        return line;
    }

    /** Returns the most bytes a second that memory moves. */
    public long peak() {
        return machine.memory().spec().peakBandwidth();
    }

    /**
     * Returns how many generators are enough, by Little's law: all that is under way from memory, at twice its idle latency and the peak of its
     * bandwidth, over what one core has under way. At least as many as the machine has cores beside the one that measures.
     */
    public int enough() {
        double underWay = (double) peak() * LATER * idle() / PICOSECONDS_PER_SECOND;
        int needed = (int) Math.min(MOST, Math.ceil(underWay / (line * derived.loadsUnderWay())));
        return Math.max(machine.cores().count() - 1, needed);
    }

    /** Returns how many references fill the caches twice, if so many generators make as many each. */
    public long fill(int generators) {
        long bytes = 0;
        for (String name : derived.topology().dataPath()) {
            CacheSpec spec = derived.level(name).spec();
            bytes += spec.size().bytes() / (spec.shared() ? generators : 1);
        }
        return Math.max(1, FILLS * bytes / line);
    }

    /**
     * Returns how many instructions lie between two stores of each of some generators, so that these ask for lines at a share of the peak: nothing
     * waits for a store.
     *
     * @param perMille the share, at least 1
     */
    public long storeGap(int generators, int perMille) {
        return gap(apart(generators, perMille).divide(instruction(), MathContext.DECIMAL64));
    }

    /**
     * Returns the same of loads. A window holds as many of them as it does gaps, and what does not fit waits for the oldest: so each takes its share
     * of a load's latency too.
     *
     * @param perMille the share, at least 1
     */
    public long loadGap(int generators, int perMille) {
        BigDecimal waits = BigDecimal.valueOf(idle())
                .divide(
                        BigDecimal.valueOf(machine.cores() instanceof OutOfOrder.Spec wide ? wide.window() : 1),
                        MathContext.DECIMAL64);
        return gap(apart(generators, perMille).divide(instruction().add(waits), MathContext.DECIMAL64));
    }

    private static long gap(BigDecimal instructions) {
        return Math.max(0, Math.min(LONGEST_GAP, instructions.longValue() - 1));
    }

    /** Returns the time from one line of a generator to its next, in picoseconds. */
    private BigDecimal apart(int generators, int perMille) {
        return BigDecimal.valueOf(generators * line * PER_MILLE)
                .multiply(BigDecimal.valueOf(PICOSECONDS_PER_SECOND))
                .divide(BigDecimal.valueOf(perMille * peak()), MathContext.DECIMAL64);
    }

    /** Returns the time of an instruction without memory operands, in picoseconds. */
    private BigDecimal instruction() {
        int width = machine.cores() instanceof OutOfOrder.Spec wide ? wide.width() : 1;
        return BigDecimal.valueOf(derived.period()).divide(BigDecimal.valueOf(width), MathContext.DECIMAL64);
    }

    /** Returns the longest time of a load that is answered by memory, if nothing else goes on, in picoseconds. */
    private long idle() {
        List<Way> ways = new LoadTimes(derived).memory();
        return ways.get(ways.size() - 1).total();
    }

    /**
     * Returns the share of stores among the references of a generator for a share of reads among the accesses of memory. Where a store fetches its
     * line, it is a read and later a write; else it is a write alone.
     *
     * @param reads at least {@link #leastReads}
     */
    public Share stores(Share reads) {
        long writes = Share.WHOLE - reads.billionths();
        return new Share(fetchesStores() ? writes * Share.WHOLE / reads.billionths() : writes);
    }

    /** Returns the smallest share of reads among the accesses of memory that stores can bring about. */
    public Share leastReads() {
        return new Share(fetchesStores() ? Share.WHOLE / 2 : 1);
    }

    /** Returns why reads are no less than that, behind "a store". */
    public String whyReads() {
        return fetchesStores() ? "fetches its line before it is written back" : "is a write and nothing else";
    }

    /**
     * Returns what each core walks over if nobody says: 64 MiB, or the power of two that is twice the caches, but no more than the largest of which
     * there is one for each.
     */
    public ByteSize usualFootprint(int generators) {
        long slice = machine.memory().spec().capacity() / (generators + 1);
        long wide = Long.highestOneBit(Math.max(1, 2 * TWICE * cached() - 1));
        return new ByteSize(Math.min(Math.max(USUAL_FOOTPRINT, wide), Long.highestOneBit(slice)));
    }

    /** Returns how much the caches of a core hold, those that it shares among them. */
    private long cached() {
        return derived.levels().values().stream()
                .mapToLong(level -> level.spec().size().bytes())
                .sum();
    }

    /** Returns why a footprint of each core does not do, null if it does. */
    public @Nullable String narrow(ByteSize footprint, int generators) {
        long slice = machine.memory().spec().capacity() / (generators + 1);
        if (TWICE * cached() > slice) {
            return "no footprint would do: the " + (generators + 1) + " cores share a memory of "
                    + new ByteSize(machine.memory().spec().capacity()) + ", and each must walk over "
                    + new ByteSize(TWICE * cached())
                    + " at least, twice what the caches hold; take fewer --generators, smaller caches or more memory";
        }
        if (footprint.bytes() > slice) {
            return "the " + (generators + 1) + " cores share a memory of "
                    + new ByteSize(machine.memory().spec().capacity()) + "; write --footprint '" + new ByteSize(slice)
                    + "' at most";
        }
        return footprint.bytes() < TWICE * cached()
                ? "a part of it stays in the caches, which hold " + new ByteSize(cached()) + "; write --footprint '"
                        + new ByteSize(TWICE * cached()) + "' at least"
                : null;
    }

    /** Whether a store that misses fetches its line, so that at least half of all accesses of memory are reads. */
    private boolean fetchesStores() {
        List<String> path = derived.topology().dataPath();
        return !path.isEmpty()
                && path.stream().allMatch(name -> derived.level(name).spec().allocate() == Allocate.WRITE_ALLOCATE);
    }
}
