package dev.ziggurat.experiment.mrc;

import dev.ziggurat.experiment.run.ExperimentException;
import java.util.List;

/** What one process touches: its threads take turns, and a turn ends with a load, store or modify. */
final class ProcessLines {
    private final String name;
    private final ThreadLines[] threads;

    /** The first threads count towards its share; the others are daemons, which keep nobody waiting. */
    private final int counting;

    private final long[] lines;
    private int count;

    /** Whose turn it is. */
    private int turn;

    private long references;
    private long milestone;

    /**
     * Makes the lines of a process.
     *
     * @param threads its threads, daemons last
     * @param counting how many are no daemons
     * @param room how many lines are kept at most before they are {@linkplain #forget taken}
     */
    ProcessLines(String name, List<ThreadLines> threads, int counting, int room) {
        this.name = name;
        this.threads = threads.toArray(new ThreadLines[0]);
        this.counting = counting;
        lines = new long[room];
    }

    String name() {
        return name;
    }

    /** Returns the lines written so far. */
    long[] lines() {
        return lines;
    }

    /** Returns how many are written. */
    int count() {
        return count;
    }

    /** Returns how many loads, stores and modifies have been made, those of daemons left out. */
    long references() {
        return references;
    }

    /** Sets how many loads, stores and modifies are to be made from its start. */
    void milestone(long total) {
        milestone = total;
    }

    /** Whether it has come to its milestone or to its end. */
    boolean done() {
        return references >= milestone || ended();
    }

    /** Whether all of its threads are over that count. */
    boolean ended() {
        for (int i = 0; i < counting; i++) {
            if (!threads[i].ended()) {
                return false;
            }
        }
        return true;
    }

    /** Begins again with the first line. */
    void forget() {
        count = 0;
    }

    /** Writes lines until there are {@code limit} or it is done. */
    void fill(int limit) {
        if (threads.length == 1) {
            make(0, limit, milestone - references);
            return;
        }
        while (count < limit && !done()) {
            step(limit);
        }
    }

    /**
     * Lets the thread whose turn it is make one reference.
     *
     * @return false if there was no room for it, so that the turn is not over
     */
    boolean step(int limit) {
        ThreadLines thread = threads[turn];
        long before = thread.references();
        make(turn, limit, 1);
        if (!thread.ended() && thread.references() == before) {
            return false;
        }
        do {
            turn = turn + 1 == threads.length ? 0 : turn + 1;
        } while (threads[turn].ended() && !ended());
        return true;
    }

    private void make(int number, int limit, long most) {
        ThreadLines thread = threads[number];
        long before = thread.references();
        thread.fill(lines, count, limit, most);
        count = thread.end();
        references += number < counting ? thread.references() - before : 0;
    }

    /** Refuses a warm-up that the process does not live to see the end of. */
    ExperimentException endsInWarmUp() {
        return new ExperimentException("process '" + name + "' ends after " + references
                + " references, in its warm-up; give a shorter --warm-up");
    }
}
