package dev.ziggurat.stats;

import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Distribution;
import dev.ziggurat.stats.Statistic.Gauge;
import dev.ziggurat.stats.Statistic.Ratio;
import dev.ziggurat.stats.Statistic.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the statistics say of the time between two snapshots, as exact text: one row for each number of each component, and one for each
 * number of an aggregate, the path that stands for all components of a kind ({@code l1d} for {@code core0.l1d}, {@code core1.l1d}).
 *
 * <p>Rows stand together by path: first the components, in the order in which they were described, then the aggregates that are no
 * component themselves. Where a component describes a metric that its aggregate would have too, the component's own is right.
 */
public final class Window {
    /**
     * One number.
     *
     * @param component the path whose number it is
     * @param metric its name
     * @param unit its unit, as in the dictionary
     * @param value the number in decimal digits, or a word; empty where a ratio has nothing below the line
     */
    public record Row(String component, String metric, String unit, String value) {
        /** Returns the name under which sweeps ask for it, {@code cores.ipc}. */
        public String name() {
            return component + "." + metric;
        }
    }

    private Window() {}

    /** Returns all rows; both snapshots must be of these statistics, {@code end} the later. */
    public static List<Row> rows(List<Statistic> statistics, Snapshot border, Snapshot end) {
        List<Row> rows = new ArrayList<>();
        evaluate(statistics, new Evaluation(border, end, (row, statistic) -> rows.add(row)));
        return rows;
    }

    /** Returns all rows, each with the statistic that it is of, or the first of those that it is the sum of; the snapshot must be of these. */
    public static Map<Row, Statistic> dictionary(List<Statistic> statistics, Snapshot nothing) {
        Map<Row, Statistic> dictionary = new LinkedHashMap<>();
        evaluate(statistics, new Evaluation(nothing, nothing, dictionary::put));
        return dictionary;
    }

    private static void evaluate(List<Statistic> statistics, Evaluation evaluation) {
        Map<String, Map<String, List<Statistic>>> paths = new LinkedHashMap<>();
        for (Statistic each : statistics) {
            likes(paths, each.component(), each.metric()).add(each);
        }
        Map<String, Map<String, List<Statistic>>> sums = new LinkedHashMap<>();
        for (Statistic each : statistics) {
            if (!each.aggregate().equals(each.component()) && !describes(paths, each)) {
                likes(sums, each.aggregate(), each.metric()).add(each);
            }
        }
        sums.forEach((path, metrics) ->
                paths.computeIfAbsent(path, unknown -> new LinkedHashMap<>()).putAll(metrics));
        paths.forEach((path, metrics) -> metrics.values().forEach(likes -> evaluate(evaluation, path, likes)));
    }

    private static boolean describes(Map<String, Map<String, List<Statistic>>> paths, Statistic each) {
        return paths.getOrDefault(each.aggregate(), Map.of()).containsKey(each.metric());
    }

    private static List<Statistic> likes(Map<String, Map<String, List<Statistic>>> of, String path, String metric) {
        return of.computeIfAbsent(path, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(metric, unknown -> new ArrayList<>());
    }

    private static void evaluate(Evaluation evaluation, String path, List<Statistic> likes) {
        Statistic first = likes.get(0);
        if (first instanceof Counter counter) {
            evaluation.counter(path, counter, all(likes, Counter.class));
        } else if (first instanceof Ratio ratio) {
            evaluation.ratio(path, ratio, all(likes, Ratio.class));
        } else if (first instanceof Distribution distribution) {
            evaluation.distribution(path, distribution, all(likes, Distribution.class));
        } else if (first instanceof Gauge gauge) {
            evaluation.gauge(path, gauge, all(likes, Gauge.class));
        } else if (first instanceof Word word) {
            evaluation.word(path, word, all(likes, Word.class));
        }
    }

    private static <T extends Statistic> List<T> all(List<Statistic> likes, Class<T> kind) {
        List<T> typed = new ArrayList<>();
        for (Statistic like : likes) {
            if (!kind.isInstance(like)) {
                throw new IllegalStateException(like.component() + "." + like.metric() + " is no "
                        + kind.getSimpleName() + " as the others of " + like.aggregate() + " are");
            }
            typed.add(kind.cast(like));
        }
        return typed;
    }
}
