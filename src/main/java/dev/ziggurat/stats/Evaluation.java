package dev.ziggurat.stats;

import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Distribution;
import dev.ziggurat.stats.Statistic.Gauge;
import dev.ziggurat.stats.Statistic.Ratio;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistic.Word;
import dev.ziggurat.stats.Window.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Turns statistics of one window into rows; several likes at once become their sum, or the mean weighted as its parts are. */
final class Evaluation {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final int[] PERCENTILES = {50, 95, 99};
    private static final String NOTHING = "";

    private final Snapshot border;
    private final Snapshot end;
    private final BiConsumer<Row, Statistic> rows;

    Evaluation(Snapshot border, Snapshot end, BiConsumer<Row, Statistic> rows) {
        this.border = border;
        this.end = end;
        this.rows = rows;
    }

    void counter(String path, Counter what, List<Counter> likes) {
        BigInteger sum = BigInteger.ZERO;
        for (Counter like : likes) {
            sum = sum.add(difference(term(like)));
        }
        row(what, path, what.metric(), new BigDecimal(sum, what.decimals()).toPlainString());
    }

    /** A term that several likes share (the time of the run, the instructions of a core) is counted once. */
    void ratio(String path, Ratio what, List<Ratio> likes) {
        Set<Term> above = new LinkedHashSet<>();
        Set<Term> below = new LinkedHashSet<>();
        for (Ratio like : likes) {
            above.addAll(like.numerators());
            below.addAll(like.denominators());
        }
        BigInteger numerator =
                sum(above).multiply(BigInteger.valueOf(what.scale().times()));
        BigInteger denominator =
                sum(below).multiply(BigInteger.valueOf(what.scale().over()));
        row(what, path, what.metric(), quotient(numerator, denominator));
    }

    void distribution(String path, Distribution what, List<Distribution> likes) {
        Histogram merged = null;
        BigInteger sum = BigInteger.ZERO;
        for (Distribution like : likes) {
            Histogram values = between(term(like));
            sum = sum.add(BigInteger.valueOf(end.sum(term(like)) - border.sum(term(like))));
            if (merged == null) {
                merged = likes.size() == 1 ? values : values.copy();
            } else {
                merged.add(values);
            }
        }
        if (merged != null) {
            distribution(path, what, merged, sum);
        }
    }

    /** What came between the snapshots, to be looked at only; a copy of a thousand buckets is left out where nothing came before. */
    private Histogram between(Term term) {
        Histogram values = end.histogram(term);
        Histogram before = border.histogram(term);
        if (before.getTotalCount() == 0) {
            return values;
        }
        Histogram rest = values.copy();
        rest.subtract(before);
        return rest;
    }

    /** Extremes and percentiles are bucket values: the least one rounded down, the others rounded up, to 3 digits. */
    private void distribution(String path, Distribution what, Histogram values, BigInteger sum) {
        long count = values.getTotalCount();
        BigInteger scale = BigInteger.TEN.pow(what.decimals());
        String mean = quotient(sum, BigInteger.valueOf(count).multiply(scale));
        row(what, path, name(what, "mean"), mean);
        row(what, path, name(what, "min"), bucket(what, count, values.getMinValue()));
        long[] ranked = percentiles(values);
        for (int i = 0; i < PERCENTILES.length; i++) {
            row(what, path, name(what, "p" + PERCENTILES[i]), bucket(what, count, ranked[i]));
        }
        row(what, path, name(what, "max"), bucket(what, count, values.getMaxValue()));
    }

    /** A level of likes is their sum; when each had its peak is not known, so the sum has none. */
    void gauge(String path, Gauge what, List<Gauge> likes) {
        BigInteger level = BigInteger.ZERO;
        BigInteger integral = BigInteger.ZERO;
        for (Gauge like : likes) {
            level = level.add(BigInteger.valueOf(end.level(term(like))));
            integral = integral.add(BigInteger.valueOf(end.integral(term(like)) - border.integral(term(like))));
        }
        row(what, path, what.metric(), level.toString());
        BigInteger time = BigInteger.valueOf(end.time() - border.time());
        row(what, path, what.metric() + "_mean", quotient(integral, time));
        if (likes.size() == 1 && path.equals(what.component())) {
            row(what, path, what.metric() + "_peak", Long.toString(end.peak(term(what))));
        }
    }

    /** What likes say is told once where they say the same, else one after the other. */
    void word(String path, Word what, List<Word> likes) {
        String said =
                likes.stream().map(like -> end.word(term(like))).distinct().collect(Collectors.joining(", "));
        row(what, path, what.metric(), said);
    }

    private static String quotient(BigInteger above, BigInteger below) {
        if (below.signum() == 0) {
            return NOTHING;
        }
        return new BigDecimal(above)
                .divide(new BigDecimal(below), SIX_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The nearest rank of each percentile: the least bucket that at least so many percent of the values do not exceed. */
    private static long[] percentiles(Histogram values) {
        long[] found = new long[PERCENTILES.length];
        if (values.getTotalCount() == 0) {
            return found;
        }
        var buckets = values.recordedValues().iterator();
        HistogramIterationValue bucket = buckets.next();
        long seen = bucket.getCountAddedInThisIterationStep();
        for (int i = 0; i < found.length; i++) {
            long rank = rank(values, PERCENTILES[i]);
            while (seen < rank) {
                bucket = buckets.next();
                seen += bucket.getCountAddedInThisIterationStep();
            }
            found[i] = values.highestEquivalentValue(bucket.getValueIteratedTo());
        }
        return found;
    }

    private static long rank(Histogram values, int percentile) {
        return BigInteger.valueOf(values.getTotalCount())
                .multiply(BigInteger.valueOf(percentile))
                .add(BigInteger.valueOf(99))
                .divide(BigInteger.valueOf(100))
                .longValueExact();
    }

    private static String bucket(Distribution what, long count, long value) {
        return count == 0 ? NOTHING : BigDecimal.valueOf(value, what.decimals()).toPlainString();
    }

    /** {@code read_latency} becomes {@code read_latency_p99_ns}: the unit stays last. */
    private static String name(Distribution what, String statistic) {
        String suffix = what.unit().equals("ns") ? "_ns" : "";
        return what.metric() + "_" + statistic + suffix;
    }

    private BigInteger sum(Collection<Term> terms) {
        BigInteger sum = BigInteger.ZERO;
        for (Term term : terms) {
            sum = sum.add(difference(term));
        }
        return sum;
    }

    private BigInteger difference(Term term) {
        return BigInteger.valueOf(end.counter(term)).subtract(BigInteger.valueOf(border.counter(term)));
    }

    private static Term term(Statistic statistic) {
        return new Term(statistic.component(), statistic.metric());
    }

    private void row(Statistic what, String path, String metric, String value) {
        rows.accept(new Row(path, metric, what.unit(), value), what);
    }
}
