package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cache.LinkSpec;
import dev.ziggurat.dram.FixedSpec;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules between the parts of a machine file, which no single spec can know. */
final class MachineCheck {
    /** What other components are called in the statistics. */
    private static final Set<String> TAKEN =
            Set.of("memory", "cores", "os", "process", "processes", "run", "storage", "tlbs", "translation", "walker");

    private final Config<MachineSpec> config;
    private final MachineSpec machine;
    private final Topology topology;
    private final List<Problem> problems = new ArrayList<>();

    private MachineCheck(Config<MachineSpec> config) {
        this.config = config;
        machine = config.spec();
        topology = new Topology(machine.caches());
    }

    /** Returns what is wrong, in no order. */
    static List<Problem> problems(Config<MachineSpec> config) {
        MachineCheck check = new MachineCheck(config);
        check.machine.caches().forEach((name, cache) -> {
            check.checkName(name);
            check.checkBelow(name, cache);
        });
        check.machine.storage().keySet().forEach(check::checkDeviceName);
        check.checkLoops();
        check.checkWalks();
        check.checkSegments();
        // Only once it is known who lies below whom, the rules between neighbours mean something, and sums only after
        // those.
        if (check.problems.isEmpty()) {
            check.checkNeighbours();
        }
        check.checkLengths();
        check.problems.addAll(KernelCheck.problems(config));
        if (check.problems.isEmpty()) {
            check.checkLatencies();
            check.checkCoherence();
        }
        return check.problems;
    }

    private void checkNeighbours() {
        machine.caches().forEach((name, cache) -> {
            checkServes(name, cache);
            checkShared(name, cache);
            checkLine(name, cache);
        });
        checkStreams();
    }

    private void refuse(String cache, String key, String rule) {
        problems.add(config.problem("caches." + cache + (key.isEmpty() ? "" : "." + key), rule));
    }

