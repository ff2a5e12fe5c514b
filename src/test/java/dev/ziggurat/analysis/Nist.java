package dev.ziggurat.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** The univariate data of the NIST Statistical Reference Datasets. */
final class Nist {
    private Nist() {}

    /** Returns a set that stands in a file. */
    static double[] read(String name) {
        String file = "/reference/analysis/" + name + ".txt";
        try (InputStream in = Objects.requireNonNull(Nist.class.getResourceAsStream(file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.strip().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns NumAcc2, 3 or 4: the middle first, then 500 times a tenth less and a tenth more. */
    static double[] alternating(double middle, double low, double high) {
        double[] values = new double[1001];
        values[0] = middle;
        for (int i = 1; i < values.length; i++) {
            values[i] = i % 2 == 1 ? low : high;
        }
        return values;
    }
}
