package dev.ziggurat.analysis;

import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/** Series whose mean is known. */
final class Series {
    private Series() {}

    /** Returns x' = phi x + a normal number, in steady state from the start; mean 0. */
    static double[] autoregressive(Well19937c random, double phi, int length) {
        double[] series = new double[length];
        double x = random.nextGaussian() / Math.sqrt(1 - phi * phi);
        for (int i = 0; i < length; i++) {
            series[i] = x;
            x = phi * x + random.nextGaussian();
        }
        return series;
    }

    /**
     * Returns the waiting times in a queue of one server, by Lindley's recursion, after a number of customers; arrivals have rate 1, services mean rho, and the
     * mean wait is rho&sup2; / (1 - rho) (L. Kleinrock, Queueing Systems, volume 1, 1975).
     */
    static double[] waits(Well19937c random, double rho, int before, int length) {
        double[] series = new double[length];
        double wait = 0;
        for (int customer = -before; customer < length; customer++) {
            if (customer >= 0) {
                series[customer] = wait;
            }
            wait = Math.max(0, wait + rho * exponential(random) - exponential(random));
        }
        return series;
    }

    /** Returns an exponential number of mean 1. */
    static double exponential(Well19937c random) {
        return -FastMath.log(1 - random.nextDouble());
    }
}
