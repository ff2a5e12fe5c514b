package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State changes in the order of the calls: where no more than one line is under way at a time, no count of any cache depends on a latency, on
 * the memory, on the tables, or on whether calls or events stand between the levels. (Where more are under way, a way whose fill is pending
 * is no victim, and so time has a say in small sets.)
 */
final class BlockingCoreTest {
    private static final int FEW = 20;
    private static final int MANY = 600;

    /** Counts that an access keeps whether or not it meets a fill under way. */
    private static final List<String> COUNTS = List.of(
            "fetch_accesses",
            "read_accesses",
            "write_accesses",
            "writebacks",
            "writebacks_in",
            "bytes_from_below",
            "bytes_to_below",
            "split_accesses");

    private static final String[][] VARIANTS = {
        {"links: auto", "links: always"},
        {"links: always", "links: auto"},
        {"latency: \\d+ (ps|cycles)", "latency: 0 ps"},
        {"latency: \\d+ (ps|cycles)", "latency: 1777 ps"},
        {"latency: \\d+ (ps|cycles)", "latency: 25001 ps", "links: auto", "links: always"},
        {", width: \\d+ B", "", "links: auto", "links: always"},
        {"memory: .*", "memory: {kind: fixed, latency: 1 ns}"},
        {"mshrs: \\d+", "mshrs: 16", "write-buffer: \\d+", "write-buffer: 16"},
        {"mshrs: \\d+", "mshrs: 1", "write-buffer: \\d+", "write-buffer: 1", "links: auto", "links: always"},
    };

    private static final String[][] LINKS = {{"links: auto", "links: always"}, {"links: always", "links: auto"}};

    @TempDir
    private Path folder;

    @Test
    void countsOfSomeMachinesDoNotDependOnTime() {
        for (long seed = 0; seed < FEW; seed++) {
            check(seed);
        }
    }

    @Tag("slow")
    @Test
    void countsOfManyMachinesDoNotDependOnTime() {
        for (long seed = FEW; seed < MANY; seed++) {
            check(seed);
        }
    }

    /**
     * Nor do they with an operating system, however long faults, transfers and links take, but for two that are under way beside a line of the core:
     * what a device fetches is taken off, since whether a line is still in the cache when it reads it depends on time; and of caches below the first
     * level, if walks enter there, nothing is said, since a walk overtakes what is written back from above.
     */
    @Test
    void countsOfSomeSystemsDoNotDependOnLinks() {
        for (long seed = 0; seed < FEW; seed++) {
            check(seed, RandomSystem.blocking(seed, folder), LINKS);
        }
    }

    @Tag("slow")
    @Test
    void countsOfManySystemsDoNotDependOnLinks() {
        for (long seed = FEW; seed < MANY; seed++) {
            check(seed, RandomSystem.blocking(seed, folder), LINKS);
        }
    }

    static void check(long seed) {
        check(seed, RandomMachine.blocking(seed), VARIANTS);
    }

    private static void check(long seed, Drawn drawn, String[][] variants) {
        Map<String, Long> counts = counts(drawn);
        for (String[] variant : variants) {
            try {
                assertThat(counts(drawn, variant).entrySet()).containsExactlyElementsOf(counts.entrySet());
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + " with " + List.of(variant) + ": " + e.getMessage() + "\n" + drawn, e);
            }
        }
    }

    private static Map<String, Long> counts(Drawn drawn, String... variant) {
        Machine machine = drawn.build(variant);
        RunResult result = machine.run();
        assertThat(result.message()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.OK);
        Snapshot end = result.end();
        Map<String, CacheSpec> specs = drawn.spec(variant).caches();
        List<String> overtaken = overtaken(drawn.spec(variant));
        Map<String, Long> counts = new TreeMap<>();
        for (Statistic each : new ArrayList<>(machine.statistics().entries())) {
            String cache = each.component();
            if (each.component().equals("os")) {
                counts.put("os." + each.metric(), end.counter(new Term("os", each.metric())));
            }
            if (each.metric().equals("writebacks_in") && !overtaken.contains(level(cache))) {
                COUNTS.forEach(count -> counts.put(cache + "." + count, end.counter(new Term(cache, count))));
                long line = specs.get(level(cache)).line().bytes();
                long fetched = line * end.counter(new Term(cache, "dma_misses"));
                counts.merge(cache + ".bytes_from_below", -fetched, Long::sum);
                long sentFor = end.counter(new Term(cache, "misses")) - end.counter(new Term(cache, "merged"));
                counts.put(cache + ".misses sent for", sentFor);
            }
        }
        return counts;
    }

    /** Returns the name of a cache in the machine's file. */
    private static String level(String component) {
        return component.substring(component.lastIndexOf('.') + 1);
    }

    private static List<String> overtaken(MachineSpec machine) {
        String entrance = machine.translation().walksEnter();
        return entrance == null || entrance.startsWith("l1")
                ? List.of()
                : new Topology(machine.caches()).pathDown(entrance);
    }
}
