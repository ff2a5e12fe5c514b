package dev.ziggurat.experiment.mrc;

import org.jspecify.annotations.Nullable;

/**
 * The curve of a sample of the lines: SHARDS (Waldspurger, Park, Garthwaite and Ahmad, "Efficient MRC construction with SHARDS", USENIX FAST 2015). A
 * line belongs to the sample if its hash is small enough, so that of each reference no more than a hash is looked at. An access of a
 * sampled line stands for 1/rate accesses, and of the lines between two of them only one in 1/rate was seen.
 *
 * <p>At a fixed rate memory grows with the footprint. With a fixed number of lines the rate begins at one; when a line too many is in the sample,
 * those with the largest hash leave it for ever and the rate falls to what is left. What was counted before keeps the weight of its own time,
 * which is the paper's rescaling read from the other end.
 *
 * <p>Two things differ from the paper. Of a distance only the other lines are scaled, because the line itself is in the sample for certain
 * ({@code 1 + (d - 1) / rate}); and a line that comes as one too many is weighed with the rate after, as bottom-k samples must be
 * (Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007).
 */
final class SampledMeasure implements Measure {
    private static final double UNIT = 0x1p-63;

    private final Hash hash;
    private final StackDistances stack = new StackDistances();
    private final ScaledDistances distances = new ScaledDistances();

    /** The lines by their hash, where their number is fixed. */
    private final @Nullable LargestFirst sample;

    /** The largest hash of the sample, of 63 bits. */
    private long limit;

    /** How many accesses one of the sample stands for: 1 / rate. */
    private double weight;

    private long accesses;

    private SampledMeasure(Hash hash, long limit, @Nullable LargestFirst sample) {
        this.hash = hash;
        this.sample = sample;
        setLimit(limit);
    }

    /**
     * Takes a share of the lines.
     *
     * @param billionths the share in units of 10<sup>-9</sup>, from 1 to 10<sup>9</sup>
     */
    static SampledMeasure ofRate(Hash hash, long billionths) {
        double bound = billionths / 1e9 / UNIT;
        return new SampledMeasure(hash, bound >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) bound - 1, null);
    }

    /**
     * Takes a number of lines.
     *
     * @param lines how many, at least 1
     */
    static SampledMeasure ofLines(Hash hash, int lines) {
        return new SampledMeasure(hash, Long.MAX_VALUE, new LargestFirst(lines));
    }

    private void setLimit(long largest) {
        limit = largest;
        weight = 1 / ((largest + 1.0) * UNIT);
    }

    @Override
    public void take(long[] lines, int count) {
        accesses += count;
        for (int i = 0; i < count; i++) {
            long number = hash.of(lines[i]);
            if (number >>> 1 <= limit) {
                touch(lines[i], number);
            }
        }
    }

    private void touch(long line, long number) {
        int distance = stack.touch(line);
        int group = ScaledDistances.group(number);
        if (distance > 0) {
            distances.add(group, (long) ((distance - 1) * weight), weight);
        } else if (stays(line, number >>> 1)) {
            distances.first(group, weight);
        }
    }

    /** Takes lines out of the sample if there are too many now; returns whether the new one stays. */
    private boolean stays(long line, long number) {
        if (sample == null) {
            return true;
        }
        sample.add(line, number);
        if (sample.overfull()) {
            setLimit(sample.largest() - 1);
            while (!sample.isEmpty() && sample.largest() > limit) {
                stack.remove(sample.take());
            }
        }
        return number <= limit;
    }

    @Override
    public void begin() {
        accesses = 0;
        distances.forget();
    }

    @Override
    public Curve curve() {
        return new SampledCurve(distances, accesses, 1 / weight, stack.size());
    }
}
