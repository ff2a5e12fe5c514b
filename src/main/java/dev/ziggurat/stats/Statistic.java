package dev.ziggurat.stats;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One entry of the dictionary: whose number it is, its name, unit and meaning, and how its value is come by. */
public sealed interface Statistic {
    /** The component's path, such as {@code core0.l1d}. */
    String component();

    /** The path of the sum over the component's likes, such as {@code l1d}; the same as {@link #component} if it has none. */
    String aggregate();

    /** The name in snake case. */
    String metric();

    /** The unit as it stands in the results. */
    String unit();

    /** What it means and when it counts, one sentence. */
    String sentence();

    /** How the value is formed, in words of other metrics; empty where it is simply counted. */
    String formula();

    /**
     * A number that only grows; its value in a window is the difference.
     *
     * @param decimals how many decimal digits of the printed value the whole number holds (3: picoseconds printed as ns)
     */
    record Counter(
            String component,
            String aggregate,
            String metric,
            String unit,
            String sentence,
            int decimals,
            LongSupplier value)
            implements Statistic {
        @Override
        public String formula() {
            return "";
        }
    }

    /**
     * A quotient of sums of counters, times a scale.
     *
     * @param numerators counters that are added up above the line
     * @param denominators counters that are added up below it
     */
    record Ratio(
            String component,
            String aggregate,
            String metric,
            String unit,
            String sentence,
            String formula,
            Scale scale,
            List<Term> numerators,
            List<Term> denominators)
            implements Statistic {}

    /** The values of single events, from which mean and percentiles come; subtracted bucket by bucket. */
    record Distribution(
            String component,
            String aggregate,
            String metric,
            String unit,
            String sentence,
            int decimals,
            Recorder values)
            implements Statistic {
        @Override
        public String formula() {
            return "percentiles and extremes are bucket values, exact to 3 digits; the mean is exact";
        }
    }

    /** A level that rises and falls: its value at the end and its time-weighted mean. */
    record Gauge(String component, String aggregate, String metric, String unit, String sentence, Level level)
            implements Statistic {
        @Override
        public String formula() {
            return "value at the end; _mean is weighted by time";
        }
    }

    /** Something that is said in words: what holds at the end. */
    record Word(String component, String aggregate, String metric, String sentence, Supplier<String> value)
            implements Statistic {
        @Override
        public String unit() {
            return "";
        }

        @Override
        public String formula() {
            return "";
        }
    }

    /**
     * A counter of a component.
     *
     * @param component its path
     * @param metric its name
     */
    record Term(String component, String metric) {}

    /**
     * An exact factor.
     *
     * @param times above the line
     * @param over below it
     */
    record Scale(long times, long over) {
        /** The factor 1. */
        public static final Scale ONE = new Scale(1, 1);
    }
}
