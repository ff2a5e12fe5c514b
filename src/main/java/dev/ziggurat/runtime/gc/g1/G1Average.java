package dev.ziggurat.runtime.gc.g1;

/** An average that weighs the past with seven tenths, and its deviation: HotSpot's AbsSeq, and the prediction of G1Predictions for a confidence of a half. */
final class G1Average {
    private static final double ALPHA = 0.7;

    /** G1ConfidencePercent is 50. */
    private static final double SIGMA = 0.5;

    /** So many values are enough to prefer them to others. */
    private static final int FEW = 3;

    /** With fewer values the deviation is taken to be larger. */
    private static final int ENOUGH = 5;

    private double average;
    private double variance;
    private int count;

    void add(double value) {
        if (count++ == 0) {
            average = value;
            variance = 0;
        } else {
            average = (1 - ALPHA) * value + ALPHA * average;
            double difference = value - average;
            variance = (1 - ALPHA) * difference * difference + ALPHA * variance;
        }
    }

    /** Whether nothing is known. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Whether something can be predicted by it rather than by another. */
    boolean isEnough() {
        return count >= FEW;
    }

    double average() {
        return average;
    }

    /** Returns what the next value will hardly exceed. */
    double predict() {
        double deviation = Math.sqrt(variance);
        if (count < ENOUGH) {
            deviation = Math.max(deviation, average * (ENOUGH - count) / 2);
        }
        return average + SIGMA * deviation;
    }
}
