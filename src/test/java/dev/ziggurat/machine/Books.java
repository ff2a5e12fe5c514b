package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Allocate;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cache.CacheSpec.Write;
import dev.ziggurat.dram.DramSpec;
import dev.ziggurat.machine.SimulationSpec.Coherence;
import dev.ziggurat.mmu.TranslationSpec.Format;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.List;
import java.util.Objects;

/** What must add up at the end of every run, added up here from the single counters. */
final class Books {
    private static final int BURST = 64;

    private final MachineSpec machine;
    private final Topology topology;
    private final Statistics statistics;
    private final Snapshot border;
    private final Snapshot end;

    Books(MachineSpec machine, Statistics statistics, RunResult result) {
        this.machine = machine;
        topology = new Topology(machine.caches());
        this.statistics = statistics;
        border = result.border();
        end = result.end();
    }

    void check() {
        for (int core = 0; core < machine.cores().count(); core++) {
            checkCore("core" + core);
        }
        machine.caches().forEach((name, spec) -> {
            checkCache(name);
            if (!translates()) {
                checkBelow(name);
            }
        });
        if (!translates()) {
            checkMemory();
        }
    }

    /** Walks enter in the middle of the hierarchy; what they bring there is in columns of its own. */
    private boolean translates() {
        return machine.translation().format() != Format.NONE;
    }

    /** Checks the books of one core alone, which hold even where references are squashed. */
    void checkCore(String core) {
        long total = window(core + ".time", "total_ns");
        assertThat(causes(core + ".time")).as(core + " time by cause").isEqualTo(total);
        assertThat(total).as(core + " time").isEqualTo(end.time() - border.time());
        assertThat(causes(core + ".loads")).as(core + " loads by cause").isEqualTo(window(core + ".loads", "total_ns"));
        assertThat(window(core, "load_time_ns")).as(core + " load time").isEqualTo(causes(core + ".loads"));
    }

    private void checkCache(String name) {
        long accesses = sum(name, "fetch_accesses") + sum(name, "read_accesses") + sum(name, "write_accesses");
        assertThat(sum(name, "hits") + sum(name, "misses"))
                .as(name + " hits + misses")
                .isEqualTo(accesses);
        assertThat(sum(name, "merged")).as(name + " merged").isBetween(0L, sum(name, "misses"));
        assertThat(sum(name, "hits")).as(name + " hits").isNotNegative();
        CacheSpec spec = spec(name);
        List<Serves> serves = spec.serves();
        if (serves != null) {
            long asked = serves.contains(Serves.FETCH) ? processes("fetches") : 0;
            if (serves.contains(Serves.DATA)) {
                asked += processes("loads") + processes("stores") + 2 * processes("modifies") - forwarded();
            }
            assertThat(accesses)
                    .as(name + " is asked what the cores ask")
                    .isEqualTo(asked + sum(name, "split_accesses"));
        }
    }

    /** What a level receives is what the levels above have sent. */
    private void checkBelow(String name) {
        List<String> above = topology.above(name);
        if (!above.isEmpty()) {
            // A directory answers upgrades; other levels count them as reads that hit.
            long upgrades = topology.aboveHome(name)
                    ? above.stream().mapToLong(each -> sum(each, "upgrades")).sum()
                    : 0;
            assertThat(sum(name, "fetch_accesses") + sum(name, "read_accesses"))
                    .as(name + " reads what those above fetch")
                    .isEqualTo(fetches(above) + upgrades);
            if (machine.simulation().coherence() != Coherence.ALWAYS
                    && above.stream().allMatch(this::onlyWritesBack)) {
                assertThat(sum(name, "writebacks_in") + sum(name, "write_accesses"))
                        .as(name + " takes what those above write back")
                        .isEqualTo(above.stream()
                                .mapToLong(each -> sum(each, "writebacks"))
                                .sum());
            }
        }
    }

    private void checkMemory() {
        if (topology.first(Serves.FETCH) == null || topology.first(Serves.DATA) == null) {
            return;
        }
        boolean dram = machine.memory().spec() instanceof DramSpec;
        long asked = topology.above(Topology.MEMORY).stream()
                .mapToLong(each -> fetches(List.of(each)) * (dram ? bursts(each) : 1))
                .sum();
        long reads = statistics.entries().stream()
                .filter(each -> each.component().matches(dram ? "memory.channel\\d+" : "memory"))
                .filter(each -> each.metric().equals("reads"))
                .mapToLong(each -> end.counter(new Term(each.component(), "reads")))
                .sum();
        assertThat(reads).as("memory reads what the last level fetches").isEqualTo(asked);
    }

    private long bursts(String cache) {
        return Math.max(1, spec(cache).line().bytes() / BURST);
    }

    private boolean onlyWritesBack(String name) {
        return spec(name).write() == Write.WRITE_BACK && spec(name).allocate() == Allocate.WRITE_ALLOCATE;
    }

    private long fetches(List<String> above) {
        return above.stream()
                .mapToLong(each ->
                        sum(each, "bytes_from_below") / spec(each).line().bytes())
                .sum();
    }

    private CacheSpec spec(String name) {
        return Objects.requireNonNull(machine.caches().get(name));
    }

    private long forwarded() {
        long sum = 0;
        for (int core = 0; core < machine.cores().count(); core++) {
            Term term = new Term("core" + core + ".answered", "forwarded");
            sum += end.knows(term) ? end.counter(term) : 0;
        }
        return sum;
    }

    private long processes(String metric) {
        return statistics.entries().stream()
                .filter(each ->
                        each.component().startsWith("process.") && each.metric().equals(metric))
                .mapToLong(each -> end.counter(new Term(each.component(), metric)))
                .sum();
    }

    /** A cache's counter since time 0, over all its copies. */
    private long sum(String cache, String metric) {
        long sum = 0;
        for (Statistic each : statistics.entries()) {
            if (each.metric().equals(metric) && each.component().matches("(core\\d+\\.)?" + cache)) {
                sum += end.counter(new Term(each.component(), metric));
            }
        }
        return sum;
    }

    private long causes(String section) {
        long sum = 0;
        for (Statistic each : statistics.entries()) {
            if (each instanceof Counter
                    && each.component().equals(section)
                    && !each.metric().equals("total_ns")) {
                long value = window(section, each.metric());
                assertThat(value).as(section + " " + each.metric()).isNotNegative();
                sum += value;
            }
        }
        return sum;
    }

    private long window(String component, String metric) {
        Term term = new Term(component, metric);
        return end.counter(term) - border.counter(term);
    }
}
