package dev.ziggurat.cpu;

import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.memory.AccessType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a naive core sends, cut at lines of 64 B, and when each line of the level below is served: every line has a time of its own. */
final class NaiveLevel {
    static final int LINE = 64;

    final List<Came> came = new ArrayList<>();
    final long[] latencies;

    NaiveLevel(long[] latencies) {
        this.latencies = latencies;
    }

    /** Draws the lines' times, each {@code least} and no whole number of cycles of 1000 ps: no answer is known on an edge, where it could come before the core's own event or after it. */
    static long[] draw(SplittableRandom random, long least) {
        long[] latencies = new long[8];
        for (int line = 0; line < latencies.length; line++) {
            latencies[line] = least + random.nextInt(random.nextInt(2) == 0 ? 3 : 30) * 1000L + 1 + random.nextInt(999);
        }
        return latencies;
    }

    long latency(long address) {
        return latencies[(int) (address / LINE) % latencies.length];
    }

    /** Sends a reference at an instant; returns when its last part is served. */
    long send(AccessType type, long address, int size, long time) {
        long served = 0;
        for (long part = address; part < address + size; part = (part / LINE + 1) * LINE) {
            came.add(new Came(type, part, time));
            served = Math.max(served, time + latency(part));
        }
        return served;
    }
}
