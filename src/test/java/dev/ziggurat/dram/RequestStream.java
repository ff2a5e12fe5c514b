package dev.ziggurat.dram;

/** The request streams of the published comparison: arrival cycle, address, read or write; integers only, the same everywhere. */
final class RequestStream {
    static final int REQUESTS = 100_000;

    private static final long LINE = 64;
    private static final long LINES = (1L << 30) / LINE;
    private static final long START = 0x1000_0000;

    final long[] cycles;
    final long[] addresses;
    final boolean[] writes;

    private RequestStream(int requests) {
        cycles = new long[requests];
        addresses = new long[requests];
        writes = new boolean[requests];
    }

    static RequestStream named(String name) {
        return named(name, REQUESTS);
    }

    static RequestStream named(String name, int requests) {
        return switch (name) {
            case "a_seq_read" -> sequential(requests);
            case "b_rand_read" -> random(requests, 0xA11CE, 19, false);
            case "c_rand_mix" -> random(requests, 0xB0B, 19, true);
            case "f_low_load" -> lowLoad(requests);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static RequestStream sequential(int requests) {
        RequestStream stream = new RequestStream(requests);
        for (int i = 0; i < requests; i++) {
            stream.cycles[i] = 4L * i;
            stream.addresses[i] = START + LINE * i;
        }
        return stream;
    }

    private static RequestStream random(int requests, long seed, long gaps, boolean mixed) {
        RequestStream stream = new RequestStream(requests);
        SplitMix random = new SplitMix(seed);
        long cycle = 0;
        for (int i = 0; i < requests; i++) {
            cycle += 1 + random.below(gaps);
            stream.cycles[i] = cycle;
            stream.addresses[i] = LINE * random.below(LINES);
            stream.writes[i] = mixed && random.below(3) == 0;
        }
        return stream;
    }

    private static RequestStream lowLoad(int requests) {
        RequestStream stream = new RequestStream(requests);
        SplitMix random = new SplitMix(0xF00D);
        for (int i = 0; i < requests; i++) {
            stream.cycles[i] = 200L * (i + 1);
            stream.addresses[i] = LINE * random.below(LINES);
        }
        return stream;
    }

    int length() {
        return cycles.length;
    }

    /** SplitMix64 (Steele, Lea and Flood, 2014). */
    private static final class SplitMix {
        private long state;

        SplitMix(long seed) {
            state = seed;
        }

        long below(long bound) {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return Long.remainderUnsigned(z ^ (z >>> 31), bound);
        }
    }
}
