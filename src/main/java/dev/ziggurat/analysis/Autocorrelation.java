package dev.ziggurat.analysis;

/** How much each value of a series tells of the next. */
public final class Autocorrelation {
    private Autocorrelation() {}

    /**
     * Returns the lag-1 autocorrelation &Sigma; (x<sub>i</sub> - m)(x<sub>i+1</sub> - m) / &Sigma; (x<sub>i</sub> - m)&sup2;, from -1 to 1 (G. E. P. Box and
     * G. M. Jenkins, Time Series Analysis, 1976); 0 if all values are equal.
     *
     * @param series at least one value, all finite, in the order of time
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static double lag1(double... series) {
        double mean = Summary.of(series).mean();
        double products = 0;
        double squares = 0;
        double before = 0;
        for (double value : series) {
            double off = value - mean;
            products += before * off;
            squares += off * off;
            before = off;
        }
        return squares == 0 ? 0 : products / squares;
    }
}
