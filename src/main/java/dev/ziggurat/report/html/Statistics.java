package dev.ziggurat.report.html;

import dev.ziggurat.report.CsvFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of {@code statistics.csv} goes into the page: the numbers that differ between runs (of a single run those that are not 0), the most telling ones
 * first, as many as a page can carry. The file is read twice, first to see which these are: it may be larger than memory.
 */
final class Statistics {
    /** About 4 MB of text, beside the 1 MB of the charts' script. */
    static final int MOST_CELLS = 400_000;

    private static final Pattern BOOK =
            Pattern.compile("((cores|kernel|walker)\\.(time|loads|kernel\\.time)|os\\.(faults|swap))\\.\\w+_ns");
    private static final Pattern DISTRIBUTION = Pattern.compile(".*_(min|mean|p\\d+|max)_ns");
    private static final Pattern ONE_OF_MANY = Pattern.compile("(core\\d+|.*\\.(channel|thread)\\d+)\\..*");
    private static final Pattern WHOLE_MACHINE = Pattern.compile("(cores|memory|simulation|os|l\\w+)\\.[^.]*");

    private final Path file;
    private final RunTable runs;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** What the first reading finds out of a metric. */
    private static final class Seen {
        private final String unit;
        private final String first;
        private boolean differs;

        private Seen(String unit, String first) {
            this.unit = unit;
            this.first = first;
        }
    }

    private Statistics(Path file, RunTable runs) {
        this.file = file;
        this.runs = runs;
    }

    /** Reads which metrics there are. */
    static Statistics read(Path file, RunTable runs) {
        Statistics statistics = new Statistics(file, runs);
        statistics.forEach((row, name, unit, value) -> {
            Seen known = statistics.seen.get(name);
            if (known == null) {
                statistics.seen.put(name, new Seen(unit, value));
            } else if (!known.first.equals(value)) {
                known.differs = true;
            }
        });
        return statistics;
    }

    /** Returns the statistics of a folder that has only {@code results.csv}. */
    static Statistics none(RunTable runs) {
        return new Statistics(Path.of(""), runs);
    }

    @FunctionalInterface
    private interface Line {
        void accept(int row, String name, String unit, String value);
    }

    private void forEach(Line line) {
        CsvFile.forEach(file, fields -> {
            int row = runs.row(fields.get(0));
            if (row >= 0) {
                line.accept(row, fields.get(1) + "." + fields.get(2), fields.get(3), fields.get(4));
            }
        });
    }

    Set<String> names() {
        return Collections.unmodifiableSet(seen.keySet());
    }

    /** Returns the unit of a metric; that which its name tells if the file does not know it. */
    String unit(String name) {
        Seen known = seen.get(name);
        return known == null ? Metric.unitOf(name) : known.unit;
    }

    /** Returns how many metrics tell runs apart. */
    int telling() {
        return (int) seen.keySet().stream().filter(this::tells).count();
    }

    /** A cause that takes the same time in all runs belongs to the sum, and a percentile to its curve. */
    private boolean tells(String name) {
        Seen known = Objects.requireNonNull(seen.get(name));
        boolean part = runs.size() == 1
                || BOOK.matcher(name).matches()
                || (DISTRIBUTION.matcher(name).matches()
                        && !ONE_OF_MANY.matcher(name).matches());
        return known.differs || (part && isNotZero(known.first));
    }

    private static boolean isNotZero(String value) {
        return Metric.isNumber(value) && new BigDecimal(value).signum() != 0;
    }

    /** Returns the metrics beside those that are asked for, the most telling first. */
    List<Metric> others(List<String> asked) {
        int room = Math.max(0, MOST_CELLS / runs.size() - asked.size());
        Set<String> chosen = new LinkedHashSet<>();
        seen.keySet().stream()
                .filter(name -> !asked.contains(name) && tells(name))
                .sorted(Comparator.comparingInt(Statistics::rank))
                .limit(room)
                .forEach(chosen::add);
        return chosen.isEmpty() ? List.of() : read(chosen);
    }

    /** Lower is kept before higher. */
    private static int rank(String name) {
        if (ONE_OF_MANY.matcher(name).matches()) {
            return 5;
        }
        if (BOOK.matcher(name).matches()) {
            return name.startsWith("cores.time.") ? 0 : 3;
        }
        if (DISTRIBUTION.matcher(name).matches()) {
            return 1;
        }
        return WHOLE_MACHINE.matcher(name).matches() ? 2 : 4;
    }

    private List<Metric> read(Set<String> chosen) {
        Map<String, @Nullable BigDecimal[]> values = new LinkedHashMap<>();
        seen.keySet().stream().filter(chosen::contains).forEach(name -> values.put(name, new BigDecimal[runs.size()]));
        forEach((row, name, unit, value) -> {
            @Nullable BigDecimal[] ofName = values.get(name);
            if (ofName != null && Metric.isNumber(value)) {
                ofName[row] = new BigDecimal(value);
            }
        });
        List<Metric> metrics = new ArrayList<>();
        values.forEach((name, ofName) -> metrics.add(new Metric(name, unit(name), false, Arrays.asList(ofName))));
        metrics.removeIf(metric -> metric.values().stream().allMatch(Objects::isNull));
        return metrics;
    }
}