    private void checkName(String name) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            refuse(name, "", "the name of a cache has small letters, digits and '-', for example 'l1d'");
        } else if (TAKEN.contains(name) || name.matches("core[0-9]*")) {
            refuse(name, "", "'" + name + "' is the name of another component in the statistics; choose another");
        }
    }

    private void checkDeviceName(String name) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            problems.add(config.problem(
                    Devices.PATH + "." + name,
                    "the name of a storage device has small letters, digits and '-', for example 'nvme0'"));
        }
    }

    private void checkBelow(String name, CacheSpec cache) {
        if (!machine.caches().containsKey(cache.below()) && !cache.below().equals(Topology.MEMORY)) {
            List<String> known = new ArrayList<>(machine.caches().keySet());
            known.remove(name);
            known.add(Topology.MEMORY);
            refuse(name, "below", "names no level; " + Words.hint(cache.below(), known));
        }
    }

    /** Tells each loop once, at its first level in the file. */
    private void checkLoops() {
        List<String> told = new ArrayList<>();
        machine.caches().forEach((name, cache) -> {
            List<String> path = topology.pathDown(name);
            CacheSpec last = machine.caches().get(path.get(path.size() - 1));
            if (last != null && last.below().equals(name) && !told.contains(name)) {
                told.addAll(path);
                String loop = String.join(" -> ", path) + " -> " + name;
                refuse(name, "below", "the levels make a loop, " + loop + "; the last of them lies above 'memory'");
            }
        });
    }

    private void checkWalks() {
        String enter = machine.translation().walksEnter();
        if (machine.translates()
                && enter != null
                && !machine.caches().containsKey(enter)
                && !enter.equals(Topology.MEMORY)) {
            List<String> known = new ArrayList<>(machine.caches().keySet());
            known.add(Topology.MEMORY);
            problems.add(config.problem("translation.walks-enter", "names no level; " + Words.hint(enter, known)));
        }
    }

    private void checkSegments() {
        if (machine.translates() && machine.translation().format().segmented() && machine.kernel() == null) {
            problems.add(config.problem(
                    "translation.format",
                    "segments are an operating system's; write for example 'os: {memory: 1 GiB}'"));
        }
    }

    private void checkServes(String name, CacheSpec cache) {
        List<Serves> serves = cache.serves();
        List<String> above = topology.above(name);
        if (serves == null) {
            if (above.isEmpty()) {
                refuse(
                        name,
                        "",
                        "nothing leads here; a first level needs 'serves: data', any other a level whose 'below' is '"
                                + name + "'");
            }
        } else if (serves.isEmpty() || Set.copyOf(serves).size() < serves.size()) {
            refuse(name, "serves", "a first level serves fetch, data, or both: '[fetch, data]'");
        } else if (!above.isEmpty()) {
            refuse(
                    name,
                    "serves",
                    "only a first level serves the cores, and '" + above.get(0) + "' lies above; leave 'serves' out");
        }
    }

    private void checkStreams() {
        for (Serves stream : Serves.values()) {
            String first = topology.first(stream);
            String word = Words.spelling(stream);
            if (first == null && stream == Serves.DATA && !machine.caches().isEmpty()) {
                problems.add(config.problem("caches", "no cache serves data; write 'serves: data' in the first level"));
            }
            machine.caches().forEach((name, cache) -> {
                List<Serves> serves = cache.serves();
                if (serves != null && serves.contains(stream) && !name.equals(first)) {
                    refuse(
                            name,
                            "serves",
                            "'" + first + "' serves " + word + " already; one first level serves a stream");
                }
            });
        }
    }

    private void checkShared(String name, CacheSpec cache) {
        CacheSpec below = machine.caches().get(cache.below());
        if (cache.shared() && below != null && !below.shared()) {
            refuse(
                    cache.below(),
                    "shared",
                    "lies below '" + name + "', which all cores share; write 'shared: true' here too");
        }
        if (cache.link() != null && !cache.shared()) {
            refuse(name, "link", "a link stands before a shared level or memory; write 'shared: true' or leave it out");
        }
    }

    private void checkLine(String name, CacheSpec cache) {
        CacheSpec below = machine.caches().get(cache.below());
        if (below != null && below.line().bytes() % cache.line().bytes() != 0) {
            ByteSize line = cache.line();
            refuse(cache.below(), "line", "a line is a multiple of each line above it, and '" + name + "' has " + line);
        }
    }

    /** A directory keeps what lies above it coherent, but not the caches above one of those that all cores share. */
    private void checkCoherence() {
        if (!machine.coherent() && machine.kernel() == null) {
            return;
        }
        machine.caches().forEach((name, cache) -> {
            if (cache.shared()
                    && topology.aboveHome(name)
                    && !topology.above(name).isEmpty()) {
                refuse(
                        name,
                        "shared",
                        "some cache leads past this level, so that no directory can stand before it; lead all caches"
                                + " here, or write 'simulation: {coherence: none}'");
            }
        });
    }

    private void checkLatencies() {
        try {
            Derived derived = new Derived(machine);
            derived.levels().values().forEach(level -> checkLatency(derived, level));
        } catch (ArithmeticException e) {
            problems.add(config.problem("caches", "the latencies add up to more than 2^63 ps"));
        }
    }

    /** A part slower than anything is a slip of units, and would make sums of times overflow. */
    private void checkLengths() {
        machine.caches().forEach((name, cache) -> {
            String path = "caches." + name;
            checkLength(path + ".latency", cache.latency());
            checkLength(path + ".load-to-use", cache.loadToUse());
            checkLength(path + ".fill-latency", cache.fillLatency());
            checkLength(path + ".link.latency", latency(cache.link()));
        });
        TlbsSpec tlbs = machine.translation().tlbs();
        if (tlbs != null) {
            checkLength("translation.tlbs.l1i.latency", tlbs.l1i().latency());
            checkLength("translation.tlbs.l1d.latency", tlbs.l1d().latency());
            TlbSpec second = tlbs.l2();
            checkLength("translation.tlbs.l2.latency", second == null ? null : second.latency());
        }
        checkLength(
                "translation.descriptors.latency",
                machine.translation().descriptors().latency());
        checkLength(
                "translation.walk-caches.latency",
                machine.translation().walkCaches().latency());
        checkLength("memory.link.latency", latency(machine.memory().link()));
        MemorySpec memory = machine.memory().spec();
        String path = memory instanceof FixedSpec ? "memory.latency" : "memory";
        memory.idleLatencies().values().stream()
                .max(Long::compare)
                .ifPresent(longest -> checkLength(path, Latency.ofPicoseconds(Math.max(0, longest))));
        machine.storage().forEach(this::checkLengths);
    }

    private void checkLengths(String name, StorageSpec storage) {
        String path = Devices.PATH + "." + name + ".device.model.";
        storage.device().model().times().forEach((key, time) -> checkLength(path + key, time));
    }

    private static @Nullable Latency latency(@Nullable LinkSpec link) {
        return link == null ? null : link.latency();
    }

    private void checkLength(String path, @Nullable Latency latency) {
        Problem problem = tooLong(config, path, latency);
        if (problem != null) {
            problems.add(problem);
        }
    }

    /** Returns what is wrong with a time that is too long, null if it is not. */
    static @Nullable Problem tooLong(Config<MachineSpec> config, String path, @Nullable Latency latency) {
        long period = latency != null && latency.inCycles()
                ? config.spec().cores().clock().period()
                : 1;
        return latency == null || latency.amount() <= EndOfTime.LONGEST.amount() / period
                ? null
                : config.problem(
                        path,
                        "longer than " + EndOfTime.LONGEST
                                + ", the most that one part may take; write for example '80 ns'");
    }

    private void checkLatency(Derived derived, Derived.Level level) {
        Latency total = level.spec().loadToUse();
        if (level.latency() >= 0 || total == null) {
            return;
        }
        long above = level.loadToUse() - level.latency();
        String least = Amounts.time(above, total.inCycles() ? derived.period() : 0);
        refuse(
                level.name(),
                "load-to-use",
                "is the total from the core, and " + onTheWay(derived, level) + " take " + least
                        + " already; write at least that, or 'latency' for what the level adds");
    }

    private static String onTheWay(Derived derived, Derived.Level level) {
        @Nullable String upstream = derived.topology().upstream(level.name());
        String levels = upstream == null ? "" : "'" + upstream + "' and what lies above it";
        String link = level.link() == 0 ? "" : "the link before it";
        return levels + (levels.isEmpty() || link.isEmpty() ? "" : " and ") + link;
    }
}
