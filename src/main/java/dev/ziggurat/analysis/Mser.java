package dev.ziggurat.analysis;

/**
 * How long a run warms up: MSER-5, the marginal standard error rule on means of five (K. P. White, "An effective truncation heuristic for bias reduction in
 * simulation output", Simulation 69, 1997; K. P. White, M. J. Cobb and S. C. Spratt, "A comparison of five steady-state truncation heuristics for simulation",
 * Winter Simulation Conference 2000).
 *
 * <p>It drops d means so that the standard error of the mean of the rest, taken as if they were independent, is least: more is dropped as long as it takes away
 * bias rather than data. A least value close to the end is chance, so the last five means are always kept, and a cut in the second half says that the run is too
 * short (K. Hoad, S. Robinson and R. Davies, "Automating warm-up length estimation", Winter Simulation Conference 2008).
 *
 * @param observations how many values the series has
 * @param dropped how many of them, from the first, belong to the warm-up; a multiple of the batch
 * @param batch how many values make one mean
 */
public record Mser(int observations, int dropped, int batch) {
    /** Values in one mean, as the name MSER-5 says. */
    public static final int BATCH = 5;

    /** Fewer means than this say nothing. */
    private static final int FEWEST = 10;

    private static final int ALWAYS_KEPT = 5;

    /**
     * Finds the warm-up of a series.
     *
     * @param series values of equal intervals of time or of equally many references, from the start of the run, at least one, all finite
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static Mser of(double... series) {
        return of(series, BATCH);
    }

    /**
     * Finds the warm-up with means of another number of values: 1 for a series that is already of means.
     *
     * @param batch at least 1
     */
    public static Mser of(double[] series, int batch) {
        Require.values(series);
        if (batch < 1) {
            throw new IllegalArgumentException("means of " + batch + " values; at least 1");
        }
        double[] means = Batches.means(series, 0, series.length / batch, batch);
        return new Mser(series.length, batch * cut(means), batch);
    }

    /** Whether the run should be longer: it was cut in its second half, or has less than ten means. */
    public boolean tooShort() {
        return 2L * dropped > observations || observations / batch < FEWEST;
    }

    /** Returns d with the least sum of squared deviations of the rest / (their number)&sup2;; of equal ones the smallest. */
    private static int cut(double... means) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        Running kept = new Running();
        // From the end, so that each value is added once.
        for (int d = means.length - 1; d >= 0; d--) {
            kept.add(means[d]);
            double statistic = kept.squares() / kept.count() / kept.count();
            if (kept.count() >= ALWAYS_KEPT && statistic <= least) {
                least = statistic;
                best = d;
            }
        }
        return best;
    }
}
