package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.units.Share;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SampledMeasureTest {
    private static final int LINES = 1 << 15;
    private static final int ACCESSES = 1 << 18;

    @Test
    void quantilesAreThoseOfTheTables() {
        assertThat(SampledCurve.NORMAL)
                .isCloseTo(new NormalDistribution().inverseCumulativeProbability(0.9875), within(1e-9));
        assertThat(SampledCurve.STUDENT)
                .isCloseTo(new TDistribution(31).inverseCumulativeProbability(0.9875), within(1e-4));
    }

    /** Up to 512 each size has a bucket of its own, and so have all powers of two. */
    @ParameterizedTest
    @ValueSource(strings = {"all of the lines", "more lines than there are"})
    void sampleOfAllIsExact(String how) {
        Sampling sampling = how.startsWith("all") ? new Sampling.Rate(Share.parse("100 %")) : new Sampling.Lines(LINES);
        long[] lines = traces().get("zipf").apply(3);
        Curve exact = curve(new Sampling.Exact(), lines, 1);
        Curve sampled = curve(sampling, lines, 1);

        assertThat(sampled.footprint()).isEqualTo(exact.footprint()).isEqualTo(sampled.remembered());
        assertThat(sampled.coldMisses()).isEqualTo(exact.coldMisses());
        assertThat(sampled.finest()).isEqualTo(1);
        for (long size : sizes()) {
            assertThat(sampled.at(size)).isEqualTo(exact.at(size));
        }
    }

    /** The bounds are of 95 in 100 samples or more, at each size; here 20 samples of each trace at 2 sizes an octave. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform", "zipf", "cyclic", "phases", "stack"})
    void trueCurveLiesBetweenTheBounds(String trace) {
        int inside = 0;
        int all = 0;
        for (int seed = 1; seed <= 20; seed++) {
            long[] lines = traces().get(trace).apply(seed);
            Curve exact = curve(new Sampling.Exact(), lines, seed);
            for (Sampling sampling : new Sampling[] {new Sampling.Rate(Share.parse("3 %")), new Sampling.Lines(1000)}) {
                Curve sampled = curve(sampling, lines, seed);
                for (long size = 1; size <= LINES; size += Math.max(1, size / 2)) {
                    Curve.Point point = sampled.at(size);
                    long misses = exact.at(size).misses();
                    inside += point.low() <= misses && misses <= point.high() ? 1 : 0;
                    all++;
                }
            }
        }
        assertThat(inside).as("of %d", all).isGreaterThanOrEqualTo(all * 95 / 100);
    }

    /** Bounds that are always 0 and 1 would hold too: where the sample can tell, they lie close to each other. */
    @Test
    void boundsNarrowWithTheSample() {
        long[] lines = traces().get("uniform").apply(1);
        double previous = 1;
        for (String share : new String[] {"1 %", "4 %", "16 %", "64 %"}) {
            Curve.Point point =
                    curve(new Sampling.Rate(Share.parse(share)), lines, 1).at(LINES / 2);
            double width = (double) (point.high() - point.low()) / ACCESSES;
            assertThat(width).as(share).isLessThan(previous * 0.7);
            previous = width;
        }
        assertThat(previous).isLessThan(0.03);
    }

    @Test
    void fixedNumberOfLinesIsNeverExceeded() {
        Measure measure = new Sampling.Lines(500).measure(9);
        long[] lines = traces().get("uniform").apply(4);
        for (int i = 0; i < lines.length; i++) {
            measure.take(new long[] {lines[i]}, 1);
            if (i % 1000 == 0) {
                assertThat(measure.curve().remembered()).isLessThanOrEqualTo(500);
            }
        }

        assertThat(measure.curve().remembered()).isEqualTo(500);
        assertThat((double) measure.curve().footprint()).isCloseTo(LINES, within(LINES * 0.15));
    }

    @Test
    void equalSeedsMakeEqualSamplesAndOthersDoNot() {
        long[] lines = traces().get("uniform").apply(1);
        Sampling sampling = new Sampling.Rate(Share.parse("1 %"));

        assertThat(curve(sampling, lines, 1).at(5000))
                .isEqualTo(curve(sampling, lines, 1).at(5000));
        assertThat(curve(sampling, lines, 1).at(5000))
                .isNotEqualTo(curve(sampling, lines, 2).at(5000));
    }

    @Test
    void warmUpIsForgottenAndItsLinesAreNot() {
        long[] lines = traces().get("cyclic").apply(1);
        Measure measure = new Sampling.Rate(Share.parse("10 %")).measure(1);
        measure.take(lines, lines.length);
        measure.begin();
        measure.take(lines, lines.length);

        Curve curve = measure.curve();
        assertThat(curve.accesses()).isEqualTo(ACCESSES);
        assertThat(curve.coldMisses()).isZero();
        assertThat(curve.at(LINES).misses()).isZero();
        assertThat(curve.footprint()).isPositive();
    }

    @Test
    void bucketsFollowEachOther() {
        for (int bucket = 0; bucket < 5000; bucket++) {
            long least = ScaledDistances.least(bucket);
            assertThat(ScaledDistances.bucket(least)).isEqualTo(bucket);
            assertThat(ScaledDistances.bucket(ScaledDistances.least(bucket + 1) - 1))
                    .isEqualTo(bucket);
        }
    }

    private static long[] sizes() {
        return LongStream.concat(
                        LongStream.rangeClosed(1, 512),
                        LongStream.iterate(1024, size -> size <= LINES, size -> 2 * size))
                .toArray();
    }

    private static Curve curve(Sampling sampling, long[] lines, long seed) {
        Measure measure = sampling.measure(seed);
        measure.take(lines, lines.length);
        return measure.curve();
    }

    private static Map<String, Function<Integer, long[]>> traces() {
        Map<String, Function<Integer, long[]>> traces = new LinkedHashMap<>();
        traces.put("uniform", seed -> new Random(seed).longs(ACCESSES, 0, LINES).toArray());
        traces.put(
                "zipf",
                seed -> new Random(seed)
                        .doubles(ACCESSES)
                        .mapToLong(u -> (long) (Math.pow(LINES, u) * 7919) % LINES)
                        .toArray());
        traces.put(
                "cyclic",
                seed -> LongStream.range(0, ACCESSES)
                        .map(i -> i % (LINES - 100 * seed))
                        .toArray());
        traces.put("phases", seed -> {
            Random random = new Random(seed);
            return LongStream.range(0, ACCESSES)
                    .map(i -> i / 50_000 * 5000 + random.nextInt(8000))
                    .toArray();
        });
        traces.put("stack", seed -> {
            Random random = new Random(seed);
            long[] top = {LINES / 2};
            return LongStream.range(0, ACCESSES)
                    .map(i -> top[0] = Math.floorMod(top[0] + random.nextInt(101) - 50, LINES))
                    .toArray();
        });
        return traces;
    }
}
