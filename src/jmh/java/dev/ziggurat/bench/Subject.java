package dev.ziggurat.bench;

import java.util.ArrayList;
import java.util.List;

/** Something whose speed is measured. */
interface Subject {
    /** What the tables call it. */
    String name();

    /** Does it once on something new; the sample's calibration is left 0. */
    Sample run();

    /** Runs it until it is compiled, for about so many CPU nanoseconds; returns the first sample. */
    default Sample warm(long nanos) {
        long begun = Clocks.threadNanos();
        Sample first = run();
        while (Clocks.threadNanos() - begun < nanos) {
            run();
        }
        return first;
    }

    /** Takes samples, the calibration kernel between them. */
    default List<Sample> samples(int repeats, Calibration calibration) {
        List<Sample> samples = new ArrayList<>();
        double before = calibration.stepsPerSecond();
        for (int i = 0; i < repeats; i++) {
            Sample sample = run();
            double after = calibration.stepsPerSecond();
            samples.add(new Sample(
                    sample.units(), sample.nanos(), sample.bytes(), (before + after) / 2, sample.processNanos()));
            before = after;
        }
        return samples;
    }
}
