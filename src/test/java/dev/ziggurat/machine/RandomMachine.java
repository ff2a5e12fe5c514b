package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A machine and a workload drawn from a seed, as the two files a user would write: small tables, few sets and odd latencies, so that
 * everything that can be full or late is, soon and often.
 */
final class RandomMachine {
    private static final String[] CLOCKS = {"1 GHz", "3.2 GHz", "4 GHz", "333 MHz", "2600 MHz"};
    private static final int[] WAYS = {1, 1, 2, 2, 3, 4, 8, 17};
    private static final int[] LINES = {16, 32, 64, 64, 64, 128, 256};

    private final SplittableRandom random;
    private final int cores;
    private final boolean alone;
    private final StringBuilder text = new StringBuilder();
    private boolean dram;

    /** The two files and the run's options. */
    record Drawn(String machine, String workload, RunOptions options) {
        /** Runs it with some words of its files replaced (pairs). */
        RunResult run(String... replacements) {
            return build(replacements).run();
        }

        Machine build(String... replacements) {
            return RandomMachine.build(changed(machine, replacements), changed(workload, replacements), options);
        }

        MachineSpec spec(String... replacements) {
            return RandomMachine.spec(changed(machine, replacements));
        }

        private static String changed(String text, String... replacements) {
            String changed = text;
            for (int i = 0; i < replacements.length; i += 2) {
                changed = changed.replaceAll(replacements[i], replacements[i + 1]);
            }
            return changed;
        }

        @Override
        public String toString() {
            return options + "\n" + machine + "---\n" + workload;
        }
    }

    private RandomMachine(long seed, boolean alone) {
        random = new SplittableRandom(seed);
        this.alone = alone;
        cores = alone || random.nextInt(2) == 0 ? 1 : 2 + random.nextInt(3);
    }

    /** Draws any machine. */
    static Drawn any(long seed) {
        return new RandomMachine(seed, false).draw(seed);
    }

    /**
     * Draws a machine in which no more than one line is under way at any time: one in-order core with blocking stores, references within a
     * line, and caches that keep stores and write back whole lines of one size. Random replacement is left out: its draw may fall on the way
     * that a write-back finds pending.
     */
    static Drawn blocking(long seed) {
        return new RandomMachine(seed, true).draw(seed);
    }

    /** Wires what two files say; beside the programs that ship they may name {@code kind: mixed}. */
    static Machine build(String machine, String workload, RunOptions options) {
        WorkloadReader reader = new WorkloadReader(Planted.registry());
        Source source = Source.text("workload.yaml", Path.of(""), workload);
        return Machine.build(spec(machine), reader.read(source, List.of()).spec(), options);
    }

    /** Reads a machine file. */
    static MachineSpec spec(String machine) {
        MachineReader reader = new MachineReader(Planted.registry());
        return reader.read(Source.text("machine.yaml", Path.of(""), machine), List.of())
                .spec();
    }

    private Drawn draw(long seed) {
        line("machine: drawn");
        line("simulation: {links: " + (random.nextInt(4) == 0 ? "always" : "auto") + "}");
        core();
        caches();
        memory();
        translation();
        String machine = text.toString();
        text.setLength(0);
        boolean warm = random.nextInt(3) == 0;
        int least = processes();
        long warmUp = warm ? 1 + random.nextInt(least) : 0;
        return new Drawn(machine, text.toString(), new RunOptions(seed, warmUp, Long.MAX_VALUE));
    }

    private void core() {
        String clock = CLOCKS[random.nextInt(CLOCKS.length)];
        String common = "cores: {count: " + cores + ", clock: " + clock;
        if (alone) {
            line(common + ", kind: in-order, store-queue: 0}");
        } else if (random.nextInt(2) == 0) {
            line(common + ", kind: in-order, store-queue: " + random.nextInt(7) + "}");
        } else {
            line(common + ", kind: out-of-order, width: " + few(8) + ", window: " + few(64) + ", load-queue: " + few(20)
                    + ", store-queue: " + few(20) + "}");
        }
    }

