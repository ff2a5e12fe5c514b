package dev.ziggurat.experiment.mrc;

import dev.ziggurat.experiment.run.ExperimentException;

/** The LRU stack of lines, asked with each touch how far from the top the line lies. Allocates nothing but when the lines become more. */
final class StackDistances {
    private final LineTable lines = new LineTable();
    private final LiveTimes times = new LiveTimes();

    /** The line on top, if it is known: most programs touch a line several times in a row. */
    private long top;

    private boolean topKnown;

    /** Returns how many lines the stack holds. */
    int size() {
        return lines.size();
    }

    /** Has the host fetch what {@link #touch} will read for these lines; what it returns means nothing. */
    long prepare(long[] batch, int from, int to) {
        return lines.touch(batch, from, to);
    }

    /**
     * Puts a line on top of the stack.
     *
     * @return where it was, counted from 1 for the top, or 0 if it was not there
     * @throws ExperimentException if there are more lines than one table can hold
     */
    int touch(long line) {
        if (line == top && topKnown) {
            return 1;
        }
        top = line;
        topKnown = true;
        if (times.full()) {
            lines.renumber(times);
            times.renumber();
        }
        int place = lines.place(line);
        int time = lines.time(place);
        if (time < 0) {
            add(line, place);
            return 0;
        }
        int distance = times.takeBack(time);
        lines.time(place, times.give());
        return distance;
    }

    private void add(long line, int place) {
        if (!lines.hasRoom()) {
            throw new ExperimentException("the workload touches more than " + lines.size()
                    + " lines, and an exact curve remembers each; take a sample of them: --sample \"1 %\"");
        }
        lines.put(place, line, times.give());
    }

    /** Takes a line off the stack, if it is there. */
    void remove(long line) {
        int place = lines.place(line);
        int time = lines.time(place);
        if (time >= 0) {
            times.takeBack(time);
            lines.remove(place);
            topKnown = false;
        }
    }
}
