package dev.ziggurat.machine;

import dev.ziggurat.cache.Booking;
import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cache.Link;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.cache.LinkSpec;
import dev.ziggurat.cpu.FirstLevel;
import dev.ziggurat.dram.Memory;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.machine.SimulationSpec.Links;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AbsentPages;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.MmuSite;
import dev.ziggurat.mmu.PagedMmu;
import dev.ziggurat.mmu.SegmentedMmu;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.os.UnmanagedMemory;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.ByteSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The memory hierarchy of one machine, built from memory up: every cache, the links between, and where each core enters. */
final class Wiring {
    /** Where references are cut if no cache serves them: one burst. */
    static final int BURST = 64;

    private final Simulation simulation;
    private final Derived derived;
    private final Memory memory;
    private final Link memoryLink;
    private final Home home;
    private final Devices devices;
    private final Map<String, Cache> caches = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final WordStore words = new WordStore();
    private final @Nullable UnmanagedMemory pages;
    private final List<Mmu> mmus = new ArrayList<>();

    Wiring(Simulation simulation, Derived derived) {
        this.simulation = simulation;
        this.derived = derived;
        MachineSpec machine = derived.machine();
        memory = machine.memory().spec().create(simulation, Topology.MEMORY);
        pages = machine.translation().format().paged() && machine.kernel() == null
                ? new UnmanagedMemory(machine.translation().table(), words, memory.capacity())
                : null;
        memoryLink = link(Topology.MEMORY, machine.memory().link(), memory, memory.shared());
        home = new Home(simulation, derived, this::homeLevel);
        for (String name : derived.levels().keySet()) {
            for (int core = 0; core < copies(name); core++) {
                cache(name, core);
            }
        }
        devices = new Devices(simulation, machine.devices());
    }

    private MemoryLevel homeLevel() {
        return home.name().equals(Topology.MEMORY) ? memory : cache(home.name(), 0);
    }

    Memory memory() {
        return memory;
    }

    /** Returns where all caches meet, and where devices enter. */
    Home home() {
        return home;
    }

    /** Returns the storage devices. */
    Devices devices() {
        return devices;
    }

    /** Returns where a core's fetches or data enter. */
    FirstLevel firstLevel(Serves stream, int core) {
        String name = derived.topology().first(stream);
        if (name == null) {
            int cause = simulation.causes().of(Topology.MEMORY);
            int outcome = simulation.outcomes().of(Topology.MEMORY);
            return new FirstLevel(memoryLink.port(core), BURST, 0, cause, outcome, null);
        }
        Cache cache = cache(name, core);
        MemoryLevel level = entrance(name, core);
        long latency = (shared(name) ? derived.level(name).link() : 0) + cache.latency();
        return new FirstLevel(
                level,
                cache.lineBytes(),
                latency,
                simulation.causes().of(name),
                simulation.outcomes().of(name),
                cache);
    }

    /**
     * Makes what translates a core's addresses; pages that are not there may be provided. Throws {@link IllegalStateException} if nothing
     * translates in this machine.
     */
    Mmu mmu(int core, AbsentPages absent) {
        TranslationSpec spec = derived.machine().translation();
        String enter = spec.walksEnter();
        if (enter == null) {
            throw new IllegalStateException("no translation, no MMU");
        }
        Clock clock = Clock.of(derived.machine().cores().clock());
        MmuSite site = new MmuSite(simulation, "core" + core, clock, words, absent, entrance(enter, core), enter);
        Mmu mmu = spec.format().segmented() ? SegmentedMmu.of(site, spec) : PagedMmu.of(site, spec);
        mmus.add(mmu);
        return mmu;
    }

    private MemoryLevel entrance(String level, int core) {
        if (level.equals(Topology.MEMORY)) {
            return memoryLink.port(core);
        }
        return shared(level) ? link(level).port(core) : cache(level, core);
    }

    /** Returns the words of memory that matter: page tables. */
    WordStore words() {
        return words;
    }

    /** Returns the pages of memory that nobody manages, null if there is no translation. */
    @Nullable
    UnmanagedMemory pages() {
        return pages;
    }

    void describe(Statistics statistics) {
        mmus.forEach(mmu -> mmu.describe(statistics));
        // In the order of the machine file; they were made from each first level downwards.
        for (String name : derived.levels().keySet()) {
            for (int core = 0; core < copies(name); core++) {
                Booking booking = derived.machine().simulation().count();
                cache(name, core).describe(statistics, name, booking, instructions(path(name, core)));
            }
        }
        home.describe(statistics);
        memory.describe(statistics);
        devices.describe(statistics);
    }

    /** The instructions that a cache's misses are counted against: those of its core, or of all. */
    private List<Term> instructions(String path) {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            return List.of(new Term(path.substring(0, dot), "instructions"));
        }
        List<Term> all = new ArrayList<>();
        for (int core = 0; core < derived.machine().cores().count(); core++) {
            all.add(new Term("core" + core, "instructions"));
        }
        return all;
    }

    /** Returns a cache of a core (or the one that all share), with all that lies below it. */
    private Cache cache(String name, int core) {
        String path = path(name, core);
        Cache known = caches.get(path);
        if (known != null) {
            return known;
        }
        Derived.Level level = derived.level(name);
        CacheSpec spec = level.spec();
        long fill = spec.fillLatency().picoseconds(derived.period());
        Cache cache = new Cache(
                simulation,
                new Geometry(
                        path,
                        name,
                        spec,
                        level.latency(),
                        fill,
                        derived.topology().above(name).isEmpty() && !shared(name)));
        caches.put(path, cache);
        if (home.keepsCoherent(name)) {
            cache.keepRights();
        }
        connect(cache, spec.below(), core);
        return cache;
    }

    private void connect(Cache cache, String below, int core) {
        if (below.equals(home.name())) {
            home.connect(cache, below.equals(Topology.MEMORY) ? memoryLink : linkTo(below, core), core);
            return;
        }
        if (below.equals(Topology.MEMORY)) {
            cache.connect(memoryLink.port(core));
            return;
        }
        Cache lower = cache(below, core);
        lower.above(cache);
        cache.recalledBy(lower.lineBytes());
        boolean linked = shared(below) || always();
        cache.connect(linked ? linkTo(below, core).port(core) : lower);
    }

    private Link link(String shared) {
        return linkTo(shared, 0);
    }

    private Link linkTo(String name, int core) {
        String path = path(name, core);
        Link known = links.get(path);
        if (known != null) {
            return known;
        }
        Link link = link(name, derived.level(name).spec().link(), cache(name, core), false);
        links.put(path, link);
        return link;
    }

    private Link link(String name, @Nullable LinkSpec spec, MemoryLevel below, boolean inTimeOrder) {
        LinkSpec keys = spec == null ? new LinkSpec(null, null) : spec;
        ByteSize width = keys.width();
        long period = derived.period();
        boolean manyCores = derived.machine().cores().count() > 1;
        boolean events = inTimeOrder || manyCores || always();
        long latency = keys.latency().picoseconds(period);
        return new Link(
                simulation, name, new LinkTiming(latency, width == null ? 0 : width.bytes(), period, events), below);
    }

    private boolean always() {
        return derived.machine().simulation().links() == Links.ALWAYS;
    }

    private boolean shared(String name) {
        return derived.level(name).spec().shared();
    }

    private String path(String name, int core) {
        return shared(name) ? name : "core" + core + "." + name;
    }

    private int copies(String name) {
        return shared(name) ? 1 : derived.machine().cores().count();
    }
}