    private void caches() {
        int levels = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
        if (levels == 0) {
            return;
        }
        line("caches:");
        int sharedFrom = cores == 1 && random.nextBoolean() ? 9 : 1 + random.nextInt(levels + 1);
        int[] lines = new int[levels + 1];
        lines[1] = LINES[random.nextInt(LINES.length)];
        for (int level = 2; level <= levels; level++) {
            lines[level] = Math.min(4096, lines[level - 1] << (!alone && random.nextInt(4) == 0 ? few(3) : 0));
        }
        int first = random.nextInt(3);
        if (first == 0) {
            cache("l1", "serves: [fetch, data], below: " + below(1, levels), lines[1], sharedFrom <= 1);
        } else {
            cache("l1d", "serves: data, below: " + below(1, levels), lines[1], sharedFrom <= 1);
        }
        if (first == 2) {
            int skipped = random.nextInt(4) == 0 ? 1 + random.nextInt(levels) : 1;
            cache("l1i", "serves: fetch, below: " + below(skipped, levels), lines[1], sharedFrom <= 1);
        }
        for (int level = 2; level <= levels; level++) {
            cache("l" + level, "below: " + below(level, levels), lines[level], level >= sharedFrom);
        }
    }

    private static String below(int level, int levels) {
        return level >= levels ? "memory" : "l" + (level + 1);
    }

    private void cache(String name, String place, int line, boolean shared) {
        int ways = WAYS[random.nextInt(WAYS.length)];
        int size = few(12) * ways * line;
        List<String> keys =
                new ArrayList<>(List.of(place, "size: " + size + " B", "ways: " + ways, "line: " + line + " B"));
        keys.add("latency: " + latency(6));
        keys.add("mshrs: " + few(6));
        keys.add("write-buffer: " + few(5));
        keys.add("replacement: " + List.of("lru", "lru", "fifo", "random").get(random.nextInt(alone ? 3 : 4)));
        keys.add("write: " + (!alone && random.nextInt(3) == 0 ? "write-through" : "write-back"));
        keys.add("allocate: " + (!alone && random.nextInt(3) == 0 ? "no-write-allocate" : "write-allocate"));
        if (random.nextInt(3) == 0) {
            keys.add("fill-latency: " + latency(4));
        }
        if (shared) {
            keys.add("shared: true");
            keys.add(link());
        }
        line("  " + name + ": {" + String.join(", ", keys) + "}");
    }

    private String link() {
        String width = random.nextInt(3) == 0 ? "" : ", width: " + few(64) + " B";
        return "link: {latency: " + latency(5) + width + "}";
    }

    private String latency(int most) {
        return random.nextInt(5) == 0 ? random.nextInt(3000) + " ps" : random.nextInt(most) + " cycles";
    }

    /** Sometimes addresses are translated, by few entries, so that walks abound; they enter at any level. */
    private void translation() {
        if (alone || random.nextInt(3) > 0) {
            return;
        }
        List<String> levels = new ArrayList<>(List.of("memory"));
        text.toString()
                .lines()
                .filter(line -> line.startsWith("  l"))
                .forEach(line -> levels.add(line.substring(2, line.indexOf(':'))));
        line("translation: {format: x86-64, walks-enter: " + levels.get(random.nextInt(levels.size())) + ", walkers: "
                + few(3) + ", tlbs: {l1i: " + tlb() + ", l1d: " + tlb() + (random.nextBoolean() ? ", l2: " + tlb() : "")
                + "}, walk-caches: {level4: " + random.nextInt(3) + ", level3: " + random.nextInt(3) + ", level2: "
                + random.nextInt(3) + ", latency: " + latency(3) + "}}");
    }

