package dev.ziggurat.analysis;

/**
 * Holm's step-down correction: among all comparisons of a study, the probability of even one false difference stays below the level (S. Holm, "A simple
 * sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979). It never finds less than Bonferroni's, and like that one asks
 * nothing of how the tests depend on each other.
 */
public final class Holm {
    private Holm() {}

    /**
     * Returns the adjusted p values, in the order of the given ones: a difference is significant at the level 0.05 if its adjusted p is at most 0.05. The k-th
     * smallest of m is multiplied by m - k + 1, is never less than the ones before it, and at most 1.
     *
     * @param p of all comparisons that were made, not only of those that look well; each from 0 to 1
     * @throws IllegalArgumentException if one is not
     */
    public static double[] adjusted(double... p) {
        Require.probabilities(p);
        int[] order = Ranks.ascending(p);
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, p[order[rank]] * (p.length - rank)));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
