package dev.ziggurat.machine;

import dev.ziggurat.dram.DramSpec;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.mmu.WalkCachesSpec;
import dev.ziggurat.os.Costs;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.storage.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the time of a load goes on a machine that does nothing else, by what answers it: the sums that a dependent chase measures. Queues,
 * merged misses and refreshes come on top of them in a run, and are what its statistics are for. All times in picoseconds.
 */
public final class LoadTimes {
    private static final String IDLE_READ = "idle read of 4 KiB";
    private static final int PICO = 12;

    private final Derived derived;
    private final MachineSpec machine;
    private final long period;

    /**
     * A piece of the time.
     *
     * @param what who takes it
     * @param time how long it is
     */
    public record Part(String what, long time) {}

    /**
     * One way in which a load can end.
     *
     * @param answer what answers it
     * @param parts its time, in the order in which it passes
     */
    public record Way(String answer, List<Part> parts) {
        public Way {
            parts = List.copyOf(parts);
        }

        /** Returns the whole time. */
        public long total() {
            return parts.stream().mapToLong(Part::time).sum();
        }
    }

    public LoadTimes(Derived derived) {
        this.derived = derived;
        machine = derived.machine();
        period = derived.period();
    }

    /** Returns the ways of the data: a hit in each cache on its path, then memory by the state of the row. */
    public List<Way> data() {
        List<Way> ways = new ArrayList<>();
        List<String> path = derived.topology().dataPath();
        for (String level : path) {
            List<Part> parts = down(path.get(0), level);
            addFills(parts, level);
            ways.add(new Way(level, parts));
        }
        ways.addAll(memory());
        return ways;
    }

    /** Returns the ways that end in memory, by the state of the row. */
    public List<Way> memory() {
        List<Way> ways = new ArrayList<>();
        machine.memory().spec().idleLatencies().forEach((when, latency) -> {
            List<Part> parts = new ArrayList<>();
            add(parts, "caches and links", derived.loadToMemory());
            add(parts, "memory", latency);
            addFills(parts, Topology.MEMORY);
            ways.add(new Way("memory, " + when, parts));
        });
        return ways;
    }

    /** The levels from one down to another that answers, with the links between them. */
    private List<Part> down(String from, String to) {
        List<Part> parts = new ArrayList<>();
        for (String name : derived.topology().pathDown(from)) {
            Derived.Level level = derived.level(name);
            add(parts, "link of " + name, level.link());
            add(parts, name, level.latency());
            if (name.equals(to)) {
                break;
            }
        }
        return parts;
    }

    private void addFills(List<Part> parts, String level) {
        add(parts, "fills above", derived.fillsAbove(level));
    }

    /** A look-up that takes no time is left out. */
    private static void add(List<Part> parts, String what, long time) {
        if (time > 0) {
            parts.add(new Part(what, time));
        }
    }

    /** Returns what translation adds before that, from a hit in what is nearest to the longest walk; empty if there is none. */
    public List<Way> translation() {
        TranslationSpec translation = machine.translation();
        List<Way> ways = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        if (machine.translates() && translation.format().segmented()) {
            add(parts, "descriptor cache", translation.descriptors().latency().picoseconds(period));
            ways.add(new Way("descriptor cache", parts));
            ways.add(walk(parts, "descriptor", enter()));
            ways.add(walk(parts, "descriptor", Topology.MEMORY));
        }
        TlbsSpec tlbs = translation.tlbs();
        if (machine.translates() && translation.format().paged() && tlbs != null) {
            pages(ways, parts, tlbs);
        }
        return ways;
    }

    private void pages(List<Way> ways, List<Part> parts, TlbsSpec tlbs) {
        add(parts, "first TLB", tlbs.l1d().latency().picoseconds(period));
        ways.add(new Way("first TLB", parts));
        TlbSpec second = tlbs.l2();
        if (second != null) {
            add(parts, "second TLB", second.latency().picoseconds(period));
            ways.add(new Way("second TLB", parts));
        }
        WalkCachesSpec caches = machine.translation().walkCaches();
        add(parts, "walk caches", caches.latency().picoseconds(period));
        int most = machine.translation().table().levels();
        ways.add(walk(parts, leastLoads(caches, most), enter()));
        ways.add(walk(parts, most, Topology.MEMORY));
    }

    private String enter() {
        return Objects.requireNonNull(machine.translation().walksEnter());
    }

    /** A walk begins below the lowest level whose entry a walk cache has; the entry of the page itself is always loaded. */
    private static int leastLoads(WalkCachesSpec caches, int levels) {
        int level = 2;
        while (level <= levels && caches.entries(level) == 0) {
            level++;
        }
        return level - 1;
    }

    private Way walk(List<Part> before, int loads, String found) {
        String count = loads == 1 ? "1 load" : loads + " loads";
        List<Part> parts = new ArrayList<>(before);
        add(parts, count, loads * walkLoad(found));
        return new Way("walk of " + count + ", found in " + found, parts);
    }

    private Way walk(List<Part> before, String what, String found) {
        List<Part> parts = new ArrayList<>(before);
        add(parts, what, walkLoad(found));
        return new Way(what + " found in " + found, parts);
    }

    /** A load of a walk pays the levels from where walks enter on. In memory it finds the bank closed, if it has banks. */
    private long walkLoad(String found) {
        long time = 0;
        if (!enter().equals(Topology.MEMORY)) {
            time += down(enter(), found).stream().mapToLong(Part::time).sum();
        }
        if (found.equals(Topology.MEMORY)) {
            time += derived.memoryLink() + quietMemory();
        }
        return time;
    }

    private long quietMemory() {
        List<Long> latencies =
                List.copyOf(machine.memory().spec().idleLatencies().values());
        return latencies.isEmpty() ? 0 : latencies.get(latencies.size() / 2);
    }

    /** Returns what a page that is not there adds; empty if there is no operating system that brings it. */
    public List<Way> faults() {
        KernelSpec os = machine.kernel();
        if (os == null || machine.contiguous()) {
            return List.of();
        }
        Costs costs = os.costs().costs(period);
        List<Way> ways = new ArrayList<>();
        List<Part> minor = new ArrayList<>();
        add(minor, "trap", costs.trap());
        add(minor, "minor fault", costs.minorFault());
        ways.add(new Way("first touch of a page", minor));
        KernelSpec.Swap swap = os.swap();
        StorageSpec storage = swap == null ? null : machine.devices().get(swap.device());
        if (swap == null || storage == null) {
            return ways;
        }
        for (Figure read : storage.device().model().figures()) {
            if (read.quantity().startsWith(IDLE_READ)) {
                List<Part> major = new ArrayList<>();
                add(major, "trap", costs.trap());
                add(major, "major fault", costs.majorFault());
                add(major, swap.device(), picoseconds(read.value()));
                add(major, "interrupt", costs.trap());
                ways.add(new Way("page in swap" + read.quantity().substring(IDLE_READ.length()), major));
            }
        }
        return ways;
    }

    /** Returns how many bursts of memory a line of the last cache is; a load waits for all of them, and {@link #memory} has the first only. */
    public int bursts() {
        List<String> last = derived.topology().above(Topology.MEMORY);
        if (!(machine.memory().spec() instanceof DramSpec dram) || last.isEmpty()) {
            return 1;
        }
        long line = derived.level(last.get(0)).spec().line().bytes();
        return (int) Math.max(1, line / dram.device().organisation().line());
    }

    private static long picoseconds(BigDecimal seconds) {
        return seconds.movePointRight(PICO).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
