package dev.ziggurat.analysis;

/**
 * The step-up procedure of Benjamini and Hochberg: among the differences that are called significant, the expected part of false ones stays below the level
 * (Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57, 1995). For screening many points; where
 * one false claim matters, take {@link Holm}. It holds for independent tests and those that depend positively.
 */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /**
     * Returns the adjusted p values, in the order of the given ones. The k-th smallest of m is multiplied by m / k, is never more than the ones after it, and at
     * most 1.
     *
     * @param p of all comparisons that were made; each from 0 to 1
     * @throws IllegalArgumentException if one is not
     */
    public static double[] adjusted(double... p) {
        Require.probabilities(p);
        int[] order = Ranks.ascending(p);
        double[] adjusted = new double[p.length];
        double smallest = 1;
        for (int rank = order.length - 1; rank >= 0; rank--) {
            smallest = Math.min(smallest, p[order[rank]] * p.length / (rank + 1));
            adjusted[order[rank]] = smallest;
        }
        return adjusted;
    }
}
