package dev.ziggurat.analysis;

/** A series cut into equal parts. */
final class Batches {
    private Batches() {}

    /** Returns the means of {@code count} batches of {@code size} values, from the value {@code start} on. */
    static double[] means(double[] series, int start, int count, int size) {
        double[] means = new double[count];
        for (int batch = 0; batch < count; batch++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += series[start + batch * size + i];
            }
            means[batch] = sum / size;
        }
        return means;
    }
}
