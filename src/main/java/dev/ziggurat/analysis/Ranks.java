package dev.ziggurat.analysis;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Which value is the smallest, which the next. */
final class Ranks {
    private Ranks() {}

    /** Returns the places of the values in rising order; equal ones stay in the order in which they are given. */
    static int[] ascending(double... values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> values[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
