package dev.ziggurat.experiment.mrc;

/** Takes what a program touches and makes a curve of it. */
public interface Measure {
    /**
     * Takes lines in the order of their touches.
     *
     * @param lines the lines, from 0 on
     * @param count how many
     */
    void take(long[] lines, int count);

    /** Forgets what was counted, but not which lines were touched: the warm-up is over. */
    void begin();

    /** Returns the curve of what was taken since the begin. */
    Curve curve();
}
