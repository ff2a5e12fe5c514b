package dev.ziggurat.analysis;

import java.util.Arrays;

/**
 * How several programs fare together, each against itself alone on the same machine. Throughput and fairness are different questions, so give one of each:
 * S. Eyerman and L. Eeckhout, "System-level performance metrics for multiprogram workloads", IEEE Micro 28, 2008.
 */
public final class Mix {
    private final double[] progress;

    private Mix(double... progress) {
        this.progress = progress;
    }

    /**
     * Makes the metrics of a mix.
     *
     * @param together the rate of each program (such as its IPC) when all run, at least one, each above 0; measure them in one window
     * @param alone the rate of each program when it has the machine for itself, in the same order
     * @throws IllegalArgumentException if there are none or not equally many, or one is not above 0
     */
    public static Mix of(double[] together, double[] alone) {
        Require.pairs(together, alone);
        Require.positive(together);
        Require.positive(alone);
        double[] progress = new double[together.length];
        for (int i = 0; i < progress.length; i++) {
            progress[i] = together[i] / alone[i];
        }
        return new Mix(progress);
    }

    /**
     * Returns &Sigma; together / alone, from 0 to the number of programs if none gains by company: jobs done in the time of one (A. Snavely and D. M. Tullsen,
     * "Symbiotic jobscheduling for a simultaneous multithreaded processor", ASPLOS 2000). Eyerman and Eeckhout call it system throughput.
     */
    public double weightedSpeedUp() {
        return Arrays.stream(progress).sum();
    }

    /**
     * Returns the harmonic mean of together / alone, 1 if nobody suffers; low if one program starves (K. Luo, J. Gummaraju and M. Franklin, "Balancing
     * throughput and fairness in SMT processors", ISPASS 2001).
     */
    public double harmonicSpeedUp() {
        return 1 / meanSlowdown();
    }

    /** Returns the mean of alone / together, 1 if nobody suffers: the average normalised turn-around time of Eyerman and Eeckhout. */
    public double meanSlowdown() {
        return Arrays.stream(progress).map(each -> 1 / each).sum() / progress.length;
    }

    /** Returns the largest alone / together: how much the program suffers that suffers most. */
    public double maximumSlowdown() {
        return 1 / Arrays.stream(progress).min().orElseThrow();
    }

    /**
     * Returns the largest slowdown / the smallest, from 1: 1 if all suffer alike (O. Mutlu and T. Moscibroda, "Stall-time fair memory access scheduling for chip
     * multiprocessors", MICRO 2007).
     */
    public double unfairness() {
        return Arrays.stream(progress).max().orElseThrow()
                / Arrays.stream(progress).min().orElseThrow();
    }

    /**
     * Returns the smallest together / alone of any program / that of any other, from 0 to 1: the inverse of unfairness (R. Gabor, S. Weiss and A. Mendelson,
     * "Fairness and throughput in switch on event multithreading", MICRO 2006).
     */
    public double fairness() {
        return 1 / unfairness();
    }
}
