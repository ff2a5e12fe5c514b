package dev.ziggurat.machine;

import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.Directory;
import dev.ziggurat.cache.Directory.Site;
import dev.ziggurat.cache.Link;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where all caches meet: the first level that all of them lead to and all cores share. A {@link Directory} stands before it if the caches
 * above are to be kept coherent, or once there are devices.
 */
final class Home {
    private final Simulation simulation;
    private final Derived derived;
    private final Supplier<MemoryLevel> level;
    private final String name;
    private final boolean coherent;
    private final List<Upper> above = new ArrayList<>();
    private @Nullable Directory directory;

    /**
     * Finds the home of a machine.
     *
     * @param level makes the level or finds it, once that is wanted
     */
    Home(Simulation simulation, Derived derived, Supplier<MemoryLevel> level) {
        this.simulation = simulation;
        this.derived = derived;
        this.level = level;
        name = derived.topology().home();
        coherent = derived.machine().coherent();
    }

    /** Returns the name of the level. */
    String name() {
        return name;
    }

    /** Whether a cache's lines are kept coherent with those of others. */
    boolean keepsCoherent(String cache) {
        return coherent && derived.topology().aboveHome(cache);
    }

    /** Connects a cache directly above, by the link before the level. */
    void connect(Cache cache, Link link, int core) {
        Upper seen = link.above(cache, cache.lineBytes());
        cache.recalledBy(lineBytes());
        if (coherent) {
            cache.connect(link.port(core, directory().entrance(seen)));
        } else {
            above.add(seen);
            cache.connect(link.port(core));
        }
    }

    /** Returns where devices enter; they read and write lines of {@link #lineBytes}. Asked for after all caches are connected. */
    MemoryLevel devices() {
        boolean forDevices = directory == null;
        Directory entered = directory();
        if (forDevices) {
            above.forEach(entered::above);
        }
        return entered.devices();
    }

    /** Returns the longest line of the caches directly above, one burst of memory if there is none. */
    int lineBytes() {
        return lineBytes(derived.machine());
    }

    /** Returns the same of a machine that is not built. */
    static int lineBytes(MachineSpec machine) {
        Topology topology = new Topology(machine.caches());
        return topology.above(topology.home()).stream()
                .mapToInt(each -> (int) Objects.requireNonNull(machine.caches().get(each))
                        .line()
                        .bytes())
                .max()
                .orElse(Wiring.BURST);
    }

    void describe(Statistics statistics) {
        if (directory != null) {
            directory.describe(statistics);
        }
    }

    private Directory directory() {
        Directory known = directory;
        if (known == null) {
            long lookUp = name.equals(Topology.MEMORY) ? 0 : derived.level(name).latency();
            known = new Directory(simulation, new Site(name + ".directory", lineBytes(), lookUp), level.get());
            directory = known;
        }
        return known;
    }
}
