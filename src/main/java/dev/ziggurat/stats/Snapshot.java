package dev.ziggurat.stats;

import dev.ziggurat.stats.Statistic.Counter;
import dev.ziggurat.stats.Statistic.Distribution;
import dev.ziggurat.stats.Statistic.Gauge;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistic.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The values of all statistics at one instant. */
public final class Snapshot {
    private final long time;
    private final Map<Term, Long> counters = new HashMap<>();
    private final Map<Term, Histogram> histograms = new HashMap<>();
    private final Map<Term, Long> sums = new HashMap<>();
    private final Map<Term, Long> integrals = new HashMap<>();
    private final Map<Term, Long> levels = new HashMap<>();
    private final Map<Term, Long> peaks = new HashMap<>();
    private final Map<Term, String> words = new HashMap<>();

    Snapshot(List<Statistic> entries, long time) {
        this.time = time;
        for (Statistic entry : entries) {
            Term term = new Term(entry.component(), entry.metric());
            if (entry instanceof Counter counter) {
                counters.put(term, counter.value().getAsLong());
            } else if (entry instanceof Distribution distribution) {
                histograms.put(term, distribution.values().copy());
                sums.put(term, distribution.values().sum());
            } else if (entry instanceof Gauge gauge) {
                integrals.put(term, gauge.level().integral(time));
                levels.put(term, gauge.level().value());
                peaks.put(term, gauge.level().peak());
            } else if (entry instanceof Word word) {
                words.put(term, word.value().get());
            }
        }
    }

    /** Returns the instant, in picoseconds. */
    public long time() {
        return time;
    }

    /** Returns a counter's value. */
    public long counter(Term term) {
        Long value = counters.get(term);
        if (value == null) {
            throw new IllegalStateException("no counter " + term.component() + "." + term.metric());
        }
        return value;
    }

    /** Whether a counter of that name is described. */
    public boolean knows(Term term) {
        return counters.containsKey(term);
    }

    Histogram histogram(Term term) {
        Histogram value = histograms.get(term);
        if (value == null) {
            throw new IllegalStateException("no distribution " + term.component() + "." + term.metric());
        }
        return value;
    }

    long sum(Term term) {
        return sums.getOrDefault(term, 0L);
    }

    long integral(Term term) {
        return integrals.getOrDefault(term, 0L);
    }

    long level(Term term) {
        return levels.getOrDefault(term, 0L);
    }

    long peak(Term term) {
        return peaks.getOrDefault(term, 0L);
    }

    String word(Term term) {
        return words.getOrDefault(term, "");
    }
}
