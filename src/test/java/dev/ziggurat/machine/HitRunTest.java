package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * An out-of-order core takes the short way through runs of hits, or goes cycle by cycle: no number tells which. A look at the machine every
 * hundred cycles keeps it from the short way.
 */
final class HitRunTest {
    private static final int SEEDS = 150;

    @Test
    void runsOfHitsChangeNoNumber() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String machine = machine(random);
            String workload = workload(random);
            RunOptions options = new RunOptions(seed, random.nextInt(3) * 700L, Long.MAX_VALUE);

            Machine fast = RandomMachine.build(machine, workload, options);
            Machine slow = RandomMachine.build(machine, workload, options);
            slow.observe(time -> time + 25_000, 0);

            assertThat(rows(fast))
                    .as("seed " + seed + "\n" + machine + workload)
                    .isEqualTo(rows(slow));
        }
    }

    private static List<Row> rows(Machine machine) {
        RunResult result = machine.run();
        assertThat(result.message()).isEmpty();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }

    private static String machine(SplittableRandom random) {
        String latency = random.nextInt(3) == 0 ? random.nextInt(3000) + " ps" : random.nextInt(7) + " cycles";
        return "machine: m\ncores: {clock: 4 GHz, kind: out-of-order, width: " + (1 + random.nextInt(6)) + ", window: "
                + (1 + random.nextInt(80)) + ", load-queue: " + (1 + random.nextInt(40)) + ", store-queue: "
                + (1 + random.nextInt(40))
                + "}\ncaches:\n  l1: {serves: [fetch, data], below: memory, size: 4 KiB, ways: "
                + (1 << random.nextInt(6)) + ", line: 64 B, latency: " + latency + ", mshrs: 4, write: "
                + (random.nextInt(8) == 0 ? "write-through" : "write-back") + ", replacement: "
                + List.of("lru", "lru", "fifo", "random").get(random.nextInt(4)) + "}\n"
                + "memory: {kind: fixed, latency: 20 ns, size: 1 MiB}\n" + translation(random);
    }

    private static String translation(SplittableRandom random) {
        if (random.nextBoolean()) {
            return "";
        }
        return "translation: {format: x86-64, walks-enter: l1, walkers: " + (1 + random.nextInt(3))
                + ", tlbs: {l1i: {entries: 4}, l1d: {entries: " + (1 << random.nextInt(4)) + ", latency: "
                + (random.nextInt(4) == 0 ? 1 : 0) + " cycles}"
                + (random.nextBoolean() ? ", l2: {entries: 16, ways: 4, latency: 7 cycles}" : "") + "}}\n";
    }

    /** Mostly a footprint that the cache holds, in between one that it does not. */
    private static String workload(SplittableRandom random) {
        StringBuilder phases = new StringBuilder();
        for (int phase = 0; phase < 4; phase++) {
            phases.append(phase == 0 ? "" : ", ")
                    .append("{program: ")
                    .append(program(random, random.nextInt(4) == 0 ? 8192 : 64 << random.nextInt(7)))
                    .append(", references: ")
                    .append(200 + random.nextInt(3000))
                    .append('}');
        }
        return "workload: w\nprocesses: [{name: p, cores: [0], references: 9000, phases: [" + phases + "]}]\n";
    }

    private static String program(SplittableRandom random, int footprint) {
        String common = ", footprint: " + footprint + " B, gap: " + Math.max(0, random.nextInt(12) - 6)
                + " instructions, stores: " + random.nextInt(100) + " %";
        return switch (random.nextInt(7)) {
            case 0 -> "{kind: sequential" + common + "}";
            case 1 -> "{kind: pointer-chase, stride: 64 B" + common + "}";
            case 2 ->
                "{kind: mixed, footprint: " + footprint + " B, largest: " + (1 + random.nextInt(12)) + " B, gap: "
                        + random.nextInt(70) + ", back: " + random.nextInt(2) + ", fetches: 0 %, sleeps: 0 %}";
            case 3 -> // So far apart that they meet in whatever is kept by the lowest bits of a line or a page.
                "{kind: uniform, footprint: " + (1 + random.nextInt(4)) + " MiB, stride: 512 KiB, stores: "
                        + random.nextInt(100) + " %}";
            default -> "{kind: uniform" + common + ", access: " + (1 << random.nextInt(4)) + " B}";
        };
    }
}
