package dev.ziggurat.machine;

import dev.ziggurat.engine.Sampler;
import java.util.Arrays;

/** Several observers as one, so that the engine has one instant to look at, however many there are. At the same instant they come in their order. */
final class Samplers implements Sampler {
    /** Who looks, and when next, side by side. */
    private Sampler[] samplers = {};

    private long[] due = {};

    /**
     * Adds an observer.
     *
     * @param from when it looks first, in picoseconds
     * @return when any of them looks first
     */
    long add(Sampler sampler, long from) {
        int last = samplers.length;
        samplers = Arrays.copyOf(samplers, last + 1);
        due = Arrays.copyOf(due, last + 1);
        samplers[last] = sampler;
        due[last] = from;
        return first();
    }

    @Override
    public long sample(long time) {
        for (int i = 0; i < samplers.length; i++) {
            if (due[i] == time) {
                due[i] = samplers[i].sample(time);
            }
        }
        return first();
    }

    private long first() {
        long first = Long.MAX_VALUE;
        for (long each : due) {
            first = Math.min(first, each);
        }
        return first;
    }
}
