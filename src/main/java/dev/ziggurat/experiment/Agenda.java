package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Needed;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is still to do, for workers that take one run after the other. When a run is over its point may turn out to need another, which then comes last.
 */
final class Agenda {
    private final Needed needed;
    private final Predicate<Run> wanted;
    private final IntConsumer grown;
    private final Queue<Run> waiting = new ArrayDeque<>();

    /** What has been put on it, by digest: a process that is alone may be the same at several points. */
    private final Set<String> listed = new HashSet<>();

    /** How many runs a point has at first. */
    private final double perPoint;

    private int underWay;
    private boolean closed;

    /**
     * Makes an agenda of the needed runs of a plan.
     *
     * @param wanted which of them are to be done here, and have not been
     * @param grown is told when runs are added later, how many
     */
    Agenda(Plan plan, Needed needed, Predicate<Run> wanted, IntConsumer grown) {
        this.needed = needed;
        this.wanted = wanted;
        this.grown = grown;
        int points = 0;
        for (int point = 0; point < plan.points(); point++) {
            points += add(point) > 0 ? 1 : 0;
        }
        perPoint = points == 0 ? 1 : (double) waiting.size() / points;
    }

    private int add(int point) {
        int added = 0;
        for (Run run : needed.of(point)) {
            if (!listed.contains(run.digest()) && wanted.test(run)) {
                listed.add(run.digest());
                waiting.add(run);
                added++;
            }
        }
        return added;
    }

    /** Returns how many runs wait. */
    synchronized int size() {
        return waiting.size();
    }

    /** Returns the next run; waits if one that is under way may need another; null if there is nothing more to do. */
    synchronized @Nullable Run take() throws InterruptedException {
        while (waiting.isEmpty() && underWay > 0 && !closed) {
            wait();
        }
        if (closed || waiting.isEmpty()) {
            return null;
        }
        underWay++;
        return waiting.remove();
    }

    /** Returns about how many points wait. */
    synchronized int points() {
        return (int) Math.ceil(waiting.size() / perPoint);
    }

    /** Returns the runs that wait of the next points, at most so many points; otherwise as {@link #take}. */
    synchronized @Nullable List<Run> takePoints(int most) throws InterruptedException {
        Run first = take();
        if (first == null) {
            return null;
        }
        List<Run> runs = new ArrayList<>(List.of(first));
        int points = 1;
        int last = first.point();
        for (Run next = waiting.peek(); next != null; next = waiting.peek()) {
            if (next.point() != last && points == most) {
                break;
            }
            points += next.point() == last ? 0 : 1;
            last = next.point();
            runs.add(waiting.remove());
        }
        return runs;
    }

    /** Whether a run is still to be done by whoever needs it first. */
    synchronized boolean isFree(Run run) {
        return !listed.contains(run.digest()) && wanted.test(run);
    }

    /**
     * Lists runs that were done before anybody knew here that they are needed.
     *
     * @param digests of those that came back
     * @return of those that nobody had listed
     */
    synchronized Set<String> claim(Set<String> digests) {
        Set<String> fresh = new LinkedHashSet<>(digests);
        fresh.removeAll(listed);
        listed.addAll(fresh);
        if (!fresh.isEmpty()) {
            grown.accept(fresh.size());
        }
        return fresh;
    }

    /** Points that were taken are over. */
    synchronized void over(List<Run> taken) {
        underWay--;
        Set<Integer> points = new HashSet<>();
        taken.stream().filter(run -> points.add(run.point())).forEach(this::look);
        notifyAll();
    }

    /** A run that was taken is over; nothing is known of it if there was not enough memory. */
    synchronized void over(Run run) {
        underWay--;
        look(run);
        notifyAll();
    }

    /** Looks whether the point of a run needs another, now that its outcome is known. */
    synchronized void look(Run run) {
        int added = closed ? 0 : add(run.point());
        if (added > 0) {
            grown.accept(added);
        }
    }

    /** Nothing more is taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
