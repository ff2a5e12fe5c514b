package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.LinkSpec;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.units.Latency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows from a machine file: the latency that each level adds and what a load pays down to it. All times in picoseconds. */
public final class Derived {
    private final MachineSpec machine;
    private final Topology topology;
    private final long period;
    private final Map<String, Level> levels = new LinkedHashMap<>();

    /**
     * One cache.
     *
     * @param name its name
     * @param spec its keys
     * @param latency what it adds to whatever passes it; negative if load-to-use leaves nothing, which {@link MachineCheck} refuses
     * @param link what the link before it adds, 0 if there is none
     * @param loadToUse a hit here, from the core, with an idle machine: all latencies and links down to here
     */
    public record Level(String name, CacheSpec spec, long latency, long link, long loadToUse) {}

    /** Computes what follows from a machine whose levels make no loop. */
    public Derived(MachineSpec machine) {
        this.machine = machine;
        topology = new Topology(machine.caches());
        period = machine.cores().clock().period();
        Map<String, Level> computed = new HashMap<>();
        machine.caches().keySet().forEach(name -> levels.put(name, compute(name, computed)));
    }

    /** Computes a level after those above it, each once. */
    private Level compute(String name, Map<String, Level> computed) {
        Level before = computed.get(name);
        CacheSpec spec = machine.caches().get(name);
        if (before != null || spec == null) {
            return known(before, name);
        }
        String upstream = topology.upstream(name);
        long above = upstream == null ? 0 : compute(upstream, computed).loadToUse();
        long link = latency(spec.link());
        Latency total = spec.loadToUse();
        long latency = total == null
                ? picoseconds(spec.latency())
                : Math.subtractExact(picoseconds(total), Math.addExact(above, link));
        Level level = new Level(name, spec, latency, link, Math.addExact(Math.addExact(above, link), latency));
        computed.put(name, level);
        return level;
    }

    private static Level known(@Nullable Level level, String name) {
        if (level == null) {
            throw new IllegalArgumentException("no cache '" + name + "'");
        }
        return level;
    }

    private long latency(@Nullable LinkSpec link) {
        return link == null ? 0 : link.latency().picoseconds(period);
    }

    private long picoseconds(@Nullable Latency latency) {
        return latency == null ? 0 : latency.picoseconds(period);
    }

    /** Returns the machine. */
    public MachineSpec machine() {
        return machine;
    }

    /** Returns which level lies above which. */
    public Topology topology() {
        return topology;
    }

    /** Returns the period of the cores' clock in whole picoseconds. */
    public long period() {
        return period;
    }

    /** Returns the caches in the order of the file. */
    public Map<String, Level> levels() {
        return levels;
    }

    /** Returns one cache. */
    public Level level(String name) {
        return known(levels.get(name), name);
    }

    /** Returns what the way up from a level ({@code memory} too) to the core costs on the path of data: the fills of all levels above it. */
    public long fillsAbove(String name) {
        long fills = 0;
        List<String> path = topology.dataPath();
        List<String> above = path.contains(name) ? path.subList(0, path.indexOf(name)) : path;
        boolean onPath = path.contains(name) || name.equals(Topology.MEMORY);
        for (String level : onPath ? above : List.<String>of()) {
            fills += level(level).spec().fillLatency().picoseconds(period);
        }
        return fills;
    }

    /** Returns how many loads of one core may be under way from memory at once: what its load queue and the caches on their way allow; 1 of a core in order. */
    public int loadsUnderWay() {
        int loads = machine.cores() instanceof OutOfOrder.Spec wide ? wide.loadQueue() : 1;
        for (String level : topology.dataPath()) {
            loads = Math.min(loads, level(level).spec().mshrs());
        }
        return loads;
    }

    /** Returns what the link before memory adds. */
    public long memoryLink() {
        return latency(machine.memory().link());
    }

    /** Returns what a load has paid when it reaches memory: all levels on the path of data and their links. */
    public long loadToMemory() {
        List<String> path = topology.dataPath();
        long above = path.isEmpty() ? 0 : level(path.get(path.size() - 1)).loadToUse();
        return above + memoryLink();
    }
}
