package dev.ziggurat.experiment.mrc;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.units.Share;

/** How many of the lines are looked at. */
public sealed interface Sampling {
    /** Makes what measures one curve; equal seeds make equal samples. */
    Measure measure(long seed);

    /** All of them: the exact curve. */
    record Exact() implements Sampling {
        @Override
        public Measure measure(long seed) {
            return new ExactMeasure();
        }

        @Override
        public String toString() {
            return "exact";
        }
    }

    /**
     * A share of them.
     *
     * @param share above 0 %
     */
    record Rate(Share share) implements Sampling {
        @Override
        public Measure measure(long seed) {
            return SampledMeasure.ofRate(hash(seed), share.billionths());
        }

        @Override
        public String toString() {
            return "sample of " + share;
        }
    }

    /**
     * A number of them.
     *
     * @param lines at least 1
     */
    record Lines(int lines) implements Sampling {
        @Override
        public Measure measure(long seed) {
            return SampledMeasure.ofLines(hash(seed), lines);
        }

        @Override
        public String toString() {
            return "sample of " + lines + " lines";
        }
    }

    private static Hash hash(long seed) {
        return new Hash(RandomStream.of(seed, "mrc.sample").nextLong());
    }
}
