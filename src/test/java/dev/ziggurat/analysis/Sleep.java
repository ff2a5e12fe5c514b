package dev.ziggurat.analysis;

/** Hours of sleep that ten patients gained by two drugs (A. R. Cushny and A. R. Peebles, 1905; the example of "Student", 1908; R's data set sleep). */
final class Sleep {
    static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    private Sleep() {}
}
