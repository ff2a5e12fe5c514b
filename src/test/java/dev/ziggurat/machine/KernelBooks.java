package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.function.Predicate;

/** What must add up at the end of every run under an operating system, added up here from the single counters. */
final class KernelBooks {
    private static final String OS = "os";
    private static final String FAULTS = "os.faults";

    private final MachineSpec machine;
    private final Statistics statistics;
    private final RunResult result;
    private final Snapshot end;

    KernelBooks(MachineSpec machine, Statistics statistics, RunResult result) {
        this.machine = machine;
        this.statistics = statistics;
        this.result = result;
        end = result.end();
    }

    void check() {
        Books books = new Books(machine, statistics, result);
        for (int core = 0; core < machine.cores().count(); core++) {
            books.checkCore("core" + core);
        }
        checkCaches();
        checkThreads();
        checkFaults();
        checkSwap();
    }

    private void checkCaches() {
        for (Statistic each : statistics.entries()) {
            if (each.metric().equals("writebacks_in")) {
                String cache = each.component();
                assertThat(at(cache, "hits") + at(cache, "misses"))
                        .as(cache + " hits + misses")
                        .isEqualTo(
                                at(cache, "fetch_accesses") + at(cache, "read_accesses") + at(cache, "write_accesses"));
                assertThat(at(cache, "merged")).as(cache + " merged").isBetween(0L, at(cache, "misses"));
                assertThat(at(cache, "kernel_accesses"))
                        .as(cache + " accesses of the kernel")
                        .isBetween(at(cache, "kernel_misses"), at(cache, "hits") + at(cache, "misses"));
                assertThat(at(cache, "kernel_misses"))
                        .as(cache + " misses of the kernel")
                        .isBetween(0L, at(cache, "misses"));
                assertThat(at(cache, "collector_misses"))
                        .as(cache + " misses of collectors")
                        .isBetween(0L, at(cache, "user_misses"));
            }
        }
    }

    /** Every picosecond of a thread has a cause, and no thread outlives the run. */
    private void checkThreads() {
        long threads = 0;
        for (Statistic each : statistics.entries()) {
            String thread = each.component();
            if (thread.matches("process\\..*\\.thread\\d+") && each.metric().equals("total_ns")) {
                threads++;
                assertThat(sum(of -> of.equals(thread)))
                        .as(thread + " time by cause")
                        .isEqualTo(at(thread, "total_ns"));
                assertThat(end.counter(new Term(thread, "total_ns")))
                        .as(thread + " time")
                        .isBetween(0L, end.time());
            }
        }
        assertThat(threads).as("threads").isPositive();
    }

    private void checkFaults() {
        long minor = at(OS, "minor_faults");
        long major = at(OS, "major_faults");
        assertThat(minor + major + at(OS, "faults_violation"))
                .as("faults by kind")
                .isEqualTo(at(OS, "faults"));
        assertThat(processes("minor_faults")).as("minor faults of processes").isEqualTo(minor);
        assertThat(processes("major_faults")).as("major faults of processes").isEqualTo(major);
        assertThat(at(OS, "faulted_references")).as("references that faulted").isBetween(0L, at(OS, "faults"));
        assertThat(sum(FAULTS::equals)).as("faults by cause").isEqualTo(at(FAULTS, "total_ns"));
    }

    /** What goes to swap and comes from it goes through the device, and nothing else does. */
    private void checkSwap() {
        assertThat(at(OS, "swap_outs")).as("pages written").isLessThanOrEqualTo(at(OS, "dirty_evictions"));
        assertThat(at(OS, "dirty_evictions")).as("dirty evictions").isLessThanOrEqualTo(at(OS, "evictions"));
        assertThat(at(OS, "swap_ins")).as("pages read").isLessThanOrEqualTo(at(OS, "major_faults"));
        for (String device : machine.storage().keySet()) {
            long ways = at("storage." + device, "reads") + at("storage." + device, "writes");
            assertThat(ways).as("requests of " + device).isEqualTo(at(OS, "swap_ins") + at(OS, "swap_outs"));
        }
    }

    private long processes(String metric) {
        return statistics.entries().stream()
                .filter(each ->
                        each.component().startsWith("process.") && each.metric().equals(metric))
                .mapToLong(each -> at(each.component(), metric))
                .sum();
    }

    /** The sum of a section's times but for their total; none is negative. */
    private long sum(Predicate<String> section) {
        long sum = 0;
        for (Statistic each : statistics.entries()) {
            if (each instanceof Counter
                    && section.test(each.component())
                    && each.metric().endsWith("_ns")
                    && !each.metric().equals("total_ns")) {
                long value = at(each.component(), each.metric());
                assertThat(value).as(each.component() + " " + each.metric()).isNotNegative();
                sum += value;
            }
        }
        return sum;
    }

    private long at(String component, String metric) {
        return end.counter(new Term(component, metric));
    }
}
