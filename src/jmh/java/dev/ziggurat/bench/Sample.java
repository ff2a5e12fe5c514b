package dev.ziggurat.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One measurement.
 *
 * @param units how many references, requests or instructions were simulated
 * @param nanos the CPU time of the simulating thread for them, in nanoseconds
 * @param bytes what that thread allocated meanwhile
 * @param calibration steps of the calibration kernel in a CPU second, the mean of one run before and one after
 * @param processNanos the CPU time of the whole JVM from its start to the end of this sample, in nanoseconds
 */
record Sample(long units, long nanos, long bytes, double calibration, long processNanos) {
    /** Begins a line by which a sample goes from one JVM to another. */
    private static final String MARK = "sample";

    double perSecond() {
        return units * 1e9 / nanos;
    }

    /** Units for each step of the calibration kernel that would have fitted into the same time. */
    double perStep() {
        return perSecond() / calibration;
    }

    double bytesPerUnit() {
        return (double) bytes / units;
    }

    String line() {
        return String.join(
                " ",
                MARK,
                Long.toString(units),
                Long.toString(nanos),
                Long.toString(bytes),
                Double.toString(calibration),
                Long.toString(processNanos));
    }

    static boolean isLine(String line) {
        return line.startsWith(MARK + " ");
    }

    static Sample of(String line) {
        String[] field = line.split(" ", -1);
        return new Sample(
                Long.parseLong(field[1]),
                Long.parseLong(field[2]),
                Long.parseLong(field[3]),
                Double.parseDouble(field[4]),
                Long.parseLong(field[5]));
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
