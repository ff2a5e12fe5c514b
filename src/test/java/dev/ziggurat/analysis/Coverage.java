package dev.ziggurat.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/** How often an interval holds the truth when the experiment is repeated: the rows of the table in the manual. */
enum Coverage {
    T_3("Student's t", "3 normal values", 0),
    T_5("Student's t", "5 normal values", 0),
    T_10("Student's t", "10 normal values", 0),
    T_30("Student's t", "30 normal values", 0),
    T_5_SKEWED("Student's t", "5 exponential values", 1),
    T_30_SKEWED("Student's t", "30 exponential values", 1),
    BOOTSTRAP("studentised bootstrap", "30 normal values", 0),
    BOOTSTRAP_SKEWED("studentised bootstrap", "30 exponential values", 1),
    BOOTSTRAP_VERY_SKEWED("studentised bootstrap", "30 log-normal values, sigma 1", FastMath.exp(0.5)),
    BCA_SKEWED("BCa of the mean", "30 exponential values", 1),
    RATIO("ratio by logarithms", "10 pairs of log-normal times, 1.2 times as fast", 1.2),
    REPLICATION_3("adaptive replication", "from 3 seeds, to 5 %, deviation 10 % of the mean", 1),
    REPLICATION_5("adaptive replication", "from 5 seeds, to 5 %, deviation 10 % of the mean", 1),
    REPLICATION_10("adaptive replication", "from 10 seeds, to 5 %, deviation 10 % of the mean", 1),
    BATCH_MEANS("batch means", "2,000 values of x' = 0.9 x + normal", 0),
    BATCH_MEANS_SHORT("batch means", "500 values of x' = 0.9 x + normal: too few", 0),
    BATCH_MEANS_QUEUE("batch means", "20,000 waits in a queue (M/M/1) at load 0.8", 0.64 / 0.2);

    private static final double CONFIDENCE = 0.95;

    private final String method;
    private final String data;
    private final double truth;

    Coverage(String method, String data, double truth) {
        this.method = method;
        this.data = data;
        this.truth = truth;
    }

    /** Returns the part of the intervals that hold the truth, in percent. */
    double percent(int experiments) {
        Well19937c random = new Well19937c(2026);
        int hits = 0;
        for (int number = 0; number < experiments; number++) {
            hits += experiment(random, number).contains(truth) ? 1 : 0;
        }
        return 100.0 * hits / experiments;
    }

    /** Returns the line of the manual. */
    String row(double percent) {
        return String.format(Locale.ROOT, "| %s | %s | %.2f %% |", method, data, percent);
    }

    /** Makes one interval; the number of the experiment is the seed of a bootstrap. */
    private Interval experiment(Well19937c random, int number) {
        return switch (this) {
            case T_3 -> t(normal(3, random));
            case T_5 -> t(normal(5, random));
            case T_10 -> t(normal(10, random));
            case T_30 -> t(normal(30, random));
            case T_5_SKEWED -> t(exponential(5, random));
            case T_30_SKEWED -> t(exponential(30, random));
            case BOOTSTRAP -> bootstrap(normal(30, random), number);
            case BOOTSTRAP_SKEWED -> bootstrap(exponential(30, random), number);
            case BOOTSTRAP_VERY_SKEWED -> bootstrap(draw(30, () -> FastMath.exp(random.nextGaussian())), number);
            case BCA_SKEWED -> bca(exponential(30, random), number);
            case RATIO -> ratio(random);
            case REPLICATION_3 -> replicated(3, random);
            case REPLICATION_5 -> replicated(5, random);
            case REPLICATION_10 -> replicated(10, random);
            case BATCH_MEANS -> batches(Series.autoregressive(random, 0.9, 2000));
            case BATCH_MEANS_SHORT -> batches(Series.autoregressive(random, 0.9, 500));
            case BATCH_MEANS_QUEUE -> batches(Series.waits(random, 0.8, 1000, 20_000));
        };
    }

    private static double[] draw(int count, DoubleSupplier source) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> source.getAsDouble());
        return values;
    }

    private static double[] normal(int count, Well19937c random) {
        return draw(count, random::nextGaussian);
    }

    private static double[] exponential(int count, Well19937c random) {
        return draw(count, () -> Series.exponential(random));
    }

    private static Interval t(double... values) {
        return StudentT.interval(values, CONFIDENCE);
    }

    private static Interval bootstrap(double[] values, int number) {
        return BootstrapT.mean(values, CONFIDENCE, number);
    }

    private static Interval bca(double[] values, int number) {
        return BootstrapBca.interval(values, Coverage::mean, CONFIDENCE, number);
    }

    private static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Interval batches(double... series) {
        return BatchMeans.of(series, CONFIDENCE).interval();
    }

    private static Interval ratio(Well19937c random) {
        double[] baseline = draw(10, () -> FastMath.exp(0.3 * random.nextGaussian()));
        double[] candidate = Arrays.stream(baseline)
                .map(time -> time / 1.2 * FastMath.exp(0.1 * random.nextGaussian()))
                .toArray();
        return Ratio.of(baseline, candidate, CONFIDENCE);
    }

    /** Takes as many seeds as the rule asks for; it looks at no later ones. */
    private static Interval replicated(int first, Well19937c random) {
        Replication rule = new Replication(first, 200, 0.05, CONFIDENCE);
        double[] values = draw(200, () -> 1 + 0.1 * random.nextGaussian());
        return t(Arrays.copyOf(values, rule.after(values).seeds()));
    }
}