    private String tlb() {
        int ways = few(4);
        return "{entries: " + ways * few(4) + ", ways: " + ways + ", latency: " + latency(3) + "}";
    }

    private void memory() {
        dram = random.nextInt(5) < 2;
        if (!dram) {
            String latency = random.nextInt(6) == 0 ? "0 ps" : random.nextInt(100_000) + " ps";
            line("memory: {kind: fixed, latency: " + latency + ", size: 1 MiB, " + link() + "}");
            return;
        }
        line("memory: {device: " + (random.nextBoolean() ? "ddr4-2400r-8gb-x8" : "ddr4-3200aa-8gb-x8") + ", channels: "
                + few(3) + ", ranks: " + few(2) + ", read-queue: " + few(8) + ", write-queue: " + few(8) + ", refresh: "
                + (random.nextInt(3) == 0 ? "none" : "all-bank") + ", row-policy: "
                + (random.nextBoolean() ? "open" : "closed") + ", scheduler: "
                + (random.nextBoolean() ? "fcfs" : "fr-fcfs") + ", front-latency: " + latency(4) + ", back-latency: "
                + latency(4) + ", " + link() + "}");
    }

    /** Writes the processes; returns the references that each of them makes at least. */
    private int processes() {
        line("workload: drawn");
        line("processes:");
        int least = Integer.MAX_VALUE;
        int number = alone ? 1 : 1 + random.nextInt(cores);
        for (int i = 0; i < number; i++) {
            int references = dram ? 20 + random.nextInt(300) : 50 + random.nextInt(800);
            least = Math.min(least, references);
            String start = random.nextInt(3) == 0 ? ", start: " + latency(100) : "";
            line("  - {name: p" + i + ", cores: [" + (cores - 1 - i) + "]" + start + ", references: " + references
                    + ", " + programs() + "}");
        }
        return least;
    }

    private String programs() {
        if (random.nextInt(6) > 0) {
            return "program: " + program();
        }
        return "phases: [{program: " + program() + ", references: " + few(90) + "}, {program: " + program()
                + ", references: " + few(90) + "}]";
    }

    private String program() {
        String footprint = ", footprint: " + (1 << (8 + random.nextInt(8))) + " B";
        String gap = random.nextInt(3) == 0 ? ", gap: " + random.nextInt(12) + " instructions" : "";
        String access = alone ? ", access: 1 B" : random.nextInt(3) == 0 ? ", access: " + few(200) + " B" : "";
        String stores = random.nextInt(3) == 0 ? "" : ", stores: " + random.nextInt(100) + " %";
        String common = footprint + gap + access + stores + "}";
        return switch (random.nextInt(13)) {
            case 0 -> "{kind: sequential" + common;
            case 1 -> "{kind: stride, stride: " + few(300) + " B" + common;
            case 2 -> "{kind: uniform" + common;
            case 3 -> "{kind: zipf" + common;
            case 4 -> "{kind: pointer-chase, stride: " + (1 << random.nextInt(8)) + " B" + common;
            case 5 -> "{kind: stream, kernel: triad" + footprint + gap + "}";
            case 6 -> "{kind: gups" + footprint + ", look-ahead: 16" + gap + "}";
            case 7 -> "{kind: matrix-multiply, order: blocked, tile: 3, n: " + (9 + random.nextInt(20)) + gap + "}";
            default ->
                "{kind: mixed" + footprint + ", largest: " + (alone ? 1 : few(random.nextInt(4) == 0 ? 600 : 16))
                        + " B, gap: "
                        + random.nextInt(9) + ", back: " + random.nextInt(20) + ", fetches: "
                        + (random.nextBoolean() ? random.nextInt(60) : 0) + " %, sleeps: "
                        + (random.nextInt(3) == 0 ? random.nextInt(5) : 0) + " %}";
        };
    }

    /** From 1 to {@code most}, the small ones more often. */
    private int few(int most) {
        return 1 + random.nextInt(1 + random.nextInt(most));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
