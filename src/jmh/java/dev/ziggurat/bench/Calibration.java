package dev.ziggurat.bench;

import java.util.SplittableRandom;

/**
 * A fixed piece of work of the kind that a simulator's inner loop does: it tells a slow machine from a slow program.
 *
 * <p>A step looks a line up in a set of eight partial tags (a zero-byte search in one word of an array of 128 KiB) and goes one node further on
 * a random walk round an array of 256 KiB: two loads that hit the second level of any recent host, one of which the next step waits for.
 */
final class Calibration {
    private static final int SETS = 1 << 14;
    private static final int NODES = 1 << 16;
    private static final int STEPS = 6_000_000;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long[] partial = new long[SETS];
    private final int[] next = new int[NODES];
    private long found;

    /** Makes the kernel and runs it until it is compiled. */
    Calibration() {
        SplittableRandom random = new SplittableRandom(1);
        for (int set = 0; set < SETS; set++) {
            partial[set] = random.nextLong();
        }
        int[] order = new int[NODES];
        for (int node = 1; node < NODES; node++) {
            int other = random.nextInt(node + 1);
            order[node] = order[other];
            order[other] = node;
        }
        for (int i = 0; i < NODES; i++) {
            next[order[i]] = order[(i + 1) % NODES];
        }
        for (int i = 0; i < 5; i++) {
            stepsPerSecond();
        }
    }

    /** Does the work once; returns its steps in a CPU second. */
    double stepsPerSecond() {
        long begun = Clocks.threadNanos();
        for (int i = 0; i < 100; i++) {
            found += walk(STEPS / 100, (int) (found & (NODES - 1)));
        }
        return STEPS * 1e9 / (Clocks.threadNanos() - begun);
    }

    private long walk(int steps, int from) {
        int node = from;
        long hits = 0;
        for (int i = 0; i < steps; i++) {
            long line = node + i * GOLDEN;
            long differing = partial[(int) (line >>> 50)] ^ ((line & 0xff) * ONES);
            long zeros = (differing - ONES) & ~differing & HIGHS;
            hits += zeros == 0 ? 0 : 1 + (Long.numberOfTrailingZeros(zeros) >> 3);
            node = next[node];
        }
        return hits + node;
    }
}
