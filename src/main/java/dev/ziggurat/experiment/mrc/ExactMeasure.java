package dev.ziggurat.experiment.mrc;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The exact curve: how many accesses have each stack distance. */
final class ExactMeasure implements Measure {
    /** How many lines the host is asked for at once: more than it can have under way, few enough to stay in its first-level cache. */
    private static final int AHEAD = 64;

    private static final int LEAST = 1 << 10;

    private final StackDistances stack = new StackDistances();

    /** distance d: how many accesses had it; 0 counts first touches. */
    private long[] distances = new long[LEAST];

    /** Read by nobody: without it the compiler would leave out what only has the host fetch something. */
    @SuppressWarnings("UnusedVariable")
    private long prepared;

    @Override
    public void take(long[] lines, int count) {
        for (int from = 0; from < count; from += AHEAD) {
            int to = Math.min(from + AHEAD, count);
            prepared ^= stack.prepare(lines, from, to);
            for (int i = from; i < to; i++) {
                int distance = stack.touch(lines[i]);
                if (distance >= distances.length) {
                    distances = Arrays.copyOf(distances, Math.max(distance + 1, distances.length * 2));
                }
                distances[distance]++;
            }
        }
    }

    @Override
    public void begin() {
        Arrays.fill(distances, 0);
    }

    @Override
    public Curve curve() {
        return new Exact(distances, stack.size());
    }

    /** The sums of the distances from the largest down. */
    private static final class Exact implements Curve {
        /** size c: the misses of a cache of c lines; of no line all miss, of as many as the largest distance only the first touches. */
        private final long[] misses;

        private final long footprint;

        Exact(long[] distances, long footprint) {
            int largest = distances.length - 1;
            while (largest > 0 && distances[largest] == 0) {
                largest--;
            }
            misses = new long[largest + 1];
            long sum = distances[0];
            for (int lines = largest; lines >= 0; lines--) {
                misses[lines] = sum;
                sum += distances[lines];
            }
            this.footprint = footprint;
        }

        @Override
        public long accesses() {
            return misses[0];
        }

        @Override
        public long coldMisses() {
            return misses[misses.length - 1];
        }

        @Override
        public long footprint() {
            return footprint;
        }

        @Override
        public long remembered() {
            return footprint;
        }

        @Override
        public long finest() {
            return 1;
        }

        @Override
        public Point at(long lines) {
            long exact = misses[(int) Math.min(lines, misses.length - 1)];
            return new Point(lines, exact, exact, exact);
        }

        @Override
        public long[] steps() {
            return IntStream.range(1, misses.length)
                    .filter(lines -> misses[lines] < misses[lines - 1])
                    .asLongStream()
                    .toArray();
        }
    }
}
