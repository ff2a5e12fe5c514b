package dev.ziggurat.experiment.plan;

import dev.ziggurat.machine.LoadGenerators;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sweep of a loaded-latency curve, as the text of a sweep file: on one core a pointer chase, whose loads are timed one by one, on all others
 * generators, daemons that walk over memory of their own and pause between two references. What varies is how long they pause and how many of
 * their references are stores, so that the accesses of memory have a share of reads.
 *
 * <p>Before anything counts each generator makes references as fast as it can until all caches are full of its lines, written ones among them:
 * from then on what comes in drives out a line that must be written back as often as in the long run.
 *
 * @param machine its name
 * @param extended how its file is named in YAML
 * @param generators that load it
 * @param question what is asked
 */
public record LoadedLatency(MachineSpec machine, String extended, int generators, Question question) {
    /** The metric that lies across: what memory has moved, reads and writes, a second. */
    public static final String ACROSS = "memory.bandwidth_gbps";

    /** The metric that stands upright: the mean time of a load of the chase. */
    public static final String UPRIGHT = "core0.amat_ns";

    /** The other columns of the results. */
    private static final List<String> BESIDE = List.of(
            "memory.reads",
            "memory.writes",
            "memory.read_latency_mean_ns",
            "memory.row_hits",
            "memory.row_conflicts",
            "memory.data_bus_utilisation");

    // Shares of the peak, in thousandths.
    private static final int IDLE = 1;
    private static final int FEW = 50;
    private static final int MANY = 2000;

    /** The chase goes on for so long before it counts: its own and the generators' queues are full by then. */
    private static final long CHASE_WARM_UP = 500;

    private static final String PROCESSES = "workload.processes.generators.phases.";

    /**
     * What is asked.
     *
     * @param reads shares of reads among the accesses of memory
     * @param points how many loads there are of each, at least 3
     * @param footprint what each walks over
     * @param references how many loads of the chase are timed
     */
    public record Question(List<Share> reads, int points, ByteSize footprint, long references) {
        public Question {
            reads = List.copyOf(reads);
        }
    }

    /** Returns the text of the sweep file. */
    public String sweep() {
        LoadGenerators load = new LoadGenerators(machine);
        String gap = PROCESSES + "1.program.gap";
        String walk = "footprint: " + question.footprint() + ", stride: " + load.line() + " B";
        long fill = load.fill(generators);
        List<String> metrics = new ArrayList<>(List.of(UPRIGHT, ACROSS));
        metrics.addAll(BESIDE);
        return head()
                + workload(walk, fill)
                + "variants:\n"
                + question.reads().stream().map(reads -> variant(load, reads)).collect(Collectors.joining())
                + "vary:\n  " + gap + ": " + gaps(load) + "\n"
                + "warm-up: " + CHASE_WARM_UP + " references\n"
                + "metrics: " + metrics + "\n";
    }

    private String head() {
        String cores = generators == 1 ? "core1" : "cores 1 to " + generators;
        return """
                sweep: curve-%s
                description: latency over bandwidth of memory, by share of reads
                machine:
                  extends: %s
                  description: a chase on core0, generators on %s; addresses are not translated
                  cores: {count: %s}
                  translation: null
                  os: null
                  storage: null
                """.formatted(machine.machine(), extended, cores, Integer.toString(generators + 1));
    }

    private String workload(String walk, long fill) {
        return """
                workloads:
                  - workload: loaded-latency
                    processes:
                      - name: chaser
                        cores: [0]
                        program: {kind: pointer-chase, %1$s}
                        references: %2$s
                      - name: generators
                        cores: %3$s
                        instances: %4$s
                        daemon: true
                        warm-up: %5$s
                        phases:
                          - {program: {kind: scattered, %1$s, stores: 0 %%}, references: %5$s}
                          - {program: {kind: scattered, %1$s, stores: 0 %%, gap: 0 instructions}}
                """.formatted(
                walk, Long.toString(question.references()), cores(), Integer.toString(generators), Long.toString(fill));
    }

    private List<Integer> cores() {
        List<Integer> cores = new ArrayList<>();
        for (int i = 1; i <= generators; i++) {
            cores.add(i);
        }
        return cores;
    }

    private static String variant(LoadGenerators load, Share reads) {
        Share stores = load.stores(reads);
        return "  " + name(reads) + ": {" + PROCESSES + "0.program.stores: " + stores + ", " + PROCESSES
                + "1.program.stores: " + stores + "}\n";
    }

    /** Returns what the points with a share of reads are called. */
    private static String name(Share reads) {
        return "reads-" + reads.toString().replace(" %", "");
    }

    /**
     * From idle over equal factors to as fast as the cores can: the longest of these gaps has stores ask for a twentieth of the peak, the shortest
     * has loads ask for twice of it.
     */
    private List<String> gaps(LoadGenerators load) {
        double longest = load.storeGap(generators, FEW);
        double shortest = Math.max(1, load.loadGap(generators, MANY));
        TreeSet<Long> gaps = new TreeSet<>(Comparator.reverseOrder());
        gaps.add(load.storeGap(generators, IDLE));
        int steps = question.points() - 3;
        for (int i = 0; i <= steps; i++) {
            double share = steps == 0 ? 1 : (double) i / steps;
            gaps.add(StrictMath.round(longest * StrictMath.pow(shortest / longest, share)));
        }
        gaps.add(0L);
        return gaps.stream().map(gap -> gap + " instructions").toList();
    }
}
