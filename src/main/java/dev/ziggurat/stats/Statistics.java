package dev.ziggurat.stats;

import dev.ziggurat.stats.Statistic.Gauge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The dictionary of one simulation's statistics, in the order in which its components described them, and its conservation laws. */
public final class Statistics {
    private final Map<String, Statistic> entries = new LinkedHashMap<>();

    /** Of the last snapshot. */
    private long instant;

    private final List<Law> laws = new ArrayList<>();

    private record Law(String component, String sentence, LongSupplier left, LongSupplier right) {}

    /** Returns the section of a component that has no likes. */
    public Section section(String component) {
        return new Section(this, component, component);
    }

    /** Returns the section of one of several like components; {@code aggregate} is the path of their sum. */
    public Section section(String component, String aggregate) {
        return new Section(this, component, aggregate);
    }

    /** Returns all entries. */
    public List<Statistic> entries() {
        return Collections.unmodifiableList(new ArrayList<>(entries.values()));
    }

    /** Takes the values of all entries at an instant, in picoseconds, from which windows are formed. */
    public Snapshot snapshot(long time) {
        instant = time;
        return new Snapshot(entries(), time);
    }

    /** Returns the instant of the snapshot that is being taken, in picoseconds: what happens by itself is counted up to then. */
    public long instant() {
        return instant;
    }

    /** Starts all peaks anew; called at the border of the warm-up. */
    public void restartPeaks() {
        for (Statistic entry : entries.values()) {
            if (entry instanceof Gauge gauge) {
                gauge.level().restartPeak();
            }
        }
    }

    /**
     * Checks every conservation law on the totals since time 0.
     *
     * @throws AccountingException if one does not hold
     */
    public void checkLaws() {
        for (Law law : laws) {
            long left = law.left.getAsLong();
            long right = law.right.getAsLong();
            if (left != right) {
                throw new AccountingException(
                        law.component + ": the law '" + law.sentence + "' is broken: " + left + " and " + right);
            }
        }
    }

    void add(Statistic entry) {
        Statistic before = entries.putIfAbsent(entry.component() + "/" + entry.metric(), entry);
        if (before != null) {
            throw new IllegalStateException(entry.component() + "." + entry.metric() + " is described twice");
        }
    }

    void law(String component, String sentence, LongSupplier left, LongSupplier right) {
        laws.add(new Law(component, sentence, left, right));
    }
}
