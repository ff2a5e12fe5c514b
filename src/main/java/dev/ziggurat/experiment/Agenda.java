package dev.ziggurat.experiment;

import java.util.ArrayDeque;
import java.util.HashSet;
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
        for (int point = 0; point < plan.points(); point++) {
            add(point);
        }
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
