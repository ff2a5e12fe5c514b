package dev.ziggurat.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Which factors matter: the mean and spread of their elementary effects (M. D. Morris, Technometrics 33, 1991; F. Campolongo, J. Cariboni and A. Saltelli, "An
 * effective screening design for sensitivity analysis of large models", Environmental Modelling &amp; Software 22, 2007).
 */
public final class Morris {
    private Morris() {}

    /**
     * What one factor does, in the unit of the output for the whole range of the factor.
     *
     * @param mu mean of its elementary effects; effects of different sign cancel
     * @param muStar mean of their magnitudes, by which factors are ranked: about 0 means that the factor may be left at any value
     * @param sigma their standard deviation: 0 for a factor that acts linearly and alone, large if it acts not linearly or together with others
     */
    public record Effect(double mu, double muStar, double sigma) {}

    /**
     * Returns the effects of all factors.
     *
     * @param points those of a {@link MorrisDesign}, or of any other whose trajectories of factors + 1 points change each factor once
     * @param outputs the result at each point, finite
     * @throws IllegalArgumentException if points and outputs differ in number, there are less than two whole trajectories, an output is not finite, or a step
     *     does not change exactly one factor that was not changed before
     */
    public static List<Effect> effects(double[][] points, double[] outputs) {
        Require.values(outputs);
        int factors = points.length == 0 ? 0 : points[0].length;
        int length = factors + 1;
        if (factors == 0
                || points.length != outputs.length
                || points.length % length != 0
                || points.length < 2 * length) {
            throw new IllegalArgumentException(points.length + " points with " + outputs.length
                    + " outputs; there is one output for each point of at least two whole trajectories");
        }
        double[][] effects = new double[factors][points.length / length];
        for (int trajectory = 0; trajectory < points.length / length; trajectory++) {
            boolean[] moved = new boolean[factors];
            for (int step = trajectory * length + 1; step < (trajectory + 1) * length; step++) {
                int factor = changed(points, step, moved);
                moved[factor] = true;
                double change = outputs[step] - outputs[step - 1];
                // No change is 0 and not -0, whichever way the factor moved.
                effects[factor][trajectory] =
                        change == 0 ? 0 : change / (points[step][factor] - points[step - 1][factor]);
            }
        }
        List<Effect> all = new ArrayList<>();
        for (double[] each : effects) {
            all.add(effect(each));
        }
        return all;
    }

    /** Returns the one factor in which a point differs from the one before. */
    private static int changed(double[][] points, int step, boolean[] moved) {
        int changed = -1;
        for (int factor = 0; factor < moved.length; factor++) {
            if (points[step][factor] != points[step - 1][factor]) {
                if (changed >= 0 || moved[factor]) {
                    throw new IllegalArgumentException("point " + (step + 1)
                            + " changes two factors, or one that its trajectory has changed before");
                }
                changed = factor;
            }
        }
        if (changed < 0) {
            throw new IllegalArgumentException("point " + (step + 1) + " is equal to the one before");
        }
        return changed;
    }

    private static Effect effect(double... effects) {
        double magnitudes = 0;
        for (double each : effects) {
            magnitudes += Math.abs(each);
        }
        Summary summary = Summary.of(effects);
        return new Effect(summary.mean(), magnitudes / effects.length, summary.deviation());
    }
}
