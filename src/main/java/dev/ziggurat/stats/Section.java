package dev.ziggurat.stats;

import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Distribution;
import dev.ziggurat.stats.Statistic.Gauge;
import dev.ziggurat.stats.Statistic.Ratio;
import dev.ziggurat.stats.Statistic.Scale;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistic.Word;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The part of the dictionary that belongs to one component; its {@code describe} method fills it. */
public final class Section {
    private static final int NANOSECOND_DECIMALS = 3;

    private final Statistics statistics;
    private final String component;
    private final String aggregate;

    Section(Statistics statistics, String component, String aggregate) {
        this.statistics = statistics;
        this.component = component;
        this.aggregate = aggregate;
    }

    /** Describes a number of events; the returned term stands for it in ratios. */
    public Term counter(String metric, String unit, String sentence, LongSupplier value) {
        statistics.add(new Counter(component, aggregate, metric, unit, sentence, 0, value));
        return new Term(component, metric);
    }

    /** Describes a time that adds up, kept in picoseconds and printed exactly in nanoseconds; the name ends in {@code _ns}. */
    public Term time(String metric, String sentence, LongSupplier picoseconds) {
        statistics.add(new Counter(component, aggregate, metric, "ns", sentence, NANOSECOND_DECIMALS, picoseconds));
        return new Term(component, metric);
    }

    /** Describes a quotient: scale x sum of numerators / sum of denominators; without a value where the denominators sum to 0. */
    public void ratio(Quotient quotient) {
        statistics.add(new Ratio(
                component,
                aggregate,
                quotient.metric,
                quotient.unit,
                quotient.sentence,
                quotient.formula,
                quotient.scale,
                quotient.numerators,
                quotient.denominators));
    }

    /**
     * Describes latencies kept in picoseconds; gives {@code metric_mean_ns}, {@code _min_ns}, {@code _p50_ns}, {@code _p95_ns},
     * {@code _p99_ns} and {@code _max_ns}.
     */
    public void latencies(String metric, String sentence, Recorder values) {
        statistics.add(new Distribution(component, aggregate, metric, "ns", sentence, NANOSECOND_DECIMALS, values));
    }

    /** Describes a level; gives {@code metric}, {@code metric_mean} and {@code metric_peak}. */
    public void level(String metric, String unit, String sentence, Level level) {
        statistics.add(new Gauge(component, aggregate, metric, unit, sentence, level));
    }

    /** Describes what is said in words and has no unit, such as how something ended. */
    public void word(String metric, String sentence, Supplier<String> value) {
        statistics.add(new Word(component, aggregate, metric, sentence, value));
    }

    /** States that two sums of this component are equal at the end of every run. */
    public void law(String sentence, LongSupplier left, LongSupplier right) {
        statistics.law(component, sentence, left, right);
    }

    /** Returns the term of a counter of this component. */
    public Term term(String metric) {
        return new Term(component, metric);
    }

    /**
     * What a ratio is, for {@link Section#ratio}.
     *
     * @param formula in words of other metrics
     */
    public record Quotient(
            String metric,
            String unit,
            String sentence,
            String formula,
            Scale scale,
            List<Term> numerators,
            List<Term> denominators) {
        /** A plain quotient of two counters. */
        public static Quotient of(String metric, String unit, String sentence, Term above, Term below) {
            String formula = above.metric() + " / " + below.metric();
            return new Quotient(metric, unit, sentence, formula, Scale.ONE, List.of(above), List.of(below));
        }
    }
}
